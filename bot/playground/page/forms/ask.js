/** A question with one line for an answer. */

import { el } from "../dom.js";

/**
 * @param {string} title
 * @param {string} question
 * @param {string} [suggestion]
 * @returns {Promise<string>} the answer; empty when there is none
 */
export function askForWords(title, question, suggestion = "") {
  return new Promise((resolve) => {
    const field = el("input", { type: "text", value: suggestion, maxlength: 100, required: true, autofocus: true });
    const dialog = el(
      "dialog.form",
      { "aria-label": title, onclose: () => finish(dialog.returnValue === "send" ? field.value.trim() : "") },
      el(
        "form",
        { method: "dialog" },
        el("h2", {}, title),
        el("label.form-field", {}, el("span.form-label", {}, question), field),
        el(
          "footer.form-foot",
          {},
          el("button.button.secondary", { value: "cancel", formnovalidate: true }, "Cancel"),
          el("button.button.primary", { value: "send" }, "Start"),
        ),
      ),
    );
    const finish = (answer) => {
      dialog.remove();
      resolve(answer);
    };
    // Enter takes the form's first button, and that is not the one that is meant.
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !field.value.trim()) return;
      event.preventDefault();
      dialog.close("send");
    });
    document.body.append(dialog);
    dialog.showModal();
    field.select();
  });
}
