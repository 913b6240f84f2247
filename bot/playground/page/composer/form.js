/** A chosen slash command and its options, in the place of the text line. */

import { runCommand } from "../api.js";
import { el } from "../dom.js";
import { icon } from "../icons.js";
import { Option } from "../numbers.js";
import { toast } from "../toast.js";
import { optionField } from "./options.js";

/**
 * @param {object} command one of `runnable`
 * @param {object} wiring
 * @param {import("../state.js").State} wiring.state
 * @param {HTMLElement} wiring.home
 * @param {() => void} wiring.onClose
 */
export function commandForm(command, { state, home, onClose }) {
  const fields = new Map();
  const hint = el("p.command-hint", { "aria-live": "polite" }, command.description);
  const shown = el("div.command-options");
  const spare = el("div.command-spare", { role: "group", "aria-label": "More options" });

  const filled = () => {
    const entries = [...fields].map(([name, field]) => [name, field.read()]).filter(([, value]) => value !== undefined);
    return { name: command.name, options: Object.fromEntries(entries) };
  };
  const add = (option) => {
    const field = optionField(option, { state, home, filled, onFilled: () => sendButton.focus() });
    fields.set(option.name, field);
    field.label = el(
      "label.option",
      { onfocusin: () => (hint.textContent = `${option.name}: ${option.description}`) },
      el("span.option-name", {}, option.name),
      field.element,
    );
    shown.append(field.label);
    spare.querySelector(`[data-option="${option.name}"]`)?.remove();
    return field;
  };
  const missing = () =>
    command.options.find((option) => {
      const field = fields.get(option.name);
      return option.required && !(field.file?.() || field.read() !== undefined);
    });

  const run = async () => {
    const lacking = missing();
    if (lacking) {
      hint.textContent = `${lacking.name} is needed: ${lacking.description}`;
      fields.get(lacking.name).label.classList.add("is-missing");
      return fields.get(lacking.name).focus();
    }
    const invalid = element.querySelector("input:invalid");
    if (invalid) return invalid.reportValidity();
    const files = new Map([...fields].map(([name, field]) => [name, field.file?.()]).filter(([, file]) => file));
    onClose();
    try {
      return await runCommand(state.me.id, { channelId: state.here.id, ...filled(), files });
    } catch (refusal) {
      return toast(refusal.message);
    }
  };

  const sendButton = el(
    "button.round.send",
    { type: "button", title: "Run (Enter)", "aria-label": "Run the command", onclick: () => run() },
    icon("send"),
  );
  const element = el(
    "div.command",
    { role: "group", "aria-label": `Command ${command.name}` },
    el(
      "div.command-line",
      {},
      el("span.command-name", {}, `/${command.name}`),
      el("div.command-fields", {}, shown, spare),
      el(
        "button.round",
        { type: "button", title: "Cancel (Escape)", "aria-label": "Cancel the command", onclick: onClose },
        icon("close"),
      ),
      sendButton,
    ),
    hint,
  );
  element.addEventListener("keydown", (event) => {
    if (event.key === "Escape") onClose();
    if (event.key !== "Enter" || event.isComposing || event.target.closest("button")) return;
    event.preventDefault();
    run();
  });

  for (const option of command.options) {
    // The picture is what this place is about, so its field is there from the start even when it may stay empty.
    if (option.required || option.type === Option.ATTACHMENT) add(option);
    else
      spare.append(
        el(
          "button.chip",
          { type: "button", title: option.description, "data-option": option.name, onclick: () => add(option).focus() },
          icon("plus"),
          option.name,
        ),
      );
  }

  return {
    element,
    /** Give the keyboard to the first field, or to the run button where there is none. */
    focus: () => ([...fields.values()][0] ?? sendButton).focus(),
    /** Take dropped files into the first empty attachment options. */
    take(files) {
      for (const file of files) {
        const free = [...fields.values()].find((field) => field.take && !field.file());
        if (!free) return toast(`/${command.name} has no room for ${file.name}.`);
        free.take(file);
      }
      return undefined;
    },
  };
}
