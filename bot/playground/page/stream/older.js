/** What was said before: fetched when somebody scrolls up to where the channel's messages begin. */

import { olderMessages } from "../api.js";

const NEAR_TOP = 400;

/**
 * @param {import("../state.js").State} state
 * @param {HTMLElement} scroller
 */
export function fetchOlder(state, scroller) {
  let asking = false;

  const look = async () => {
    const here = state.here;
    if (asking || !here || !state.older.has(here.id) || scroller.scrollTop > NEAR_TOP) return;
    const [first] = state.messages.get(here.id)?.keys() ?? [];
    if (!first) return;
    asking = true;
    // Whoever waits at the top sees nothing of a failure but that nothing comes; the next scroll asks again.
    const found = await olderMessages(state.me.id, here.id, first).catch(() => null);
    asking = false;
    if (!found) return;
    const bottom = scroller.scrollHeight - scroller.scrollTop;
    state.prepend(here.id, found);
    scroller.scrollTop = scroller.scrollHeight - bottom;
    look();
  };

  scroller.addEventListener("scroll", look, { passive: true });
  state.addEventListener("moved", look);
}
