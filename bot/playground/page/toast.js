/** Short sentences that come up at the bottom and leave by themselves. */

import { el } from "./dom.js";

const STAY = 6000;

/** @param {string} sentence */
export function toast(sentence) {
  const note = el("div.toast", {}, sentence);
  document.querySelector("#toasts").append(note);
  setTimeout(() => note.remove(), STAY);
}

/**
 * Run a request and show its refusal, if it is refused.
 *
 * @template T
 * @param {Promise<T>} request
 * @returns {Promise<T|undefined>}
 */
export async function orToast(request) {
  try {
    return await request;
  } catch (refusal) {
    toast(refusal.message);
    return undefined;
  }
}
