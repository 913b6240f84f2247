/** The components of a message, its buttons above all, and what became of the last press. */

import { press } from "../api.js";
import { el } from "../dom.js";
import { orToast } from "../toast.js";
import { drawn } from "./emoji.js";
import { layout } from "./layout.js";
import { selectOf } from "./select.js";

const BUTTON = 2;
const LINK = 5;
const STYLES = { 1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "link" };

/**
 * @param {object} message
 * @param {import("../state.js").State} state
 * @returns {HTMLElement[]}
 */
export function buttonRows(message, state) {
  const presses = state.pending(message.id);
  const busy = new Set(presses.filter((each) => each.state === "sent").map((each) => each.custom_id));
  const rows = layout(message, state, busy);
  if (presses.some((each) => each.state === "failed"))
    rows.push(el("p.failure", { role: "status" }, "The application did not respond."));
  return rows;
}

/** A row of buttons, or one menu. */
export function rowOf(row, message, state, busy) {
  return el(
    "div.buttons",
    {},
    row.components.map((each) =>
      each.type === BUTTON ? buttonOf(each, message, state, busy) : selectOf(each, message, state, busy),
    ),
  );
}

export function buttonOf({ style, label, emoji, custom_id, url, disabled }, message, state, busy) {
  const face = [emoji && el("span.button-emoji", {}, drawn(emoji)), label];
  const kind = `button.${STYLES[style] ?? "secondary"}`;
  if (style === LINK)
    return el(
      `a.${kind}`,
      { href: /^https?:/.test(url) ? url : null, target: "_blank", rel: "noreferrer noopener" },
      face,
    );
  const waiting = busy.has(custom_id);
  return el(
    `button.${kind}`,
    {
      type: "button",
      disabled,
      "aria-label": label ? null : emoji?.name,
      "aria-busy": waiting || null,
      onclick: () => waiting || orToast(press(state.me.id, message, custom_id)),
    },
    face,
  );
}
