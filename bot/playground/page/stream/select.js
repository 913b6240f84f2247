/** A menu in a message: a button that opens a list; of one choice it is sent at once, of several when the list closes. */

import { choose } from "../api.js";
import { el } from "../dom.js";
import { choicesOf } from "../forms/choices.js";
import { icon } from "../icons.js";
import { openMenu } from "../menu.js";
import { orToast } from "../toast.js";

/**
 * @param {object} menu
 * @param {object} message
 * @param {import("../state.js").State} state
 * @param {Set<string>} busy custom ids of what is under way
 */
export function selectOf(menu, message, state, busy) {
  const { custom_id, placeholder, disabled, min_values = 1, max_values = 1 } = menu;
  const choices = choicesOf(menu, state);
  const chosen = choices.filter((each) => each.chosen).map((each) => each.label);
  const send = (values) => orToast(choose(state.me.id, message, custom_id, values));
  const open = () => (max_values > 1 ? several() : one());
  const one = () =>
    openMenu(
      button,
      placeholder ?? "Choose",
      choices.map((each) => ({ ...each, run: () => send([each.value]) })),
    );
  const several = () => {
    const marked = new Set(choices.filter((each) => each.chosen).map((each) => each.value));
    const before = [...marked].join();
    const toggle = (value) => marked.delete(value) || marked.add(value);
    openMenu(
      button,
      placeholder ?? "Choose",
      choices.map((each) => ({ ...each, run: () => toggle(each.value) })),
      {
        stays: true,
        onClose: () => [...marked].join() !== before && marked.size >= min_values && send([...marked]),
      },
    );
  };
  const button = el(
    "button.select",
    {
      type: "button",
      disabled,
      "aria-haspopup": "menu",
      "aria-busy": busy.has(custom_id) || null,
      onclick: open,
    },
    el("span.select-words", {}, chosen.join(", ") || placeholder || "Choose"),
    icon("unfold"),
  );
  return button;
}
