/** What a channel says of itself: a message was pinned, a thread was started. */

import { addressOf } from "../address.js";
import { el } from "../dom.js";
import { nameOf } from "../people.js";

const PINNED = 6;
const THREAD_CREATED = 18;
const THREAD_STARTER = 21;

/** @returns {boolean} whether this is no message of a person's */
export function isNotice({ type }) {
  return [PINNED, THREAD_CREATED, THREAD_STARTER].includes(type);
}

/**
 * @param {object} message
 * @param {import("../state.js").State} state
 * @param {(messageId: string) => void} goTo
 * @returns {HTMLElement[]}
 */
export function notice(message, state, goTo) {
  const who = el("strong", {}, nameOf(state.user(message.author.id) ?? message.author));
  if (message.type === PINNED) {
    const there = () => goTo(message.message_reference.message_id);
    return [
      el("p.notice", {}, who, " pinned ", el("button.quiet", { type: "button", onclick: there }, "a message"), "."),
    ];
  }
  if (message.type === THREAD_STARTER) return [el("p.notice", {}, who, " started this thread from a message.")];
  const thread = [...state.channels.values()].find(
    (channel) => channel.parent_id === message.channel_id && channel.name === message.content,
  );
  const name = thread
    ? el("a", { href: addressOf(state.me, state.placeName(thread)) }, message.content)
    : message.content;
  return [el("p.notice", {}, who, " started a thread: ", name)];
}
