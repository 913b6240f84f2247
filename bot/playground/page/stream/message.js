/** One message on the page. It is built once; an update redraws only those parts that have changed. */

import { el } from "../dom.js";
import { icon } from "../icons.js";
import { Flag } from "../numbers.js";
import { avatarOf, nameOf } from "../people.js";
import { pictureBefore } from "./before.js";
import { forwarded, stickers, threadDoor } from "./carried.js";
import { dots } from "./dots.js";
import { editor } from "./editing.js";
import { embedCard } from "./embeds.js";
import { fileChip } from "./files.js";
import { componentsOf } from "./layout.js";
import { leadLine } from "./lead.js";
import { markdown } from "./markdown.js";
import { openPersonMenu } from "./more.js";
import { isNotice, notice } from "./notices.js";
import { isPicture, pictureGroup } from "./pictures.js";
import { reactionRow } from "./reactions.js";
import { formatTime } from "./timestamps.js";
import { toolbar } from "./tools.js";

const ONLY_EMOJI =
  /^(?:(?:\p{Extended_Pictographic}[\u{fe0f}\u{200d}\p{Emoji_Modifier}]*|<a?:\w{2,32}:\d+>)\s*){1,12}$/u;

/**
 * @typedef {object} MessageView
 * @property {HTMLElement} element
 * @property {(message: object, grouped: boolean) => void} update
 */

/**
 * @param {import("../state.js").State} state
 * @param {object} wiring
 * @param {(message: object) => void} wiring.onReply
 * @param {(messageId: string) => void} wiring.goTo
 * @param {(messageId: string, attachmentId: string, how: object) => void} wiring.openPicture
 * @returns {MessageView}
 */
export function messageView(state, { onReply, goTo, openPicture }) {
  let message = null;
  let editing = false;
  const edit = (wanted) => {
    editing = wanted;
    parts.words.draw();
    if (!wanted) element.focus();
  };
  const pictures = pictureGroup({ open: (attachment, how) => openPicture(message.id, attachment, how) });
  const parts = {
    tools: part(
      el("div"),
      () => [toolbar(() => message, state, { onReply, onEdit: () => edit(true) })],
      () => [state.me.id],
    ),
    lead: part(
      el("div"),
      () => leadLine(message, state, goTo),
      () => [message.message_reference, message.interaction_metadata, answeredNow(message, state)],
    ),
    head: part(
      el("header.head"),
      () => head(message, state),
      () => [message.author.id],
    ),
    words: part(
      el("div.words"),
      () => (editing ? [editor(message, state, () => edit(false))] : said(message, state, goTo)),
      () => [editing || [message.content, message.flags, Boolean(message.edited_timestamp), state.me.id]],
    ),
    files: part(
      el("div.files"),
      () =>
        loose(message)
          .filter((each) => !isPicture(each))
          .map(fileChip),
      () => [message.attachments.map((each) => each.id)],
    ),
    carried: part(
      el("div.carried"),
      () => [...stickers(message), ...forwarded(message, state), ...threadDoor(message, state)],
      () => [message.sticker_items, message.message_snapshots, message.thread?.id, state.me.id],
    ),
    embeds: part(
      el("div.embeds"),
      () => message.embeds.map((embed) => embedCard(embed, state)),
      () => [message.embeds],
    ),
    buttons: part(
      el("div.rows"),
      () => componentsOf(message, state),
      () => [message.components, state.me.id, state.pending(message.id)],
    ),
    reactions: part(
      el("div.reactions"),
      () => reactionRow(message, state),
      () => [message.reactions, state.me.id],
    ),
    note: part(
      el("div.note"),
      () => note(message),
      () => [message.ephemeral_for],
    ),
  };
  const side = el("div.side");
  const element = el(
    "article.message",
    { tabindex: -1 },
    parts.tools.element,
    parts.lead.element,
    side,
    el(
      "div.body",
      {},
      parts.head.element,
      parts.words.element,
      pictures.element,
      parts.files.element,
      parts.carried.element,
      parts.embeds.element,
      parts.buttons.element,
      parts.reactions.element,
      parts.note.element,
    ),
  );

  return {
    element,
    update(next, grouped) {
      const first = !message;
      message = next;
      if (first) {
        element.dataset.id = message.id;
        element.setAttribute(
          "aria-label",
          `${nameOf(message.author)}, ${formatTime(new Date(message.timestamp), "t")}`,
        );
        side.append(avatarOf(state.user(message.author.id) ?? message.author), clock(message));
      }
      element.classList.toggle("is-grouped", grouped);
      element.classList.toggle("is-notice", isNotice(message));
      element.classList.toggle("is-ephemeral", Boolean(message.ephemeral_for));
      element.classList.toggle("is-for-me", calls(message, state));
      for (const each of Object.values(parts)) each.draw();
      pictures.update(loose(message).filter(isPicture), Boolean(pictureBefore(message, state)));
    },
  };
}

/** The attachments that stand by themselves: a message that is made of components shows them where it wants to. */
function loose({ attachments, flags }) {
  return flags & Flag.MADE_OF_COMPONENTS ? [] : attachments;
}

/** A message that mentions the speaker stands out, unless the line above it says already that it answers them. */
function calls(message, state) {
  const answered = message.interaction_metadata?.user ?? state.answeredBy(message)?.author;
  return answered?.id !== state.me.id && Boolean(message.mentions?.some((user) => user.id === state.me.id));
}

/** A piece of the message that is rebuilt when what it depends on has changed, and only then: focus and selection stay. */
function part(element, build, depends) {
  let drawn;
  return {
    element,
    draw() {
      const now = JSON.stringify(depends());
      if (now === drawn) return;
      drawn = now;
      const focused = [...element.querySelectorAll("button, a")].indexOf(document.activeElement);
      element.replaceChildren(...build());
      element.hidden = !element.childNodes.length;
      if (focused >= 0) element.querySelectorAll("button, a")[focused]?.focus();
    },
  };
}

function answeredNow(message, state) {
  const answered = state.answeredBy(message);
  return answered && [answered.content, answered.attachments[0]?.url];
}

function head(message, state) {
  const author = state.user(message.author.id) ?? message.author;
  return [person(author, state), message.author.bot && el("span.tag", {}, "BOT"), clock(message)].filter(Boolean);
}

/** A name that opens what the bot offers for this person. */
function person(user, state) {
  const name = el(
    "button.author",
    { type: "button", title: "What can be done here", onclick: () => openPersonMenu(user, state, name) },
    nameOf(user),
  );
  return name;
}

function clock(message) {
  const date = new Date(message.timestamp);
  return el("time.clock", { datetime: date.toISOString(), title: formatTime(date, "F") }, formatTime(date, "t"));
}

/** The message's words, or what the channel tells with it. */
function said(message, state, goTo) {
  return isNotice(message) ? notice(message, state, goTo) : words(message, state);
}

function words(message, state) {
  if (message.flags & Flag.LOADING && !message.content)
    return [el("p.thinking", {}, `${nameOf(message.author)} is thinking`, dots())];
  const blocks = markdown(message.content, state);
  if (ONLY_EMOJI.test(message.content)) blocks[0].classList.add("is-jumbo");
  if (message.edited_timestamp) {
    const mark = el("span.edited", { title: formatTime(new Date(message.edited_timestamp), "F") }, "(edited)");
    const last = blocks.at(-1);
    if (last?.matches("p, .subtext")) last.append(" ", mark);
    else blocks.push(mark);
  }
  return blocks;
}

function note(message) {
  return message.ephemeral_for ? [icon("eye"), "Only you can see this"] : [];
}
