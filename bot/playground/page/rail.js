/** The servers, one below the other: which is on show, where something is new, and a way to found another. */

import { addressOf } from "./address.js";
import { foundServer } from "./api.js";
import { el } from "./dom.js";
import { askForWords } from "./forms/ask.js";
import { icon } from "./icons.js";
import { orToast } from "./toast.js";

/** @param {import("./state.js").State} state */
export function createRail(state) {
  const rail = document.querySelector("#rail");

  const draw = () => {
    if (!state.me) return;
    const held = rail.contains(document.activeElement) ? document.activeElement.dataset.id : null;
    rail.replaceChildren(...state.guildsOf(state.me).map(entry), el("li", {}, another()));
    if (held) rail.querySelector(`[data-id="${held}"]`)?.focus();
  };

  const entry = (guild) => {
    const rooms = state.roomsOf(state.me).filter((room) => room.guild_id === guild.id);
    const isNew = rooms.some((room) => state.unread.has(room.id));
    const first = rooms.find((room) => !state.isThread(room));
    return el(
      "li",
      {},
      el(
        "a.server",
        {
          href: first ? addressOf(state.me, state.placeName(first)) : null,
          title: guild.name,
          "aria-label": isNew ? `${guild.name}, new messages` : guild.name,
          "aria-current": guild.id === state.here?.guild_id ? "true" : null,
          "data-id": guild.id,
          style: { "--hue": hueOf(guild.name) },
        },
        initialsOf(guild.name),
        isNew && el("span.unread", { "aria-hidden": "true" }),
      ),
    );
  };

  const another = () =>
    el(
      "button.server.is-new",
      {
        type: "button",
        title: "Found a server",
        "aria-label": "Found a server",
        "data-id": "another",
        onclick: async () => {
          const name = await askForWords("Found a server", "Its name; the bot and everybody here will be in it.", "");
          if (!name) return;
          const guild = await orToast(foundServer(state.me.id, name));
          if (!guild) return;
          state.receive("GUILD", guild);
          const [first] = guild.channels;
          location.hash = addressOf(state.me, state.placeName(state.channels.get(first.id)));
        },
      },
      icon("plus"),
    );

  for (const event of ["moved", "channels", "unread"]) state.addEventListener(event, draw);
}

/** The first letters of the first two words that are more than an article. */
function initialsOf(name) {
  const words = name.split(/\s+/).filter((word) => !/^(the|a|an|of)$/i.test(word));
  return (words.length ? words : [name])
    .slice(0, 2)
    .map((word) => [...word][0].toUpperCase())
    .join("");
}

/** A colour that is always the same for the same name, in degrees. */
function hueOf(name) {
  return [...name].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 360, 250);
}
