/** Who speaks and where, kept in the address (`#as=Ada&in=dreams`): two tabs can be two people, and Back works. */

import { nameOf } from "./people.js";

/** @returns {{as: string|null, place: string|null}} what the address asks for, unchecked */
export function readAddress() {
  const words = new URLSearchParams(location.hash.slice(1));
  return { as: words.get("as"), place: words.get("in") };
}

/**
 * @param {object} person
 * @param {string} place a channel's `placeName`
 * @returns {string} a link that speaks as `person` in `place`
 */
export function addressOf(person, place) {
  return `#${new URLSearchParams({ as: nameOf(person), in: place })}`;
}
