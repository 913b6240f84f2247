/** The small emoji picker: what is already in use in the channel, then a handful that fit a dream. */

import { el } from "../dom.js";
import { placeBeside } from "../popover.js";
import { drawn, faceOf } from "./emoji.js";

const SMALL_SET = [..."👁🐶🐱🐦🐟🦎🦋🐌🐙🌸🍄🌳🌀✨🔥🌙🏛🏯🎨🎲🔁🔍👍👎😂😍😱🤔🎉💜"].map((name) => ({ id: null, name }));
const COLUMNS = 8;

let picker = null;

/**
 * @param {HTMLElement} anchor
 * @param {object[]} inUse
 * @param {object[]} ofGuild the server's own
 * @param {(emoji: {id: string|null, name: string}) => void} onPick
 */
export function openPicker(anchor, inUse, ofGuild, onPick) {
  picker?.remove();
  const known = new Set(inUse.map(faceOf));
  const groups = [
    ["In use here", inUse],
    ["Of this server", ofGuild.filter((emoji) => !known.has(faceOf(emoji)))],
    ["More", SMALL_SET.filter((emoji) => !known.has(faceOf(emoji)))],
  ];
  const pick = (emoji) => {
    picker.hidePopover();
    onPick(emoji);
  };
  picker = el(
    "div.picker",
    {
      popover: "auto",
      role: "dialog",
      "aria-label": "Choose a reaction",
      onkeydown: walk,
      style: { "--columns": COLUMNS },
    },
    groups
      .filter(([, emoji]) => emoji.length)
      .map(([title, emoji]) => [
        el("h3", {}, title),
        el(
          "div.picker-grid",
          {},
          emoji.map((each) =>
            el("button", { type: "button", "aria-label": faceOf(each), onclick: () => pick(each) }, drawn(each)),
          ),
        ),
      ]),
  );
  picker.addEventListener("toggle", ({ newState }) => {
    if (newState === "closed") anchor.focus();
  });
  document.body.append(picker);
  picker.showPopover();
  placeBeside(picker, anchor);
  picker.querySelector("button").focus();
}

function walk(event) {
  const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: COLUMNS, ArrowUp: -COLUMNS }[event.key];
  if (!step) return;
  event.preventDefault();
  const all = [...picker.querySelectorAll("button")];
  all[Math.min(all.length - 1, Math.max(0, all.indexOf(document.activeElement) + step))].focus();
}
