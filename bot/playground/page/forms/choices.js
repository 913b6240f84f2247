/** What there is to choose from in a menu: the bot's own lines, or people, roles and channels. */

import { Component } from "../numbers.js";
import { nameOf } from "../people.js";

/** what a menu of this type lets one choose from */
const THINGS = {
  [Component.USER_SELECT]: people,
  [Component.ROLE_SELECT]: roles,
  [Component.MENTIONABLE_SELECT]: mentionables,
  [Component.CHANNEL_SELECT]: channels,
};

/**
 * @param {object} menu
 * @param {import("../state.js").State} state
 * @returns {{label: string, value: string, detail?: string, chosen: boolean}[]}
 */
export function choicesOf(menu, state) {
  if (menu.type === Component.STRING_SELECT)
    return menu.options.map(({ label, value, description, default: chosen }) => ({
      label,
      value,
      detail: description,
      chosen: Boolean(chosen),
    }));
  const defaults = new Set((menu.default_values ?? []).map(({ id }) => id));
  return THINGS[menu.type](state, menu).map(([value, label]) => ({ label, value, chosen: defaults.has(value) }));
}

/**
 * Everybody one can choose; so do the others below with what their names say.
 *
 * @param {import("../state.js").State} state
 * @returns {[string, string][]} ids and names
 */
export function people(state) {
  return [...state.people.values(), state.bot].map((user) => [user.id, nameOf(user)]);
}

export function roles(state) {
  return state.roles.map(({ id, name }) => [id, name]);
}

export function mentionables(state) {
  return [...people(state), ...roles(state)];
}

export function channels(state, { channel_types: types }) {
  return [...state.channels.values()]
    .filter((channel) => !state.isDirect(channel) && (!types?.length || types.includes(channel.type)))
    .map((channel) => [channel.id, `#${channel.name}`]);
}
