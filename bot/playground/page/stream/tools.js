/** What can be done with a message: shown on hover, on focus, and on a long press. */

import { deleteMessage } from "../api.js";
import { el } from "../dom.js";
import { icon } from "../icons.js";
import { orToast } from "../toast.js";
import { openMessageMenu } from "./more.js";
import { chooseReaction } from "./reactions.js";

const HOLD = 450;

/**
 * @param {() => object} current the message as it now is
 * @param {import("../state.js").State} state
 * @param {object} wiring
 * @param {(message: object) => void} wiring.onReply
 * @param {() => void} wiring.onEdit
 * @returns {HTMLElement}
 */
export function toolbar(current, state, { onReply, onEdit }) {
  const tool = (name, label, run) =>
    el("button", { type: "button", title: label, "aria-label": label, onclick: run }, icon(name));
  const react = tool("smile", "Add a reaction", () => chooseReaction(current(), state, react));
  const reply = tool("reply", "Reply", () => onReply(current()));
  const whisper = Boolean(current().ephemeral_for);
  const remove = tool("trash", whisper ? "Dismiss" : "Delete", () => orToast(deleteMessage(state.me.id, current())));
  remove.hidden = !whisper && current().author.id !== state.me.id;
  const more = tool("more", "More", () => openMessageMenu(current(), state, more, onEdit));
  react.hidden = reply.hidden = more.hidden = whisper;
  return el("div.tools", { role: "toolbar", "aria-label": "Message actions" }, react, reply, more, remove);
}

/**
 * Let a long press on a message of `list` bring its tools up, where nothing can hover.
 *
 * @param {HTMLElement} list
 */
export function holdForTools(list) {
  let timer;
  const release = () => clearTimeout(timer);
  const lower = () => list.querySelector(".is-held")?.classList.remove("is-held");
  list.addEventListener("pointerdown", (event) => {
    if (event.pointerType === "mouse") return;
    if (!event.target.closest(".tools")) lower();
    const message = event.target.closest(".message");
    timer = setTimeout(() => message?.classList.add("is-held"), HOLD);
  });
  for (const type of ["pointerup", "pointercancel", "pointermove"]) list.addEventListener(type, release);
  list.addEventListener("contextmenu", (event) => {
    if (list.querySelector(".is-held")) event.preventDefault();
  });
}
