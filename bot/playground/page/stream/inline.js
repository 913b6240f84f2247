/** The marks inside a line: emphasis, code, links, mentions, times. */

import { el } from "../dom.js";
import { nameOf } from "../people.js";
import { drawn } from "./emoji.js";
import { timeElement } from "./timestamps.js";

/**
 * Tried in this order wherever one may start; the first that matches wins. A builder gets the match, a function that
 * reads what is nested in it, and the state.
 */
const MARKS = [
  [/\\([^\w\s])/y, (match) => match[1]],
  [/``(.+?)``(?!`)/sy, (match) => el("code", {}, match[1])],
  [/`([^`]+)`/y, (match) => el("code", {}, match[1])],
  [/<@!?(\d+)>/y, (match, nested, state) => mention("@", userName(state, match[1]))],
  [/<@&(\d+)>/y, (match, nested, state) => mention("@", state.role(match[1])?.name)],
  [/<#(\d+)>/y, (match, nested, state) => mention("#", state.channels.get(match[1])?.name)],
  [
    /<t:(-?\d{1,12})(?::([tTdDfFR]))?>/y,
    (match) => el("span.moment", {}, timeElement(new Date(match[1] * 1000), match[2] ?? "f")),
  ],
  [/<(a?):(\w{2,32}):(\d+)>/y, (match) => drawn({ animated: Boolean(match[1]), name: match[2], id: match[3] })],
  [/<\/([^:>]+):\d+>/y, (match) => mention("/", match[1])],
  [/\[([^\]\n]+)\]\(<?(https?:\/\/[^\s)>]+)>?\)/y, (match, nested) => link(match[2], nested(match[1]))],
  [/<(https?:\/\/[^\s>]+)>/y, (match) => link(match[1], match[1])],
  [/https?:\/\/[^\s<]*[^\s<).,:;!?'"\]]/y, (match) => link(match[0], match[0])],
  [/\*\*\*(?=\S)(.+?)\*\*\*/sy, (match, nested) => el("strong", {}, el("em", {}, nested(match[1])))],
  [/\*\*(?=\S)(.+?)\*\*(?!\*)/sy, (match, nested) => el("strong", {}, nested(match[1]))],
  [/__(?=\S)(.+?)__(?!_)/sy, (match, nested) => el("u", {}, nested(match[1]))],
  [/\*(?=[^\s*])(.+?)(?<!\s)\*(?!\*)/sy, (match, nested) => el("em", {}, nested(match[1]))],
  [/(?<!\w)_(?=\S)(.+?)_(?!\w)/sy, (match, nested) => el("em", {}, nested(match[1]))],
  [/~~(?=\S)(.+?)~~/sy, (match, nested) => el("s", {}, nested(match[1]))],
  [/\|\|(.+?)\|\|/sy, (match, nested) => spoiler(nested(match[1]))],
  [/([▰█]*)([▱░]*)(?<=[▰▱█░]{3})/y, (match) => meter(match[1], match[2])],
];

const STARTS = new Set("\\`<[h*_~|▰▱█░");

/**
 * @param {string} text
 * @param {import("../state.js").State} state
 * @returns {Array<Node|string>}
 */
export function inline(text, state) {
  const nodes = [];
  const nested = (inner) => inline(inner, state);
  let plain = 0;
  for (let at = 0; at < text.length;) {
    const found = STARTS.has(text[at]) ? markAt(text, at) : null;
    if (!found) {
      at += 1;
      continue;
    }
    if (at > plain) nodes.push(text.slice(plain, at));
    nodes.push(found.build(found.match, nested, state));
    at = plain = at + found.match[0].length;
  }
  if (plain < text.length) nodes.push(text.slice(plain));
  return nodes;
}

function markAt(text, at) {
  for (const [pattern, build] of MARKS) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match?.[0]) return { match, build };
  }
  return null;
}

function userName(state, id) {
  const user = state.user(id);
  return user && nameOf(user);
}

function mention(sign, name) {
  return el("span.mention", {}, sign, name ?? "unknown");
}

function link(address, words) {
  return el("a", { href: address, target: "_blank", rel: "noreferrer noopener" }, words);
}

function spoiler(words) {
  const reveal = () => {
    cover.classList.add("is-open");
    cover.removeAttribute("role");
    cover.removeAttribute("aria-label");
  };
  const onkeydown = (event) => {
    if (event.key === "Enter" || event.key === " ") reveal();
  };
  const cover = el(
    "span.spoiler",
    { role: "button", tabindex: 0, "aria-label": "Spoiler, show it", onclick: reveal, onkeydown },
    el("span", {}, words),
  );
  return cover;
}

/** A bar that someone drew with blocks: the same characters, with the filled part in colour and read out as a number. */
function meter(filled, empty) {
  const share = Math.round((100 * filled.length) / (filled.length + empty.length));
  return el("span.meter", { role: "img", "aria-label": `${share} percent` }, el("span.filled", {}, filled), empty);
}
