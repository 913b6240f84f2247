/** The stream of a channel: its messages in order, grouped, with the days between them, and its scrolling. */

import { arrange, el } from "../dom.js";
import { icon } from "../icons.js";
import { messageView } from "./message.js";
import { isNotice } from "./notices.js";
import { fetchOlder } from "./older.js";
import { pendingRow } from "./pending.js";
import { formatTime } from "./timestamps.js";
import { holdForTools } from "./tools.js";

const GROUP_MINUTES = 7;
const NEAR_BOTTOM = 90;
const FLASH = 1600;

/**
 * @param {import("../state.js").State} state
 * @param {object} wiring
 * @param {HTMLElement} wiring.beginning what stands at the top of a channel
 * @param {(message: object) => void} wiring.onReply
 * @param {(messageId: string, attachmentId: string, how: object) => void} wiring.openPicture
 * @param {() => void} wiring.onLeave the keyboard has left the stream
 */
export function createLog(state, { beginning, onReply, openPicture, onLeave }) {
  const scroller = document.querySelector("#scroller");
  const list = document.querySelector("#log");
  const pill = document.querySelector("#pill");
  const views = new Map();
  const days = new Map();
  let atBottom = true;
  let missed = 0;
  let lastTop = 0;
  let shown = null;

  const toBottom = () => {
    scroller.scrollTop = scroller.scrollHeight;
  };

  const goTo = (id) => {
    const element = views.get(id)?.element;
    if (!element) return;
    element.scrollIntoView({ block: "center" });
    activate(element);
    element.classList.add("is-flashing");
    setTimeout(() => element.classList.remove("is-flashing"), FLASH);
  };

  const activate = (element) => {
    list.querySelector('.message[tabindex="0"]')?.setAttribute("tabindex", "-1");
    element.tabIndex = 0;
    element.focus({ preventScroll: true });
  };

  const viewOf = (message) => {
    if (!views.has(message.id)) views.set(message.id, messageView(state, { onReply, goTo, openPicture }));
    return views.get(message.id);
  };

  const draw = () => {
    const messages = state.visible();
    const known = new Set(messages.map((message) => message.id));
    for (const id of views.keys()) if (!known.has(id)) views.delete(id);
    const rows = state.older.has(state.here.id) ? [] : [beginning];
    let previous = null;
    for (const message of messages) {
      if (dayOf(message) !== (previous && dayOf(previous))) rows.push(dayRow(days, message));
      const view = viewOf(message);
      view.update(message, continues(previous, message));
      rows.push(view.element);
      previous = message;
    }
    rows.push(
      ...state
        .pending()
        .filter((each) => each.channel_id === state.here.id)
        .map((each) => pendingRow(each, state)),
    );
    arrange(list, rows);
    list.classList.toggle("is-empty", !messages.length);
    if (messages.length && !list.querySelector('.message[tabindex="0"]'))
      list.querySelector(".message:last-of-type").tabIndex = 0;
  };

  const drawPill = () => {
    pill.hidden = atBottom;
    pill.replaceChildren(icon("down"), missed ? `${missed} new message${missed > 1 ? "s" : ""}` : "To the newest");
    pill.classList.toggle("has-news", missed > 0);
  };

  const arrive = () => {
    atBottom = true;
    missed = 0;
    toBottom();
    drawPill();
  };

  state.addEventListener("moved", () => {
    draw();
    // After a reconnection it is the same place, and whoever was reading further up goes on there.
    const now = `${state.me.id}/${state.here.id}`;
    if (now !== shown) arrive();
    shown = now;
  });
  state.addEventListener("older", draw);
  state.addEventListener("created", ({ detail }) => {
    if (detail.channel_id !== state.here?.id || !state.isVisible(detail)) return;
    draw();
    if (detail.author.id === state.me.id) arrive();
    else if (!atBottom) missed += 1;
    drawPill();
  });
  state.addEventListener("updated", ({ detail }) => {
    if (detail.channel_id !== state.here?.id) return;
    // Whoever answers this message shows a piece of it.
    const touched = state
      .visible()
      .filter((message) => message.id === detail.id || message.message_reference?.message_id === detail.id);
    for (const message of touched)
      views.get(message.id)?.update(message, views.get(message.id).element.classList.contains("is-grouped"));
  });
  state.addEventListener("deleted", ({ detail }) => {
    if (detail.channel_id !== state.here?.id) return;
    const hadFocus = views.get(detail.id)?.element.contains(document.activeElement);
    draw();
    if (hadFocus) onLeave();
  });
  state.addEventListener("interaction", ({ detail }) => detail.channel_id === state.here?.id && draw());

  scroller.addEventListener(
    "scroll",
    () => {
      // Only a person scrolls upwards; when much comes in at once, the bottom may have moved on before this is heard.
      const upwards = scroller.scrollTop < lastTop;
      lastTop = scroller.scrollTop;
      if (scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_BOTTOM) {
        atBottom = true;
        missed = 0;
      } else if (upwards) atBottom = false;
      drawPill();
    },
    { passive: true },
  );
  // Pictures, a growing composer, a turned phone: whatever changes a height, the newest line stays in sight.
  const sizes = new ResizeObserver(() => atBottom && toBottom());
  sizes.observe(list);
  sizes.observe(scroller);
  pill.addEventListener("click", arrive);

  list.addEventListener("keydown", (event) => {
    const message = event.target.closest(".message");
    if (!message) return;
    if (event.key === "Escape") return onLeave();
    if (event.target !== message) return;
    const all = [...list.querySelectorAll(".message")];
    const target = {
      ArrowUp: all.indexOf(message) - 1,
      ArrowDown: all.indexOf(message) + 1,
      Home: 0,
      End: all.length - 1,
    }[event.key];
    if (target === undefined) return;
    event.preventDefault();
    if (target >= all.length) return onLeave();
    const next = all[Math.max(0, target)];
    activate(next);
    next.scrollIntoView({ block: "nearest" });
  });
  holdForTools(list);
  fetchOlder(state, scroller);
  list.addEventListener("contextmenu", (event) => {
    const message = event.target.closest(".message");
    const own = event.target.closest("a, img, textarea") || !getSelection().isCollapsed;
    if (!message || own || message.classList.contains("is-held")) return;
    event.preventDefault();
    activate(message);
    message.querySelector('.tools [aria-label="More"]:not([hidden])')?.click();
  });

  return {
    /** Give the keyboard to the newest message. */
    enter() {
      const last = [...list.querySelectorAll(".message")].at(-1);
      if (last) activate(last);
    },
  };
}

function dayOf(message) {
  return new Date(message.timestamp).toDateString();
}

function dayRow(days, message) {
  const day = dayOf(message);
  if (!days.has(day))
    days.set(day, el("div.day", { role: "separator" }, el("span", {}, formatTime(new Date(message.timestamp), "D"))));
  return days.get(day);
}

function continues(previous, message) {
  return (
    previous?.author.id === message.author.id &&
    dayOf(previous) === dayOf(message) &&
    new Date(message.timestamp) - new Date(previous.timestamp) < GROUP_MINUTES * 60_000 &&
    !message.message_reference &&
    !message.command &&
    !isNotice(message) &&
    !isNotice(previous) &&
    message.ephemeral_for === previous.ephemeral_for
  );
}
