/** Ties the page together: one state, what draws it, and what feeds it. */

import { addressOf, readAddress } from "./address.js";
import { announceMessages } from "./announce.js";
import { createComposer } from "./composer/composer.js";
import { acceptFiles } from "./composer/intake.js";
import { openForms } from "./forms/modal.js";
import { createHeader } from "./header.js";
import { connect } from "./live.js";
import { createLocaleMenu } from "./locale.js";
import { createOperator } from "./operator.js";
import { createRail } from "./rail.js";
import { createSidebar } from "./sidebar.js";
import { State } from "./state.js";
import { createLog } from "./stream/log.js";
import { showTyping } from "./stream/typing.js";
import { themeSwitch } from "./theme.js";
import { createViewer } from "./viewer/viewer.js";
import { welcome } from "./welcome/welcome.js";

const state = new State();

// The address is asked again after every event that can make its answer another one, and then says what came of it.
const settle = () => {
  if (!state.people.size) return;
  state.settle(readAddress());
  history.replaceState(null, "", addressOf(state.me, state.placeName(state.here)));
};
addEventListener("hashchange", settle);
state.addEventListener("hello", settle);

createHeader(state);
createRail(state);
createSidebar(state);
createLocaleMenu(state);
showTyping(state);
announceMessages(state);
openForms(state);
createOperator(state);
themeSwitch(document.querySelector("#theme"));

const viewer = createViewer(state);
const composer = createComposer(state, { onUp: () => log.enter() });
const log = createLog(state, {
  beginning: welcome(state, composer.prepare),
  onReply: composer.reply,
  openPicture: viewer.open,
  onLeave: composer.focus,
});
acceptFiles(composer.take);

// Whoever starts to type means the composer.
addEventListener("keydown", (event) => {
  const elsewhere = event.target === document.body || event.target.matches(".message, .place");
  if (elsewhere && event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey)
    composer.focus();
});

const banner = document.querySelector("#banner");
connect({
  onEvent: (type, data) => state.receive(type, data),
  onConnection: (connected) => {
    banner.hidden = connected;
    if (connected) document.body.classList.add("is-ready");
  },
});
