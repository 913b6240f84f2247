/** One field per kind of slash command option. A field is `{element, focus, read}`; `read` gives nothing when it is empty. */

import { autocomplete } from "../api.js";
import { el } from "../dom.js";
import { channels, mentionables, people, roles } from "../forms/choices.js";
import { icon } from "../icons.js";
import { Option } from "../numbers.js";
import { suggestionsFor } from "./suggestions.js";
import { chipOf } from "./tray.js";

const PAUSE = 120;
/** what an option of this type is chosen from */
const THINGS = {
  [Option.USER]: people,
  [Option.CHANNEL]: channels,
  [Option.ROLE]: roles,
  [Option.MENTIONABLE]: mentionables,
};

/**
 * @param {object} option
 * @param {object} context
 * @param {import("../state.js").State} context.state
 * @param {HTMLElement} context.home where suggestions hang
 * @param {() => {name: string, options: object}} context.filled the command with what is filled in so far
 * @param {() => void} context.onFilled a field has been filled by other means than the keyboard
 */
export function optionField(option, context) {
  if (option.type === Option.ATTACHMENT) return attachmentField(option, context);
  const choices = fixedChoices(option, context.state);
  if (choices) return choiceField(option, choices);
  return textField(option, context);
}

function fixedChoices(option, state) {
  if (option.choices?.length) return option.choices;
  if (option.type === Option.BOOLEAN)
    return [
      { name: "Yes", value: true },
      { name: "No", value: false },
    ];
  const things = THINGS[option.type]?.(state, option);
  return things?.map(([value, name]) => ({ name, value })) ?? null;
}

function choiceField(option, choices) {
  const element = el(
    "select",
    attributes(option),
    el("option", { value: "" }, "choose"),
    choices.map(({ name }, index) => el("option", { value: index }, name)),
  );
  return {
    element,
    focus: () => element.focus(),
    read: () => (element.value === "" ? undefined : choices[element.value].value),
  };
}

function textField(option, { state, home, filled }) {
  const numeric = option.type === Option.INTEGER || option.type === Option.NUMBER;
  const element = el("input", {
    ...attributes(option),
    type: numeric ? "number" : "text",
    min: option.min_value,
    max: option.max_value,
    minlength: option.min_length,
    maxlength: option.max_length,
    step: option.type === Option.NUMBER ? "any" : null,
    size: 12,
  });
  // What is shown is a choice's name, what is sent its value.
  let chosen = null;
  const read = () => {
    if (element.value === "") return undefined;
    if (chosen?.name === element.value) return chosen.value;
    return numeric ? Number(element.value) : element.value;
  };
  if (option.autocomplete) {
    const list = suggestionsFor(home, element, option.name, (choice) => {
      chosen = choice;
      element.value = choice.name;
    });
    let timer;
    let asked = 0;
    const ask = async () => {
      const turn = ++asked;
      const { name, options } = filled();
      const request = {
        channelId: state.here.id,
        name,
        options: { ...options, [option.name]: element.value },
        focused: option.name,
      };
      // A suggestion that does not come is no reason to disturb someone who is typing.
      const answer = await autocomplete(state.me.id, request).catch(() => []);
      if (turn === asked && document.activeElement === element)
        list.show(answer.map((choice) => ({ label: choice.name, value: choice })));
    };
    const soon = () => {
      clearTimeout(timer);
      timer = setTimeout(ask, PAUSE);
    };
    element.addEventListener("input", soon);
    element.addEventListener("focus", soon);
  }
  return { element, focus: () => element.focus(), read };
}

function attachmentField(option, { onFilled }) {
  let file = null;
  const picker = el("input", {
    type: "file",
    tabindex: -1,
    "aria-hidden": "true",
    onchange: () => picker.files[0] && take(picker.files[0]),
  });
  const button = el(
    "button.option-pick",
    { type: "button", title: option.description, onclick: () => picker.click() },
    icon("picture"),
    "drop or pick",
  );
  const slot = el("span.option-slot", {}, button);
  const element = el("span.option-file", {}, slot, picker);
  const drop = () => {
    file = null;
    picker.value = "";
    slot.replaceChildren(button);
    button.focus();
  };
  const take = (taken) => {
    file = taken;
    slot.replaceChildren(chipOf(file, drop));
    onFilled();
  };
  return { element, focus: () => button.focus(), read: () => undefined, take, file: () => file };
}

/** The field's name is the label around it. */
function attributes({ description, required }) {
  return { title: description, "aria-required": required ? "true" : null };
}
