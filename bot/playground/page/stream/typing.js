/** Who is writing right now. */

import { el } from "../dom.js";
import { nameOf } from "../people.js";
import { dots } from "./dots.js";

const LASTS = 9000;

/** @param {import("../state.js").State} state */
export function showTyping(state) {
  const line = document.querySelector("#typing");
  /** channel id and user id -> the timer that ends it */
  const typing = new Map();

  const draw = () => {
    const names = [...typing.keys()]
      .map((key) => key.split("/"))
      .filter(([channel, user]) => channel === state.here?.id && user !== state.me.id)
      .map(([, user]) => el("strong", {}, nameOf(state.user(user) ?? { username: "Someone" })));
    line.replaceChildren();
    if (!names.length) return;
    const words =
      names.length > 3
        ? ["Several people"]
        : names.flatMap((name, index) => [index ? (index === names.length - 1 ? " and " : ", ") : "", name]);
    line.append(dots(), ...words, names.length > 1 ? " are typing…" : " is typing…");
  };
  const end = (key) => {
    clearTimeout(typing.get(key));
    if (typing.delete(key)) draw();
  };

  state.addEventListener("typing", ({ detail }) => {
    const key = `${detail.channel_id}/${detail.user_id}`;
    clearTimeout(typing.get(key));
    typing.set(
      key,
      setTimeout(() => end(key), LASTS),
    );
    draw();
  });
  state.addEventListener("created", ({ detail }) => end(`${detail.channel_id}/${detail.author.id}`));
  state.addEventListener("moved", draw);
}
