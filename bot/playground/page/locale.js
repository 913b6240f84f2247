/** The language of a person's Discord, and what commands are called in it. */

import { speak } from "./api.js";
import { el } from "./dom.js";
import { nameOf } from "./people.js";
import { orToast } from "./toast.js";

/** As Discord names them, with what their speakers call them. */
const LOCALES = { "en-US": "English", de: "Deutsch", fr: "Français", ja: "日本語" };

/** @param {object} command or an option of one, with those inside it
 * @returns the same in a locale: what people write keeps its name
 */
export function inWords(command, locale) {
  const description = command.description_localizations?.[locale] ?? command.description;
  return { ...command, description, options: command.options?.map((option) => inWords(option, locale)) };
}

/** What an entry of a menu is called in a locale. */
export function menuName(command, locale) {
  return command.name_localizations?.[locale] ?? command.name;
}

/** A menu that changes the language of whoever speaks. @param {import("./state.js").State} state */
export function createLocaleMenu(state) {
  const menu = document.querySelector("#locale");
  menu.append(...Object.entries(LOCALES).map(([value, name]) => el("option", { value }, name)));
  menu.addEventListener("change", async () => {
    const { me } = state;
    const spoken = await orToast(speak(me.id, menu.value));
    if (spoken) me.locale = spoken.locale;
    menu.value = state.me.locale;
  });
  state.addEventListener("moved", () => {
    menu.setAttribute("aria-label", `Language of ${nameOf(state.me)}’s Discord`);
    menu.value = state.me.locale;
  });
}
