/** The reactions under a message: one toggle per emoji, and one button for another. */

import { setReaction } from "../api.js";
import { el } from "../dom.js";
import { icon } from "../icons.js";
import { nameOf } from "../people.js";
import { orToast } from "../toast.js";
import { drawn, faceOf } from "./emoji.js";
import { openPicker } from "./picker.js";

/**
 * @param {object} message
 * @param {import("../state.js").State} state
 * @returns {HTMLElement[]}
 */
export function reactionRow(message, state) {
  const reactions = message.reactions ?? [];
  if (!reactions.length) return [];
  const another = el(
    "button.reaction.is-another",
    {
      type: "button",
      title: "Add a reaction",
      "aria-label": "Add a reaction",
      onclick: () => chooseReaction(message, state, another),
    },
    icon("smile"),
  );
  return [...reactions.map((reaction) => toggle(reaction, message, state)), another];
}

/** Open the picker at `anchor`, and react with what is chosen. */
export function chooseReaction(message, state, anchor) {
  openPicker(anchor, emojiInUse(state), state.emojis, (emoji) =>
    orToast(setReaction(state.me.id, message, emoji, true)),
  );
}

function toggle({ emoji, count, user_ids }, message, state) {
  const mine = user_ids.includes(state.me.id);
  const face = faceOf(emoji);
  const names = user_ids.map((id) => (id === state.me.id ? "you" : nameOf(state.user(id) ?? { username: "someone" })));
  return el(
    "button.reaction",
    {
      type: "button",
      "data-emoji": face,
      "aria-pressed": String(mine),
      "aria-label": `${face}, ${count}, ${mine ? "take yours back" : "react too"}`,
      title: `${names.join(", ")} reacted with ${face}`,
      onclick: () => orToast(setReaction(state.me.id, message, emoji, !mine)),
    },
    el("span.reaction-face", {}, drawn(emoji)),
    el("span.reaction-count", {}, String(count)),
  );
}

function emojiInUse(state) {
  const used = new Map();
  for (const message of state.visible().reverse())
    for (const { emoji } of message.reactions ?? []) used.set(faceOf(emoji), emoji);
  return [...used.values()];
}
