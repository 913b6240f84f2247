/** Discord's markdown, the part that bots and people use, as DOM nodes. Blocks here, words in `inline.js`. */

import { el } from "../dom.js";
import { inline } from "./inline.js";

/**
 * @param {string} text
 * @param {import("../state.js").State} state names the mentioned people and channels
 * @returns {Node[]}
 */
export function markdown(text, state) {
  const blocks = [];
  // A fence may open and close anywhere in a line, so it is cut out before lines mean anything.
  const pieces = text.split(/```(?:([\w+-]+)\n)?\n?([\s\S]*?)\n?```\n?/);
  for (let i = 0; i < pieces.length; i += 3) {
    blocks.push(...lines(pieces[i], state));
    if (pieces[i + 2] !== undefined)
      blocks.push(el("pre", { tabindex: 0 }, el("code", { "data-language": pieces[i + 1] }, pieces[i + 2])));
  }
  return blocks;
}

const KINDS = [
  [/^(#{1,3})\s+(.+)$/, ([, marks, rest], words) => el(`h${marks.length + 2}`, {}, words(rest))],
  [/^-#\s+(.+)$/, ([, rest], words) => el("small.subtext", {}, words(rest))],
];

function lines(text, state) {
  const words = (piece) => inline(piece, state);
  const blocks = [];
  const rows = text.split("\n");
  let paragraph = null;

  while (rows.length) {
    const row = rows.shift();
    const quote = row.match(/^>(>>)? (.*)$/);
    const item = row.match(/^(\s*)(?:([-*])|(\d+)\.)\s+(.+)$/);
    const kind = KINDS.map(([pattern, build]) => [row.match(pattern), build]).find(([match]) => match);

    if (quote) {
      const quoted = [quote[2]];
      while (rows.length && (quote[1] || /^> /.test(rows[0])))
        quoted.push(rows.shift().replace(quote[1] ? /^/ : /^> /, ""));
      blocks.push(el("blockquote", {}, lines(quoted.join("\n"), state)));
    } else if (kind) {
      blocks.push(kind[1](kind[0], words));
    } else if (item) {
      const tag = item[3] ? "ol" : "ul";
      const previous = blocks.at(-1);
      const list = !paragraph && previous?.localName === tag ? previous : el(tag, item[3] ? { start: item[3] } : {});
      if (list !== previous) blocks.push(list);
      list.append(el("li", { style: { "--depth": Math.floor(item[1].length / 2) } }, words(item[4])));
    } else {
      if (paragraph) paragraph.push("\n", row);
      else blocks.push((paragraph = [row]));
      continue;
    }
    paragraph = null;
  }
  return blocks.flatMap((block) => {
    if (!Array.isArray(block)) return [block];
    const body = block.join("").replace(/^\n+|\n+$/g, "");
    return body ? [el("p", {}, words(body))] : [];
  });
}
