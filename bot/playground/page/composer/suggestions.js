/** A list of suggestions above a field: arrows choose, Enter or Tab takes, Escape closes; the keyboard stays in the field. */

import { el } from "../dom.js";

let lists = 0;

/**
 * @typedef {{label: string, detail?: string, face?: Node, value: unknown}} Suggestion
 *
 * @param {HTMLElement} home the positioned element that the list hangs on
 * @param {HTMLInputElement|HTMLTextAreaElement} field
 * @param {string} title what is being chosen
 * @param {(value: unknown) => void} onPick
 */
export function suggestionsFor(home, field, title, onPick) {
  const id = `suggestions-${++lists}`;
  // It scrolls, so the keyboard may reach it; from the field Tab takes a suggestion instead.
  const list = el("div.suggestions", { id, role: "listbox", tabindex: 0, "aria-label": title, hidden: true });
  let items = [];
  let at = 0;
  home.append(list);
  field.setAttribute("autocomplete", "off");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", id);
  // A text of several lines may have no other role.
  const isLine = field.localName === "input";
  if (isLine) field.setAttribute("role", "combobox");
  const tellOpen = () => isLine && field.setAttribute("aria-expanded", String(!list.hidden));
  tellOpen();

  const mark = (index) => {
    at = (index + items.length) % items.length;
    [...list.children].forEach((option, i) => option.setAttribute("aria-selected", String(i === at)));
    field.setAttribute("aria-activedescendant", list.children[at].id);
    list.children[at].scrollIntoView({ block: "nearest" });
  };
  const hide = () => {
    items = [];
    list.hidden = true;
    tellOpen();
    field.removeAttribute("aria-activedescendant");
  };
  const pick = (index) => {
    const { value } = items[index];
    hide();
    onPick(value);
  };
  const show = (suggestions) => {
    items = suggestions;
    if (!items.length) return hide();
    list.replaceChildren(
      ...items.map((item, index) =>
        el(
          "div.suggestion",
          {
            id: `${id}-${index}`,
            role: "option",
            // The field must not lose the keyboard to a click on the list.
            onmousedown: (event) => event.preventDefault(),
            onclick: () => pick(index),
            onmousemove: () => index !== at && mark(index),
          },
          item.face,
          el("span.suggestion-label", {}, item.label),
          item.detail && el("span.suggestion-detail", {}, item.detail),
        ),
      ),
    );
    list.hidden = false;
    tellOpen();
    return mark(0);
  };

  field.addEventListener("keydown", (event) => {
    if (!items.length || event.isComposing) return;
    const act = {
      ArrowDown: () => mark(at + 1),
      ArrowUp: () => mark(at - 1),
      Enter: () => pick(at),
      Tab: () => pick(at),
      Escape: hide,
    }[event.key];
    if (!act || event.shiftKey) return;
    event.preventDefault();
    // Others listen for the same keys, and Enter must not also send.
    event.stopImmediatePropagation();
    act();
  });
  field.addEventListener("blur", hide);

  return { show, hide, remove: () => list.remove() };
}
