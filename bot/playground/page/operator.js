/** The panel behind the scenes: what engines and queue do, and what shall go wrong. It looks again while it is open. */

import { healTroubles, makeTrouble, readOperator } from "./api.js";
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { nameOf } from "./people.js";
import { orToast } from "./toast.js";

const BETWEEN_LOOKS = 1000;

/** @param {import("./state.js").State} state */
export function createOperator(state) {
  const panel = document.querySelector("#operator");
  const button = document.querySelector("#open-operator");
  const engines = el("div.gauges");
  const queue = el("ol.line-up");
  const pending = el("div.planned", { role: "status" });
  const troubles = el("div.troubles");
  let timer = null;

  const set = (open) => {
    panel.hidden = !open;
    document.body.classList.toggle("has-operator", open);
    button.setAttribute("aria-expanded", String(open));
    clearTimeout(timer);
    if (open) look();
  };

  const look = async () => {
    clearTimeout(timer);
    const told = await readOperator().catch(() => null);
    if (panel.hidden) return;
    if (told) draw(told);
    timer = setTimeout(look, BETWEEN_LOOKS);
  };

  const draw = (told) => {
    engines.replaceChildren(...(told.engines.length ? told.engines.map(engineOf) : [el("p.none", {}, "No engine answers.")]));
    const dreams = told.dreams.map((dream) => dreamOf(dream, state));
    queue.replaceChildren(...(dreams.length ? dreams : [el("li.none", {}, "Nobody waits, and nothing runs.")]));
    const turned = told.turned_away ? [`${told.turned_away} requests turned away by rate limits`] : [];
    pending.replaceChildren(...[...told.pending, ...turned].map((line) => el("p", {}, line)));
    // They never change, and a button that is rebuilt loses the keyboard.
    if (!troubles.childNodes.length) troubles.append(...told.troubles.map(troubleOf));
  };

  const troubleOf = ({ name, label, detail }) =>
    el(
      "button.trouble",
      { type: "button", onclick: () => orToast(makeTrouble(name, state.here.id)).then(look) },
      el("strong", {}, label),
      el("small", {}, detail),
    );

  panel.append(
    el(
      "header.operator-head",
      {},
      el("h2", {}, "Behind the scenes"),
      el(
        "button.round",
        { type: "button", title: "Close (Escape)", "aria-label": "Close the panel", onclick: () => close() },
        icon("close"),
      ),
    ),
    section("Engines", engines),
    section("Queue", queue),
    section(
      "What shall go wrong",
      pending,
      troubles,
      el(
        "button.button.secondary",
        { type: "button", onclick: () => orToast(healTroubles()).then(look) },
        "Let everything work again",
      ),
    ),
  );
  const close = () => {
    set(false);
    button.focus();
  };
  panel.addEventListener("keydown", (event) => event.key === "Escape" && close());
  button.addEventListener("click", () => {
    set(panel.hidden);
    panel.querySelector("button")?.focus();
  });
}

function section(title, ...children) {
  return el("section", { "aria-label": title }, el("h3", {}, title), ...children);
}

function engineOf({ network, device, slots, running, waiting }) {
  return el(
    "article.engine",
    {},
    el("strong", {}, network),
    el("span.engine-device", {}, device),
    el("meter", { min: 0, max: slots, value: running, "aria-label": `${running} of ${slots} slots at work` }),
    el("small", {}, `${running} of ${slots} at work${waiting ? `, ${waiting} waiting` : ""}`),
  );
}

function dreamOf({ title, user_id, channel_id, state: stage, share, before, ready }, state) {
  const person = state.user(user_id);
  const room = state.channels.get(channel_id);
  const place = room && !state.isDirect(room) ? `#${room.name}` : "in private";
  const standing = {
    running: () => `${Math.round(share * 100)} %`,
    delivering: () => "on its way",
    waiting: () => (before ? `${before} before it` : "next"),
  }[stage]();
  const left = ready ? `, ${Math.max(0, Math.round(ready - Date.now() / 1000))} s` : "";
  return el(
    "li",
    { class: `dream-line is-${stage}`, style: { "--share": share ?? 0 } },
    el("span", {}, title),
    el("small", {}, `${person ? nameOf(person) : "somebody"}, ${place}`),
    el("span.dream-standing", {}, `${standing}${left}`),
  );
}
