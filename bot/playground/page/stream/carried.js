/** What a message carries besides words and files: stickers, a forwarded message, the way into its thread. */

import { addressOf } from "../address.js";
import { el } from "../dom.js";
import { icon } from "../icons.js";
import { embedCard } from "./embeds.js";
import { fileChip } from "./files.js";
import { markdown } from "./markdown.js";
import { altOf, isPicture } from "./pictures.js";

/** @returns {HTMLElement[]} */
export function stickers({ sticker_items = [] }) {
  return sticker_items.map(({ id, name }) =>
    el("img.sticker", { src: `/stickers/${id}.png`, alt: `Sticker: ${name}`, title: name }),
  );
}

/**
 * @param {object} message
 * @param {import("../state.js").State} state
 * @returns {HTMLElement[]}
 */
export function forwarded({ message_snapshots: snapshots = [], message_reference: reference }, state) {
  const from = state.channels.get(reference?.channel_id);
  return snapshots.map(({ message }) =>
    el(
      "blockquote.forward",
      {},
      el("p.forward-head", {}, icon("forward"), "Forwarded", from && ` from #${from.name}`),
      el("div.words", {}, markdown(message.content, state)),
      message.attachments.map((each) =>
        isPicture(each) ? el("img.forward-picture", { src: each.url, alt: altOf(each) }) : fileChip(each),
      ),
      message.embeds.map((embed) => embedCard(embed, state)),
      stickers(message),
    ),
  );
}

/**
 * @param {object} message
 * @param {import("../state.js").State} state
 * @returns {HTMLElement[]}
 */
export function threadDoor({ thread }, state) {
  const known = thread && state.channels.get(thread.id);
  if (!known) return [];
  return [
    el(
      "a.thread-door",
      { href: addressOf(state.me, state.placeName(known)) },
      icon("thread"),
      el("span", {}, known.name),
    ),
  ];
}
