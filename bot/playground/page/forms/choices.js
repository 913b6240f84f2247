/** What there is to choose from in a menu: the bot's own lines, or people, roles and channels. */

import { nameOf } from "../people.js";

const STRINGS = 3;
const USERS = 5;
const ROLES = 6;
const MENTIONABLES = 7;

/**
 * @param {object} menu
 * @param {import("../state.js").State} state
 * @returns {{label: string, value: string, detail?: string, chosen: boolean}[]}
 */
export function choicesOf(menu, state) {
  if (menu.type === STRINGS)
    return menu.options.map(({ label, value, description, default: chosen }) => ({
      label,
      value,
      detail: description,
      chosen: Boolean(chosen),
    }));
  const defaults = new Set((menu.default_values ?? []).map(({ id }) => id));
  return things(menu, state).map(([value, label]) => ({ label, value, chosen: defaults.has(value) }));
}

function things({ type, channel_types }, state) {
  const people = [...state.people.values(), state.bot].map((user) => [user.id, nameOf(user)]);
  const roles = state.roles.map(({ id, name }) => [id, name]);
  if (type === USERS) return people;
  if (type === ROLES) return roles;
  if (type === MENTIONABLES) return [...people, ...roles];
  return [...state.channels.values()]
    .filter((channel) => !state.isDirect(channel) && (!channel_types?.length || channel_types.includes(channel.type)))
    .map((channel) => [channel.id, `#${channel.name}`]);
}
