/** The menus of a message and of a person: what one can do oneself, then what the bot offers there. */

import { forwardMessage, invokeOn, startThread } from "../api.js";
import { addressOf } from "../address.js";
import { askForWords } from "../forms/ask.js";
import { menuName } from "../locale.js";
import { openMenu } from "../menu.js";
import { Channel, Command } from "../numbers.js";
import { nameOf } from "../people.js";
import { orToast, toast } from "../toast.js";
import { snippet } from "./lead.js";

/**
 * @param {object} message
 * @param {import("../state.js").State} state
 * @param {HTMLElement} anchor
 * @param {() => void} onEdit
 */
export function openMessageMenu(message, state, anchor, onEdit) {
  const mine = message.author.id === state.me.id;
  const canHold = state.here.type === Channel.TEXT && !message.thread;
  const own = [
    mine && { label: "Edit", icon: "pen", run: onEdit },
    message.content && { label: "Copy the words", icon: "copy", run: () => copy(message.content) },
    { label: "Forward", icon: "forward", run: () => chooseRoom(message, state, anchor) },
    canHold && { label: "Start a thread", icon: "thread", run: () => askForThread(message, state) },
  ].filter(Boolean);
  const offered = offers(state, Command.MESSAGE, { channel_id: message.channel_id, message_id: message.id });
  openMenu(anchor, "Message", [...own, own.length && offered.length ? null : [], ...offered].flat());
}

/** What the bot offers for a person, here. */
export function openPersonMenu(user, state, anchor) {
  const mention = { label: `@${nameOf(user)}`, icon: "copy", detail: "Copy", run: () => copy(`@${nameOf(user)}`) };
  const offered = offers(state, Command.USER, { channel_id: state.here.id, user_id: user.id });
  openMenu(anchor, nameOf(user), offered.length ? [mention, null, ...offered] : [mention]);
}

/** @returns {import("../menu.js").Line[]} what the bot offers in the menus of this kind of thing */
function offers(state, type, target) {
  return state.commands
    .filter((command) => command.type === type)
    .map((command) => ({
      label: menuName(command, state.me.locale),
      icon: "spark",
      run: () => orToast(invokeOn(state.me.id, { ...target, name: command.name })),
    }));
}

/** Ask where to send a message on to. */
function chooseRoom(message, state, anchor) {
  const rooms = state.roomsOf(state.me).filter((room) => room.id !== message.channel_id && !room.archived);
  const lines = rooms.map((room) => ({
    label: state.isDirect(room) ? `@${nameOf(state.bot)}` : `#${room.name}`,
    run: async () => {
      if (await orToast(forwardMessage(state.me.id, message, room.id))) toast("Sent on.");
    },
  }));
  openMenu(anchor, "Forward to", lines);
}

async function askForThread(message, state) {
  const name = await askForWords(
    "Start a thread",
    "What is it about?",
    message.content ? snippet(message, state).slice(0, 40) : "",
  );
  if (!name) return;
  const { channel_id, id } = message;
  const thread = await orToast(startThread(state.me.id, { channel_id, message_id: id, name }));
  if (!thread) return;
  state.receive("CHANNEL", { channel: thread });
  location.hash = addressOf(state.me, state.placeName(state.channels.get(thread.id)));
}

async function copy(words) {
  try {
    await navigator.clipboard.writeText(words);
    toast("Copied.");
  } catch {
    toast("The browser did not let it be copied.");
  }
}
