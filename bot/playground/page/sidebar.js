/** The column at the side: channels, the conversation with the bot, and who speaks. On a phone it is a drawer. */

import { addressOf } from "./address.js";
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { avatarOf, nameOf } from "./people.js";
import { placeBeside } from "./popover.js";

/** @param {import("./state.js").State} state */
export function createSidebar(state) {
  const channels = document.querySelector("#channels");
  const directs = document.querySelector("#directs");
  const directSection = document.querySelector("#direct-section");
  const speaker = document.querySelector("#speaker");
  const people = document.querySelector("#people");

  const entry = (channel) => {
    const here = channel.id === state.here?.id;
    const unread = state.unread.has(channel.id);
    const face = state.isDirect(channel)
      ? [
          el("span.presence", { class: `presence ${state.botOnline ? "is-on" : ""}` }, avatarOf(state.bot)),
          nameOf(state.bot),
        ]
      : [
          el("span.hash", { "aria-hidden": "true" }, state.isThread(channel) ? icon("thread") : "#"),
          el("span.place-name", {}, channel.name),
        ];
    const link = el(
      "a.place",
      { href: addressOf(state.me, state.placeName(channel)), "aria-current": here ? "page" : null },
      face,
      unread && el("span.unread", { role: "img", "aria-label": "new messages" }),
    );
    const threads = state.isDirect(channel) ? [] : state.threadsOf(channel, state.me);
    return el("li", {}, link, threads.length > 0 && el("ul.threads", {}, threads.map(entry)));
  };

  const draw = () => {
    if (!state.me) return;
    const direct = state.roomsOf(state.me).filter((room) => state.isDirect(room));
    document.querySelector("#guild").textContent = state.guild?.name ?? "";
    channels.replaceChildren(...state.roomsHere().filter((room) => !state.isThread(room)).map(entry));
    directs.replaceChildren(...direct.map(entry));
    directSection.hidden = !direct.length;
    speaker.replaceChildren(
      avatarOf(state.me),
      el("span.speaker-words", {}, el("small", {}, "You speak as "), el("strong", {}, nameOf(state.me))),
      icon("unfold"),
    );
    people.replaceChildren(
      ...[...state.people.values()].flatMap((person) => [personLink(person), besideLink(person)].filter(Boolean)),
    );
  };

  /** Opens a second window beside this one, in which somebody else speaks. */
  const besideLink = (person) => {
    if (person.id === state.me.id) return null;
    const href = addressOf(person, state.placeName(state.here));
    return el(
      "a.beside",
      {
        href,
        target: `pareidolia-${person.id}`,
        role: "menuitem",
        title: `Open a window in which you are ${nameOf(person)}`,
        "aria-label": `${nameOf(person)}, in another window`,
        onclick: (event) => {
          event.preventDefault();
          people.hidePopover();
          openBeside(href, person.id);
        },
      },
      icon("window"),
    );
  };

  const personLink = (person) => {
    const current = person.id === state.me.id;
    const link = el(
      "a.person",
      {
        href: addressOf(person, state.placeName(state.here)),
        role: "menuitemradio",
        "aria-checked": String(current),
        onclick: () => people.hidePopover(),
      },
      avatarOf(person),
      el("span.speaker-words", {}, el("strong", {}, nameOf(person)), el("small", {}, `@${person.username}`)),
      current && icon("check"),
    );
    return link;
  };

  people.addEventListener("toggle", ({ newState }) => {
    speaker.setAttribute("aria-expanded", String(newState === "open"));
    if (newState !== "open") return;
    placeBeside(people, speaker);
    people.querySelector('[aria-checked="true"]')?.focus();
  });
  people.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const all = [...people.querySelectorAll("a")];
    all.at((all.indexOf(document.activeElement) + step) % all.length).focus();
  });

  for (const event of ["moved", "channels", "unread", "bot"]) state.addEventListener(event, draw);
  drawer(state);
}

function openBeside(href, id) {
  const { availWidth, availHeight } = screen;
  const place = `width=${Math.round(availWidth / 2)},height=${availHeight},left=${Math.round(availWidth / 2)},top=0`;
  window.open(href, `pareidolia-${id}`, `popup,${place}`);
}

function drawer(state) {
  const body = document.body;
  const button = document.querySelector("#open-drawer");
  const set = (open) => {
    body.classList.toggle("has-drawer", open);
    button.setAttribute("aria-expanded", String(open));
  };
  button.addEventListener("click", () => {
    set(true);
    document.querySelector("#channels a")?.focus();
  });
  document.querySelector("#shade").addEventListener("click", () => set(false));
  document.querySelector("#sidebar").addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.target.closest(":popover-open") || !body.classList.contains("has-drawer"))
      return;
    set(false);
    button.focus();
  });
  state.addEventListener("moved", () => set(false));
}
