/**
 * What a screen reader hears of the stream. A card that is edited every second would talk without end if the stream
 * itself were live, so a message is read out once when it comes, and once more when its edits have come to rest.
 */

import { nameOf } from "./people.js";
import { altOf, isPicture } from "./stream/pictures.js";

const REST = 3000;

/** @param {import("./state.js").State} state */
export function announceMessages(state) {
  const announcer = document.querySelector("#announcer");
  /** message id -> the timer that reads its last edit */
  const resting = new Map();
  /** message id -> the words that were read last: a new reaction is no news */
  const heard = new Map();

  const say = (message, how) => {
    if (message.channel_id !== state.here?.id || !state.isVisible(message)) return;
    const words = wordsOf(message);
    if (heard.get(message.id) === words) return;
    heard.set(message.id, words);
    announcer.textContent = `${nameOf(message.author)}${how}: ${words}`;
  };

  state.addEventListener("created", ({ detail }) => say(detail, ""));
  state.addEventListener("updated", ({ detail: { id, channel_id } }) => {
    clearTimeout(resting.get(id));
    const read = () => {
      resting.delete(id);
      const latest = state.message(channel_id, id);
      if (latest) say(latest, " edited");
    };
    resting.set(id, setTimeout(read, REST));
  });
}

function wordsOf(message) {
  const words = message.content.replace(/<t:\d+(:\w)?>|[*_`▰▱]/gu, "");
  return [words, ...message.attachments.filter(isPicture).map((picture) => `picture: ${altOf(picture)}`)].join(", ");
}
