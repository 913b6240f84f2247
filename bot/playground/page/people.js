/** How a person (or the bot) is named and pictured. */

import { el } from "./dom.js";

/**
 * @param {{username: string, global_name?: string|null}} user
 * @returns {string} the name that people see
 */
export function nameOf(user) {
  return user.global_name || user.username;
}

/**
 * A round picture of `user`: their avatar, or their initial on their colour while there is none.
 *
 * @param {object} user
 * @returns {HTMLElement} decorative: the name always stands beside it
 */
export function avatarOf(user) {
  const initial = el(
    "span.avatar",
    { "aria-hidden": "true", style: { "--accent-of": user.accent ?? "var(--accent-fill)" } },
    [...nameOf(user)][0],
  );
  if (user.avatar_url) {
    const picture = el("img", { src: user.avatar_url, alt: "", onerror: () => picture.remove() });
    initial.append(picture);
  }
  return initial;
}

