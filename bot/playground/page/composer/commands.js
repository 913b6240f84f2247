/** Slash commands as a person sees them: flat, a subcommand being one of its own. */

import { Command, Option } from "../numbers.js";

/**
 * @param {object[]} commands Discord application commands
 * @returns {{name: string, description: string, options: object[]}[]} every one that can be run, in order
 */
export function runnable(commands) {
  return commands
    .filter((each) => (each.type ?? Command.CHAT_INPUT) === Command.CHAT_INPUT)
    .flatMap((each) => flatten(each, each.name));
}

function flatten({ description, options = [] }, name) {
  const inner = options.filter((option) => option.type === Option.SUBCOMMAND || option.type === Option.GROUP);
  if (inner.length) return inner.flatMap((option) => flatten(option, `${name} ${option.name}`));
  return [{ name, description, options }];
}

/**
 * @param {object[]} commands
 * @param {string} text what was typed after the slash
 * @returns {import("./suggestions.js").Suggestion[]} the best first
 */
export function matching(commands, text) {
  const wanted = text.toLowerCase().trim();
  return runnable(commands)
    .filter(
      ({ name, description }) =>
        name.includes(wanted) || (wanted.length > 2 && description.toLowerCase().includes(wanted)),
    )
    .sort((one, other) => rank(one, wanted) - rank(other, wanted))
    .map((command) => ({ label: `/${command.name}`, detail: command.description, value: command }));
}

function rank({ name }, wanted) {
  if (name.startsWith(wanted)) return 0;
  return name.includes(wanted) ? 1 : 2;
}
