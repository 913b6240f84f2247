/** Messages that are made of components alone: text, pictures, files, boxes. */

import { el } from "../dom.js";
import { buttonOf, rowOf } from "./buttons.js";
import { fileSize } from "./files.js";
import { icon } from "../icons.js";
import { markdown } from "./markdown.js";

const ROW = 1;
const BUTTON = 2;
const SECTION = 9;
const TEXT = 10;
const THUMBNAIL = 11;
const GALLERY = 12;
const FILE = 13;
const SEPARATOR = 14;
const CONTAINER = 17;

/**
 * @param {object} message
 * @param {import("../state.js").State} state
 * @param {Set<string>} busy custom ids of what is under way
 * @returns {HTMLElement[]} every component in order
 */
export function layout(message, state, busy) {
  const draw = (component) => DRAWN[component.type]?.(component, { message, state, busy, draw });
  return (message.components ?? []).map(draw).filter(Boolean);
}

const DRAWN = {
  [ROW]: (row, { message, state, busy }) => rowOf(row, message, state, busy),
  [BUTTON]: (button, { message, state, busy }) => buttonOf(button, message, state, busy),
  [TEXT]: ({ content }, { state }) => el("div.words", {}, markdown(content, state)),
  [THUMBNAIL]: ({ media, description }) =>
    el("img.embed-thumbnail", { src: media.proxy_url, alt: description ?? "Picture" }),
  [SECTION]: ({ components, accessory }, { draw }) =>
    el("div.section", {}, el("div.section-words", {}, components.map(draw)), draw(accessory)),
  [GALLERY]: ({ items }) =>
    el(
      "div.gallery",
      { class: items.length > 1 ? "gallery is-many" : "gallery" },
      items.map(({ media, description }) =>
        el("img", { src: media.proxy_url, alt: description ?? "Picture", width: media.width, height: media.height }),
      ),
    ),
  [FILE]: ({ file, name, size }) =>
    el(
      "a.file",
      { href: file.url, download: name, target: "_blank" },
      icon("file"),
      el("span.file-name", {}, name ?? "file"),
      size && el("span.file-size", {}, fileSize(size)),
    ),
  [SEPARATOR]: ({ divider, spacing }) => el(divider ? "hr.rule" : "div.rule", { "data-spacing": spacing }),
  [CONTAINER]: ({ components, accent_color: colour }, { draw }) =>
    el(
      "section.container",
      colour ? { style: { "--bar": `#${colour.toString(16).padStart(6, "0")}` } } : {},
      components.map(draw),
    ),
};
