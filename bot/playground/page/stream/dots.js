import { el } from "../dom.js";

/** @returns {HTMLElement} three dots that breathe, for whoever is writing or thinking */
export function dots() {
  return el("span.dots", { "aria-hidden": "true" }, el("i"), el("i"), el("i"));
}
