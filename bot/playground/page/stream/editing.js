/** Changing what one has said, in the place where it stands. */

import { editMessage } from "../api.js";
import { el } from "../dom.js";
import { toast } from "../toast.js";
import { written } from "./written.js";

/**
 * @param {object} message
 * @param {import("../state.js").State} state
 * @param {() => void} onDone
 * @returns {HTMLElement}
 */
export function editor(message, state, onDone) {
  const field = el("textarea.editor-words", { rows: 1, "aria-label": "Change the message" });
  field.value = readable(message.content, state);
  const grow = () => {
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight}px`;
  };
  const save = async () => {
    const content = field.value.trim();
    if (content !== readable(message.content, state))
      try {
        await editMessage(state.me.id, message, content);
      } catch (refusal) {
        return toast(refusal.message);
      }
    return onDone();
  };
  field.addEventListener("input", grow);
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    // The message around it would take the same keys for its own.
    event.stopPropagation();
    if (event.key === "Escape") onDone();
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    save();
  });
  requestAnimationFrame(() => {
    grow();
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
  });
  return el(
    "div.editor",
    {},
    field,
    el(
      "p.editor-hint",
      {},
      el("button.quiet", { type: "button", onclick: save }, "Save"),
      " with Enter, ",
      el("button.quiet", { type: "button", onclick: onDone }, "cancel"),
      " with Escape",
    ),
  );
}

/** A person is called what their mention is made from again. */
function readable(content, state) {
  return written(content, state, ({ username }) => username);
}
