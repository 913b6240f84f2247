/** The files that will go with the next message: thumbnails above the line, each with a way out. */

import { el } from "../dom.js";
import { icon } from "../icons.js";
import { fileSize } from "../stream/files.js";
import { toast } from "../toast.js";

const MOST = 10;

/**
 * @param {HTMLElement} element where the thumbnails stand
 * @param {() => void} onChange
 */
export function createTray(element, onChange) {
  /** @type {Map<File, HTMLElement>} */
  const chips = new Map();

  const remove = (file) => {
    const chip = chips.get(file);
    chips.delete(file);
    URL.revokeObjectURL(chip.dataset.source);
    chip.remove();
    element.hidden = !chips.size;
    onChange();
  };

  const add = (files) => {
    for (const file of files) {
      if (chips.size === MOST) {
        toast(`A message carries at most ${MOST} files.`);
        break;
      }
      const chip = chipOf(file, () => remove(file));
      chips.set(file, chip);
      element.append(chip);
    }
    element.hidden = !chips.size;
    onChange();
  };

  return {
    add,
    files: () => [...chips.keys()],
    clear: () => [...chips.keys()].forEach(remove),
  };
}

/**
 * @param {File} file
 * @param {() => void} onRemove
 * @returns {HTMLElement}
 */
export function chipOf(file, onRemove) {
  const source = URL.createObjectURL(file);
  const face = el("div.tray-face", {}, icon("file"));
  if (file.type.startsWith("image/")) {
    const picture = el("img", { src: source, alt: "", onload: () => face.replaceChildren(picture) });
  }
  const label = `Remove ${file.name}`;
  return el(
    "div.tray-chip",
    { role: "listitem", "data-source": source, title: file.name },
    face,
    el("span.tray-name", {}, file.name),
    el("span.tray-size", {}, fileSize(file.size)),
    el("button.tray-remove", { type: "button", title: label, "aria-label": label, onclick: onRemove }, icon("close")),
  );
}
