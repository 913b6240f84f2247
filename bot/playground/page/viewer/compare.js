/** Before and after in one frame: the earlier picture lies over the dream up to a line that can be dragged, or moved with the arrows. */

import { el } from "../dom.js";

/**
 * @param {object} before
 * @param {object} after
 * @param {(attachment: object) => string} altOf
 * @returns {HTMLElement}
 */
export function compareFrame(before, after, altOf) {
  const frame = el(
    "div.compare",
    { style: { "--cut": "50%", "--ratio": after.width / after.height, "--natural": `${after.width}px` } },
    el("img", { src: after.url, alt: altOf(after), draggable: "false" }),
    el("img.compare-before", { src: before.url, alt: `Before: ${altOf(before)}`, draggable: "false" }),
    el("span.compare-label.is-before", { "aria-hidden": "true" }, "before"),
    el("span.compare-label.is-after", { "aria-hidden": "true" }, "after"),
    el("span.compare-line", { "aria-hidden": "true" }, el("i")),
  );
  const range = el("input.compare-range", {
    type: "range",
    min: 0,
    max: 100,
    step: 0.5,
    value: 50,
    "aria-label": "How much of the picture before the dream is shown",
    oninput: () => frame.style.setProperty("--cut", `${range.value}%`),
  });
  frame.append(range);
  return frame;
}
