/** Dark or light: what the system says, until a person says otherwise; their word is remembered. */

import { icon } from "./icons.js";

const KEY = "pareidolia-theme";
const system = matchMedia("(prefers-color-scheme: dark)");

const chosen = localStorage.getItem(KEY);
if (chosen) document.documentElement.dataset.theme = chosen;

/** @param {HTMLButtonElement} button the switch */
export function themeSwitch(button) {
  const current = () => document.documentElement.dataset.theme ?? (system.matches ? "dark" : "light");
  const draw = () => {
    const other = current() === "dark" ? "light" : "dark";
    button.replaceChildren(icon(other === "dark" ? "moon" : "sun"));
    button.title = `Switch to ${other}`;
    button.setAttribute("aria-label", button.title);
  };
  button.addEventListener("click", () => {
    const other = current() === "dark" ? "light" : "dark";
    document.documentElement.dataset.theme = other;
    localStorage.setItem(KEY, other);
    draw();
  });
  system.addEventListener("change", draw);
  draw();
}
