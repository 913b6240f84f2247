/** What a dream was dreamt from. */

import { isPicture } from "./pictures.js";

/**
 * Follow the replies back to the picture that a dream of the bot's began with. The bot answers whoever asked: the picture
 * is in that message, or in the one which that message answers. Asked by a reaction, the bot answers its own earlier
 * dream, and then both were dreamt from the same picture.
 *
 * @param {object} message
 * @param {import("../state.js").State} state
 * @returns {object|null} an attachment
 */
export function pictureBefore(message, state) {
  if (message.author.id !== state.bot.id) return null;
  const asked = state.answeredBy(message);
  if (!asked) return null;
  if (asked.author.id === state.bot.id) return pictureBefore(asked, state) ?? pictureOf(asked);
  return pictureOf(asked) ?? pictureOf(state.answeredBy(asked));
}

function pictureOf(message) {
  return message?.attachments.find(isPicture) ?? null;
}
