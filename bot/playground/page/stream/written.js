/** Mentions and emoji as people write them. */

/**
 * @param {string} content
 * @param {import("../state.js").State} state
 * @param {(user: object) => string} called how a person is called
 * @returns {string} what is unknown stays as it is
 */
export function written(content, state, called) {
  const at = (mark, name) => (name ? `@${name}` : mark);
  return content
    .replace(/<@!?(\d+)>/g, (mark, id) => at(mark, state.user(id) && called(state.user(id))))
    .replace(/<@&(\d+)>/g, (mark, id) => at(mark, state.role(id)?.name))
    .replace(/<a?:(\w{2,32}):\d+>/g, ":$1:");
}
