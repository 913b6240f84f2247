/** The line at the bottom: words, files, replies, and the way into slash commands. */

import { sayTyping, sendMessage } from "../api.js";
import { el } from "../dom.js";
import { icon } from "../icons.js";
import { avatarOf, nameOf } from "../people.js";
import { snippet } from "../stream/lead.js";
import { orToast, toast } from "../toast.js";
import { matching } from "./commands.js";
import { matchingExpressions } from "./expressions.js";
import { commandForm } from "./form.js";
import { suggestionsFor } from "./suggestions.js";
import { createTray } from "./tray.js";

const TYPING_EVERY = 7000;

/**
 * @param {import("../state.js").State} state
 * @param {object} wiring
 * @param {() => void} wiring.onUp the keyboard leaves upwards, into the stream
 */
export function createComposer(state, { onUp }) {
  const home = document.querySelector("#composer");
  const line = document.querySelector("#line");
  const field = document.querySelector("#words");
  const send = document.querySelector("#send");
  const pick = document.querySelector("#pick");
  const replyBar = document.querySelector("#reply-bar");
  const tray = createTray(document.querySelector("#tray"), () => drawSend());
  let answering = null;
  let form = null;
  let saidTyping = 0;

  const drawSend = () => {
    send.disabled = !field.value.trim() && !tray.files().length;
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight}px`;
  };

  const setReply = (message) => {
    answering = message;
    replyBar.hidden = !message;
    if (!message) return replyBar.replaceChildren();
    replyBar.replaceChildren(
      el(
        "span.reply-words",
        {},
        "Replying to ",
        avatarOf(state.user(message.author.id) ?? message.author),
        el("strong", {}, nameOf(message.author)),
        el("span.reply-snippet", {}, snippet(message, state)),
      ),
      el(
        "button.round",
        { type: "button", title: "Cancel (Escape)", "aria-label": "Cancel the reply", onclick: () => setReply(null) },
        icon("close"),
      ),
    );
    return field.focus();
  };

  const closeForm = () => {
    form?.element.remove();
    form = null;
    line.hidden = false;
    field.focus();
  };
  const openForm = (command) => {
    setWords("");
    form = commandForm(command, { state, home, onClose: closeForm });
    line.hidden = true;
    home.append(form.element);
    form.focus();
    const waiting = tray.files();
    tray.clear();
    if (waiting.length) form.take(waiting);
  };

  const setWords = (words) => {
    field.value = words;
    drawSend();
  };

  const submit = async () => {
    const content = field.value.trim();
    const files = tray.files();
    if (!content && !files.length) return;
    const draft = { words: field.value, replyTo: answering };
    setWords("");
    tray.clear();
    setReply(null);
    saidTyping = 0;
    try {
      await sendMessage(state.me.id, { channelId: state.here.id, content, replyTo: draft.replyTo?.id, files });
    } catch (refusal) {
      toast(refusal.message);
      if (field.value || tray.files().length) return;
      setWords(draft.words);
      tray.add(files);
      setReply(draft.replyTo);
    }
  };

  const commandList = suggestionsFor(home, field, "Commands", openForm);
  const peopleList = suggestionsFor(home, field, "People", (user) => {
    setWords(field.value.replace(/@[^\s@]*$/, `@${nameOf(user)} `));
  });
  const expressionList = suggestionsFor(home, field, "Emoji and stickers", (chosen) => {
    const words = field.value.replace(/:\w*$/, "");
    if (!chosen.sticker) return setWords(`${words}:${chosen.emoji.name}: `);
    setWords(words);
    const sticker = { channelId: state.here.id, content: "", files: [], stickers: [chosen.sticker.id] };
    return orToast(sendMessage(state.me.id, sticker));
  });
  const suggest = () => {
    const beforeCaret = field.value.slice(0, field.selectionEnd);
    const slash = /^\/([\w -]*)$/.exec(field.value);
    const at = /(?:^|\s)@([^\s@]*)$/.exec(beforeCaret);
    commandList.show(slash ? matching(state.commandsInWords(), slash[1]) : []);
    peopleList.show(at && !slash ? matchingPeople(at[1], state) : []);
    const colon = /(?:^|\s):(\w*)$/.exec(beforeCaret);
    expressionList.show(colon && !slash ? matchingExpressions(colon[1], state) : []);
  };

  field.addEventListener("input", () => {
    drawSend();
    suggest();
    if (field.value && !field.value.startsWith("/") && Date.now() - saidTyping > TYPING_EVERY) {
      saidTyping = Date.now();
      // Nobody misses a typing line that did not get through.
      sayTyping(state.me.id, state.here.id).catch(() => {});
    }
  });
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      submit();
    } else if (event.key === "Escape" && answering) {
      event.preventDefault();
      setReply(null);
    } else if (event.key === "ArrowUp" && !field.value) {
      event.preventDefault();
      onUp();
    }
  });
  send.addEventListener("click", submit);
  document.querySelector("#attach").addEventListener("click", () => pick.click());
  pick.addEventListener("change", () => {
    take([...pick.files]);
    pick.value = "";
  });

  const take = (files) => {
    if (form) return form.take(files);
    tray.add(files);
    return field.focus();
  };

  state.addEventListener("moved", () => {
    const stillThere = answering?.channel_id === state.here.id && state.message(answering.channel_id, answering.id);
    if (answering && !stillThere) setReply(null);
    const place = state.isDirect(state.here) ? state.placeName(state.here) : state.here.name;
    field.placeholder = state.isDirect(state.here)
      ? `Message ${place}`
      : `Message #${place}, or drop a picture and type !dream`;
    field.setAttribute("aria-label", `Message ${place}`);
  });
  state.addEventListener("deleted", ({ detail }) => detail.id === answering?.id && setReply(null));
  drawSend();

  return {
    take,
    reply: setReply,
    focus: () => (form ?? field).focus(),
    /** Put files and words in place, ready to be sent with Enter. */
    prepare(files, words) {
      if (form) closeForm();
      tray.clear();
      tray.add(files);
      setWords(words);
      field.focus();
    },
  };
}

function matchingPeople(text, state) {
  const wanted = text.toLowerCase();
  return [...state.people.values(), state.bot]
    .filter((user) => nameOf(user).toLowerCase().startsWith(wanted) || user.username.toLowerCase().startsWith(wanted))
    .map((user) => ({ label: nameOf(user), detail: `@${user.username}`, face: avatarOf(user), value: user }));
}
