/** Rows of buttons and menus. */

import { press } from "../api.js";
import { el } from "../dom.js";
import { Button, Component } from "../numbers.js";
import { orToast } from "../toast.js";
import { drawn } from "./emoji.js";
import { selectOf } from "./select.js";

const STYLES = { 1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "link" };

/** A row of buttons, or one menu. */
export function rowOf(row, message, state, busy) {
  return el(
    "div.buttons",
    {},
    row.components.map((each) =>
      each.type === Component.BUTTON ? buttonOf(each, message, state, busy) : selectOf(each, message, state, busy),
    ),
  );
}

export function buttonOf({ style, label, emoji, custom_id, url, disabled }, message, state, busy) {
  const face = [emoji && el("span.button-emoji", {}, drawn(emoji)), label];
  const kind = `button.${STYLES[style] ?? "secondary"}`;
  if (style === Button.LINK)
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
