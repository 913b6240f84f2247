/** The picture viewer: all pictures of the channel, one at a time, in full size, and beside what they were dreamt from. */

import { el } from "../dom.js";
import { nameOf } from "../people.js";
import { pictureBefore } from "../stream/before.js";
import { altOf, isPicture } from "../stream/pictures.js";
import { compareFrame } from "./compare.js";

/**
 * @param {import("../state.js").State} state
 * @returns {{open: (messageId: string, attachmentId: string, how: {compare: boolean}) => void}}
 */
export function createViewer(state) {
  const dialog = document.querySelector("#viewer");
  const part = (name) => dialog.querySelector(`[data-part="${name}"]`);
  const stage = part("stage");
  let current = null;
  let place = 0;
  let comparing = false;
  let whole = false;

  const all = () =>
    state
      .visible()
      .flatMap((message) =>
        message.attachments.filter(isPicture).map((picture, index) => ({ message, picture, index })),
      );

  const draw = () => {
    const { message, picture } = current;
    const before = pictureBefore(message, state);
    const compare = comparing && before;
    dialog.classList.toggle("is-whole", whole);
    dialog.classList.toggle("is-comparing", Boolean(compare));
    stage.replaceChildren(compare ? compareFrame(before, picture, altOf) : single(picture));
    part("name").textContent = picture.filename;
    part("by").textContent = `${nameOf(message.author)} · ${picture.width} × ${picture.height}`;
    part("count").textContent = `${place + 1} of ${all().length}`;
    part("compare").hidden = !before;
    part("compare").setAttribute("aria-pressed", String(Boolean(compare)));
    part("zoom").setAttribute("aria-pressed", String(whole));
    part("download").href = picture.url;
    part("download").download = picture.filename;
    part("previous").disabled = place === 0;
    part("next").disabled = place >= all().length - 1;
  };

  const single = (picture) => {
    const image = el("img.viewer-picture", {
      src: picture.url,
      alt: altOf(picture),
      width: picture.width,
      height: picture.height,
      draggable: "false",
      style: { "--ratio": picture.width / picture.height },
    });
    image.addEventListener("click", (event) => zoom(!whole, event));
    return image;
  };

  const zoom = (wanted, event = null) => {
    // The spot that was clicked stays where it was.
    const box = stage.querySelector("img").getBoundingClientRect();
    const spot = event
      ? { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height }
      : { x: 0.5, y: 0.5 };
    whole = wanted;
    draw();
    const grown = stage.firstElementChild.getBoundingClientRect();
    stage.scrollTo(grown.width * spot.x - stage.clientWidth / 2, grown.height * spot.y - stage.clientHeight / 2);
  };

  const show = (index) => {
    const pictures = all();
    if (!pictures[index]) return;
    place = index;
    current = pictures[index];
    whole = false;
    draw();
  };
  const setComparing = (wanted) => {
    comparing = wanted;
    draw();
    if (comparing) stage.querySelector("input")?.focus();
  };

  part("previous").addEventListener("click", () => show(place - 1));
  part("next").addEventListener("click", () => show(place + 1));
  part("compare").addEventListener("click", () =>
    setComparing(part("compare").getAttribute("aria-pressed") !== "true"),
  );
  part("zoom").addEventListener("click", () => zoom(!whole));
  part("close").addEventListener("click", () => dialog.close());
  stage.addEventListener("click", (event) => event.target === stage && dialog.close());
  // On the document: a button that a key has just hidden or switched off no longer holds the keyboard.
  document.addEventListener("keydown", (event) => {
    if (!dialog.open || event.target.type === "range") return;
    if (event.key === "ArrowLeft") show(place - 1);
    if (event.key === "ArrowRight") show(place + 1);
    if (event.key === "z") zoom(!whole);
    if (event.key === "c" && !part("compare").hidden) setComparing(!comparing);
  });
  dialog.addEventListener("close", () => stage.replaceChildren());
  dragToPan(stage);

  // A card that is watched large turns into its dream before one's eyes.
  state.addEventListener("updated", ({ detail }) => {
    if (!dialog.open || detail.id !== current.message.id) return;
    const picture = detail.attachments.filter(isPicture)[current.index];
    if (!picture || picture.url === current.picture.url) return;
    const image = el("img", { src: picture.url });
    image.decode().then(
      () => {
        current = { ...current, message: detail, picture };
        if (dialog.open) draw();
      },
      () => {},
    );
  });
  state.addEventListener("moved", () => dialog.open && dialog.close());

  return {
    open(messageId, attachmentId, how) {
      comparing = how.compare;
      show(all().findIndex(({ message, picture }) => message.id === messageId && picture.id === attachmentId));
      dialog.showModal();
      (comparing ? stage.querySelector("input") : part("close"))?.focus();
    },
  };
}

function dragToPan(stage) {
  let from = null;
  stage.addEventListener("pointerdown", (event) => {
    if (event.pointerType === "mouse" && event.target.matches(".viewer-picture"))
      from = { x: event.clientX + stage.scrollLeft, y: event.clientY + stage.scrollTop, moved: false };
  });
  stage.addEventListener("pointermove", (event) => {
    if (!from) return;
    const x = from.x - event.clientX;
    const y = from.y - event.clientY;
    from.moved ||= Math.hypot(x - stage.scrollLeft, y - stage.scrollTop) > 4;
    if (from.moved) stage.scrollTo(x, y);
  });
  // A drag ends in a click, which would zoom out again.
  stage.addEventListener(
    "click",
    (event) => {
      if (from?.moved) event.stopPropagation();
      from = null;
    },
    { capture: true },
  );
}
