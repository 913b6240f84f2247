/**
 * One field for each kind of component that a form can have. A field is `{element, focus, read, single}`: `read` gives
 * nothing when the field is to stay as the bot has filled it in, `single` tells that one label names all of it.
 */

import { el } from "../dom.js";
import { Component, TextStyle } from "../numbers.js";
import { choicesOf } from "./choices.js";

/**
 * @param {object} component
 * @param {import("../state.js").State} state
 */
export function fieldOf(component, state) {
  const kind = {
    [Component.TEXT_INPUT]: textField,
    [Component.FILE_UPLOAD]: fileField,
    [Component.RADIO_GROUP]: markField("radio"),
    [Component.CHECKBOX_GROUP]: markField("checkbox"),
    [Component.CHECKBOX]: checkbox,
  }[component.type];
  return (kind ?? menuField)(component, state);
}

function textField({ style, value, placeholder, min_length, max_length, required = true }) {
  const attributes = { placeholder, minlength: min_length, maxlength: max_length, required };
  const element =
    style === TextStyle.PARAGRAPH ? el("textarea", { ...attributes, rows: 4 }) : el("input", { ...attributes, type: "text" });
  element.value = value ?? "";
  return { element, single: true, focus: () => element.focus(), read: () => element.value };
}

function fileField({ max_values = 1, required = true }) {
  const element = el("input.form-files", { type: "file", multiple: max_values > 1, required });
  return {
    element,
    single: true,
    focus: () => element.focus(),
    read: () => undefined,
    files: () => [...element.files],
  };
}

/** Lines of which one (radio) or some (checkbox) can be marked. */
function markField(type) {
  return ({ custom_id, options }) => {
    const lines = options.map((option) => {
      const box = el("input", { type, name: custom_id, value: option.value, checked: option.default });
      return [box, el("label.form-mark", {}, box, el("span", {}, option.label, detail(option.description)))];
    });
    const chosen = () => lines.filter(([box]) => box.checked).map(([box]) => box.value);
    return {
      element: el(
        "div.form-marks",
        {},
        lines.map(([, label]) => label),
      ),
      single: false,
      focus: () => lines[0][0].focus(),
      read: () => (type === "radio" ? chosen()[0] : chosen()),
    };
  };
}

function checkbox({ default: checked }) {
  const element = el("input.form-box", { type: "checkbox", checked });
  return { element, single: true, focus: () => element.focus(), read: () => element.checked };
}

/** A menu: of one choice a list to open, of several a line for each. */
function menuField(component, state) {
  const { placeholder, required = true, max_values = 1 } = component;
  const choices = choicesOf(component, state);
  if (max_values > 1)
    return markField("checkbox")({
      custom_id: component.custom_id,
      options: choices.map(({ label, value, detail: description, chosen }) => ({
        label,
        value,
        description,
        default: chosen,
      })),
    });
  const element = el(
    "select",
    { required },
    el("option", { value: "" }, placeholder ?? "choose"),
    choices.map(({ label, value, chosen }) => el("option", { value, selected: chosen }, label)),
  );
  return {
    element,
    single: true,
    focus: () => element.focus(),
    read: () => (element.value ? [element.value] : []),
  };
}

function detail(words) {
  return words && el("small.form-detail", {}, words);
}
