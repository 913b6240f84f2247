/** An embed: a card that a bot adds under its words. */

import { el } from "../dom.js";
import { inline } from "./inline.js";
import { markdown } from "./markdown.js";
import { formatTime } from "./timestamps.js";

/**
 * @param {object} embed
 * @param {import("../state.js").State} state
 * @returns {HTMLElement}
 */
export function embedCard(embed, state) {
  const { title, url, description, author, fields = [], footer, timestamp, image, thumbnail } = embed;
  if (embed.type === "image") return linkedPicture(url, thumbnail);
  const words = title && inline(title, state);
  const small = [footer?.text, timestamp && formatTime(new Date(timestamp), "f")].filter(Boolean).join(" · ");
  return el(
    "section.embed",
    { style: barOf(embed.color) },
    el(
      "div.embed-text",
      {},
      author?.name && el("div.embed-author", {}, author.name),
      title && el("h3.embed-title", {}, url ? linked(url, words) : words),
      description && el("div.words", {}, markdown(description, state)),
      fields.length > 0 &&
        el(
          "dl.embed-fields",
          {},
          fields.map((field) => fieldOf(field, state)),
        ),
    ),
    thumbnail && el("img.embed-thumbnail", { src: thumbnail.proxy_url ?? thumbnail.url, alt: "" }),
    image &&
      el("img.embed-image", {
        src: image.proxy_url ?? image.url,
        alt: title ? `Picture of: ${title}` : "Picture",
        width: image.width,
        height: image.height,
      }),
    small && el("footer.embed-footer", {}, small),
  );
}

/** @returns {Object<string, string>} the style of the bar at the side of a card, in one of Discord's colours */
export function barOf(colour) {
  return colour ? { "--bar": `#${colour.toString(16).padStart(6, "0")}` } : {};
}

/** The picture behind a link that somebody has written. */
function linkedPicture(url, { proxy_url, width, height }) {
  return el(
    "a.embed-link",
    { href: url, target: "_blank", rel: "noreferrer noopener" },
    el("img.embed-image", { src: proxy_url, alt: "The picture behind the link", width, height }),
  );
}

function fieldOf({ name, value, inline: beside }, state) {
  return el(
    "div.embed-field",
    { class: beside ? "embed-field is-beside" : "embed-field" },
    el("dt", {}, inline(name, state)),
    el("dd.words", {}, markdown(value, state)),
  );
}

function linked(address, words) {
  return /^https?:/.test(address)
    ? el("a", { href: address, target: "_blank", rel: "noreferrer noopener" }, words)
    : words;
}
