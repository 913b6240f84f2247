/** The line on top: where you are, whether the bot is there, and whether the page is connected. */

import { nameOf } from "./people.js";

/** @param {import("./state.js").State} state */
export function createHeader(state) {
  const title = document.querySelector("#title");
  const topic = document.querySelector("#topic");
  const bot = document.querySelector("#bot-state");
  const asleep = document.querySelector("#asleep");

  const drawPlace = () => {
    if (!state.here) return;
    title.textContent = state.isDirect(state.here) ? nameOf(state.bot) : state.here.name;
    title.dataset.sign = state.isDirect(state.here) ? "@" : state.isThread(state.here) ? "↳" : "#";
    topic.textContent = topicOf(state);
    document.title = `${title.dataset.sign}${title.textContent} · Pareidolia playground`;
  };
  const drawBot = () => {
    const name = nameOf(state.bot);
    bot.classList.toggle("is-on", state.botOnline);
    bot.lastElementChild.textContent = state.botOnline ? "online" : "offline";
    bot.title = `${name} is ${state.botOnline ? "online" : "offline"}`;
    bot.firstElementChild.textContent = name;
    asleep.hidden = state.botOnline;
    asleep.textContent = `${name} is offline. What you write now waits here until it is back.`;
  };

  state.addEventListener("channels", drawPlace);
  state.addEventListener("moved", drawPlace);
  state.addEventListener("hello", drawBot);
  state.addEventListener("bot", drawBot);
}

function topicOf({ here, channels, isDirect, isThread }) {
  if (isDirect(here)) return "Just the two of you";
  if (!isThread(here)) return here.topic;
  return `A thread in #${channels.get(here.parent_id)?.name}${here.archived ? ", put away" : ""}`;
}
