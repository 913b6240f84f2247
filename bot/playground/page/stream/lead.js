/** The thin line above a message: what it answers, or which command called it. */

import { el } from "../dom.js";
import { icon } from "../icons.js";
import { avatarOf, nameOf } from "../people.js";
import { isNotice } from "./notices.js";
import { isPicture } from "./pictures.js";
import { written } from "./written.js";

/**
 * @param {object} message
 * @param {import("../state.js").State} state
 * @param {(messageId: string) => void} goTo scroll to a message
 * @returns {HTMLElement[]}
 */
export function leadLine(message, state, goTo) {
  const { interaction_metadata: call, message_reference: reference, command } = message;
  if (call && command)
    return [
      el("div.lead.is-call", {}, who(call.user, state), el("span", {}, "used ", el("span.mention", {}, command))),
    ];
  if (!reference?.message_id || message.message_snapshots || isNotice(message)) return [];
  const answered = state.answeredBy(message);
  if (!answered) return [el("div.lead", {}, el("em", {}, "The original message was deleted"))];
  const picture = answered.attachments.find(isPicture);
  return [
    el(
      "button.lead",
      { type: "button", title: "Go to this message", onclick: () => goTo(answered.id) },
      el("span.unseen", {}, "In reply to "),
      who(answered.author, state),
      el("span.lead-words", {}, snippet(answered, state)),
      picture ? thumbnail(picture) : answered.attachments.length > 0 && icon("file"),
    ),
  ];
}

function thumbnail({ url }) {
  // The picture of a card in progress may be gone before it is loaded.
  const image = el("img.lead-picture", { src: url, alt: "", onerror: () => image.remove() });
  return image;
}

function who(user, state) {
  const known = state.user(user.id) ?? user;
  return el("span.lead-who", {}, avatarOf(known), nameOf(known));
}

/** @returns {string} the first line of a message, without its marks */
export function snippet(message, state) {
  const [first = ""] = message.content.trim().split("\n");
  const words = written(first, state, nameOf)
    .replace(/<@[!&]?\d+>/g, "@unknown")
    .replace(/<t:\d+(:\w)?>|\*\*|__|`|\|\||^-# |^#+ /g, "");
  if (words) return words.slice(0, 140);
  return message.attachments.some(isPicture) ? "A picture" : "A message";
}
