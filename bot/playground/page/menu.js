/** A small menu that hangs on a button: lines to choose from, with arrows, Home, End and the first letters. */

import { el } from "./dom.js";
import { icon } from "./icons.js";
import { placeBeside } from "./popover.js";

/**
 * @typedef {{label: string, detail?: string, icon?: string, danger?: boolean, chosen?: boolean, run: () => void}} Line
 *
 * @param {HTMLElement} anchor
 * @param {string} title
 * @param {(Line|null)[]} lines null draws a rule
 * @param {object} [how]
 * @param {boolean} [how.stays] choosing marks a line and leaves the menu open
 * @param {() => void} [how.onClose]
 */
export function openMenu(anchor, title, lines, { stays = false, onClose = () => {} } = {}) {
  const role = stays ? "menuitemcheckbox" : "menuitem";
  const menu = el(
    "div.menu",
    { popover: "auto", role: "menu", "aria-label": title, onkeydown: walk },
    lines.map((line) => (line ? lineOf(line) : el("hr"))),
  );

  function lineOf(line) {
    const node = el(
      "button.menu-line",
      { type: "button", role, "aria-checked": stays ? String(Boolean(line.chosen)) : null, onclick: choose },
      line.icon && icon(line.icon),
      el("span.menu-words", {}, line.label, line.detail && el("small", {}, line.detail)),
      stays && el("span.menu-check", { "aria-hidden": "true" }, icon("check")),
    );
    node.classList.toggle("is-danger", Boolean(line.danger));
    function choose() {
      if (stays) node.setAttribute("aria-checked", String(node.getAttribute("aria-checked") !== "true"));
      else {
        menu.hidePopover();
        giveBack(anchor);
      }
      line.run();
    }
    return node;
  }

  menu.addEventListener("toggle", ({ newState }) => {
    if (newState !== "closed") return;
    menu.remove();
    if (!document.activeElement || document.activeElement === document.body) giveBack(anchor);
    onClose();
  });
  document.body.append(menu);
  menu.showPopover();
  placeBeside(menu, anchor);
  menu.querySelector("button")?.focus();
}

/** Give the keyboard back to where it was; a message shows its tools only once it has the keyboard itself. */
function giveBack(anchor) {
  anchor.closest(".message")?.focus({ preventScroll: true });
  anchor.focus({ preventScroll: true });
}

function walk(event) {
  const all = [...event.currentTarget.querySelectorAll("button")];
  const at = all.indexOf(document.activeElement);
  const letter = event.key.length === 1 && event.key !== " " ? event.key.toLowerCase() : null;
  const target = {
    ArrowDown: (at + 1) % all.length,
    ArrowUp: (at - 1 + all.length) % all.length,
    Home: 0,
    End: all.length - 1,
  }[event.key];
  const found = letter && all.find((each) => each.textContent.trim().toLowerCase().startsWith(letter));
  const next = all[target] ?? found;
  if (!next) return;
  event.preventDefault();
  next.focus();
}
