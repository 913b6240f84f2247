/** A slash command on its way: the line that stands where the answer will be. */

import { el } from "../dom.js";
import { avatarOf, nameOf } from "../people.js";
import { dots } from "./dots.js";

/**
 * @param {object} interaction
 * @param {import("../state.js").State} state
 * @returns {HTMLElement}
 */
export function pendingRow(interaction, state) {
  const failed = interaction.state === "failed";
  const dismiss = () => {
    state.interactions.delete(interaction.id);
    state.tell("interaction", interaction);
  };
  return el(
    "div.pending",
    { role: "status" },
    el("span.lead-who", {}, avatarOf(state.me), nameOf(state.me)),
    el("span", {}, "used ", el("span.mention", {}, interaction.name ?? "a form")),
    failed
      ? [
          el("span.failure", {}, "The application did not respond."),
          el("button.quiet", { type: "button", onclick: dismiss }, "Dismiss"),
        ]
      : el("span.thinking", {}, `Sending to ${nameOf(state.bot)}`, dots()),
  );
}
