/** What stands at the beginning of a channel: what to do here, in one glance, and three pictures to do it with. */

import { el } from "../dom.js";
import { nameOf } from "../people.js";
import { sampleFile } from "./painting.js";
import { SAMPLES } from "./samples.js";

/**
 * @param {import("../state.js").State} state
 * @param {(files: File[], words: string) => void} onTry put a sample in the composer
 * @returns {HTMLElement}
 */
export function welcome(state, onTry) {
  const title = el("h2");
  const element = el(
    "section.welcome",
    { "aria-label": "How to begin" },
    eye(),
    title,
    el(
      "p",
      {},
      "Drop a picture here and type ",
      el("kbd", {}, "!dream"),
      ". It comes back with eyes, animals and pagodas in it.",
    ),
    el("p.welcome-or", {}, "No picture at hand? Take one of these:"),
    el(
      "ul.samples",
      {},
      SAMPLES.map((sample) => el("li", {}, sampleCard(sample, onTry))),
    ),
  );
  state.addEventListener("moved", () => {
    title.textContent = greeting(state);
  });
  return element;
}

function greeting(state) {
  if (state.isDirect(state.here)) return `You and ${nameOf(state.bot)}`;
  return state.isThread(state.here) ? state.here.name : `Welcome to #${state.here.name}`;
}

function sampleCard({ name, alt }, onTry) {
  const frame = el("span.sample-frame");
  // What is shown is the very file that will be sent; it is painted when somebody first sees its place.
  const whenSeen = new IntersectionObserver(async ([{ isIntersecting }]) => {
    if (!isIntersecting) return;
    whenSeen.disconnect();
    frame.append(el("img", { src: URL.createObjectURL(await sampleFile(name)), alt }));
  });
  whenSeen.observe(frame);
  const attach = async () => onTry([await sampleFile(name)], "!dream");
  return el("button.sample", { type: "button", onclick: attach }, frame, el("span.sample-name", {}, name));
}

/** The sign of the house: an eye that looks out of a cloud, and blinks now and then. */
function eye() {
  const mark = document.querySelector("#mark").content.cloneNode(true);
  return el("div.welcome-mark", { "aria-hidden": "true" }, mark);
}
