/** The server's emoji and stickers, as they are found by their names. */

import { el } from "../dom.js";
import { drawn } from "../stream/emoji.js";

/**
 * @param {string} text what was typed after the colon
 * @param {import("../state.js").State} state
 * @returns {import("./suggestions.js").Suggestion[]} emoji, then stickers, which are sent as they are chosen
 */
export function matchingExpressions(text, state) {
  const wanted = text.toLowerCase();
  const named = ({ name }) => name.toLowerCase().includes(wanted);
  return [
    ...state.emojis.filter(named).map((emoji) => ({
      label: `:${emoji.name}:`,
      face: el("span.suggestion-face", {}, drawn(emoji)),
      value: { emoji },
    })),
    ...state.stickers.filter(named).map((sticker) => ({
      label: sticker.name,
      detail: "a sticker, sent at once",
      face: el("img.suggestion-face", { src: `/stickers/${sticker.id}.png`, alt: "" }),
      value: { sticker },
    })),
  ];
}
