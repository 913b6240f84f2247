/** What a channel says of itself: a message was pinned, a thread was started. */

import { addressOf } from "../address.js";
import { el } from "../dom.js";
import { Notice } from "../numbers.js";
import { nameOf } from "../people.js";

/** @returns {boolean} whether this is no message of a person's */
export function isNotice({ type }) {
  return Object.values(Notice).includes(type);
}

/**
 * @param {object} message
 * @param {import("../state.js").State} state
 * @param {(messageId: string) => void} goTo
 * @returns {HTMLElement[]}
 */
export function notice(message, state, goTo) {
  const who = el("strong", {}, nameOf(state.user(message.author.id) ?? message.author));
  if (message.type === Notice.PINNED) {
    const there = () => goTo(message.message_reference.message_id);
    return [
      el("p.notice", {}, who, " pinned ", el("button.quiet", { type: "button", onclick: there }, "a message"), "."),
    ];
  }
  if (message.type === Notice.THREAD_STARTER) return [el("p.notice", {}, who, " started this thread from a message.")];
  const thread = [...state.channels.values()].find(
    (channel) => channel.parent_id === message.channel_id && channel.name === message.content,
  );
  const name = thread
    ? el("a", { href: addressOf(state.me, state.placeName(thread)) }, message.content)
    : message.content;
  return [el("p.notice", {}, who, " started a thread: ", name)];
}
