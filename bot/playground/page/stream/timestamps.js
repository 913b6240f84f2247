/** Discord's `<t:unix:style>` marks, and every other time on the page. */

import { el } from "../dom.js";

const STYLES = {
  t: { timeStyle: "short" },
  T: { timeStyle: "medium" },
  d: { dateStyle: "short" },
  D: { dateStyle: "long" },
  f: { dateStyle: "long", timeStyle: "short" },
  F: { dateStyle: "full", timeStyle: "short" },
};

const UNITS = [
  ["year", 31536000],
  ["month", 2592000],
  ["day", 86400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
];
const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" });

/** @returns {string} `date` in one of Discord's styles */
export function formatTime(date, style) {
  return new Intl.DateTimeFormat(undefined, STYLES[style]).format(date);
}

function fromNow(date) {
  const seconds = Math.round((date - Date.now()) / 1000);
  const [unit, length] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? UNITS.at(-1);
  return relative.format(Math.trunc(seconds / length), unit);
}

/**
 * @param {Date} date
 * @param {string} style one of t T d D f F R; a relative one keeps ticking while it is on the page
 * @returns {HTMLTimeElement}
 */
export function timeElement(date, style) {
  const live = style === "R";
  const title = formatTime(date, "F");
  return el(
    "time",
    { datetime: date.toISOString(), title, "data-live": live },
    live ? fromNow(date) : formatTime(date, style),
  );
}

setInterval(() => {
  for (const time of document.querySelectorAll("time[data-live]")) {
    const words = fromNow(new Date(time.dateTime));
    if (time.textContent !== words) time.textContent = words;
  }
}, 1000);
