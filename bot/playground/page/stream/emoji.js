/** @returns {string} an emoji as text; a server's own one by its name */
export function faceOf(emoji) {
  return emoji.id ? `:${emoji.name}:` : emoji.name;
}
