/** How an emoji is written and drawn. */

import { el } from "../dom.js";

/** @returns {string} an emoji as text; a server's own one by its name */
export function faceOf(emoji) {
  return emoji.id ? `:${emoji.name}:` : emoji.name;
}

/** @returns {Node|string} an emoji to look at; a server's own one is a picture */
export function drawn({ id, name, animated }) {
  if (!id) return name;
  return el("img.custom-emoji", {
    src: `/emojis/${id}.${animated ? "gif" : "png"}`,
    alt: `:${name}:`,
    title: `:${name}:`,
    draggable: "false",
  });
}
