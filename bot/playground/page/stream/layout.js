/** The components of a message, and what became of the last press: buttons, or all that a message is made of. */

import { el } from "../dom.js";
import { Component } from "../numbers.js";
import { buttonOf, rowOf } from "./buttons.js";
import { barOf } from "./embeds.js";
import { fileLink } from "./files.js";
import { markdown } from "./markdown.js";

/**
 * @param {object} message
 * @param {import("../state.js").State} state
 * @returns {HTMLElement[]} every component in order
 */
export function componentsOf(message, state) {
  const presses = state.pending(message.id);
  const busy = new Set(presses.filter((each) => each.state === "sent").map((each) => each.custom_id));
  const draw = (component) => DRAWN[component.type]?.(component, { message, state, busy, draw });
  const drawn = (message.components ?? []).map(draw).filter(Boolean);
  if (presses.some((each) => each.state === "failed"))
    drawn.push(el("p.failure", { role: "status" }, "The application did not respond."));
  return drawn;
}

const DRAWN = {
  [Component.ROW]: (row, { message, state, busy }) => rowOf(row, message, state, busy),
  [Component.BUTTON]: (button, { message, state, busy }) => buttonOf(button, message, state, busy),
  [Component.TEXT]: ({ content }, { state }) => el("div.words", {}, markdown(content, state)),
  [Component.THUMBNAIL]: ({ media, description }) =>
    el("img.embed-thumbnail", { src: media.proxy_url, alt: description ?? "Picture" }),
  [Component.SECTION]: ({ components, accessory }, { draw }) =>
    el("div.section", {}, el("div.section-words", {}, components.map(draw)), draw(accessory)),
  [Component.GALLERY]: ({ items }) =>
    el(
      "div.gallery",
      { class: items.length > 1 ? "gallery is-many" : "gallery" },
      items.map(({ media, description }) =>
        el("img", { src: media.proxy_url, alt: description ?? "Picture", width: media.width, height: media.height }),
      ),
    ),
  [Component.FILE]: ({ file, name, size }) => fileLink({ url: file.url, filename: name ?? "file", size }),
  [Component.SEPARATOR]: ({ divider, spacing }) => el(divider ? "hr.rule" : "div.rule", { "data-spacing": spacing }),
  [Component.CONTAINER]: ({ components, accent_color: colour }, { draw }) =>
    el(
      "section.container",
      { style: barOf(colour) },
      components.map(draw),
    ),
};
