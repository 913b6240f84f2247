/**
 * The pictures of a message. Room is reserved before they load, so that nothing jumps; and when an edit brings another
 * picture, the old one stays until the new one is decoded, and then dissolves into it.
 */

import { arrange, el } from "../dom.js";
import { icon } from "../icons.js";

const BOX = { width: 540, height: 400 };
const SMALL_BOX = { width: 260, height: 220 };
const DISSOLVE = 350;

/** @returns {boolean} whether an attachment is shown as a picture */
export function isPicture(attachment) {
  return /^image\/(png|jpe?g|gif|webp|avif)/.test(attachment.content_type ?? "") && Boolean(attachment.width);
}

/** @returns {string} the text that stands for the picture */
export function altOf(attachment) {
  return attachment.description || attachment.filename;
}

/**
 * @param {object} wiring
 * @param {(attachmentId: string, how: {compare: boolean}) => void} wiring.open show the picture large
 * @returns {{element: HTMLElement, update: (pictures: object[], comparable: boolean) => void}}
 */
export function pictureGroup({ open }) {
  const element = el("div.pictures");
  const frames = [];
  return {
    element,
    update(pictures, comparable) {
      while (frames.length < pictures.length) frames.push(frame(open));
      frames.length = pictures.length;
      const box = pictures.length > 1 ? SMALL_BOX : BOX;
      pictures.forEach((picture, index) => frames[index].update(picture, box, comparable));
      arrange(
        element,
        frames.map((each) => each.element),
      );
      element.hidden = !pictures.length;
    },
  };
}

function frame(open) {
  let picture = null;
  let ratio = 0;
  let asked = 0;
  let shown = 0;
  const button = el("button.picture-open", { type: "button", onclick: () => open(picture.id, { compare: false }) });
  const compare = el(
    "button.chip.picture-compare",
    { type: "button", title: "Before and after", onclick: () => open(picture.id, { compare: true }) },
    icon("compare"),
    "Before / after",
  );
  const element = el("figure.picture", {}, button, compare);

  const show = (image, turn) => {
    const old = [...button.children];
    button.append(image);
    shown = turn;
    if (old.length)
      image
        .animate({ opacity: [0, 1] }, stillness() ? 1 : DISSOLVE)
        .finished.then(() => old.forEach((each) => each.remove()));
  };

  return {
    element,
    update(next, box, comparable) {
      compare.hidden = !comparable;
      if (picture?.url === next.url) return;
      picture = next;
      const turn = ++asked;
      // A preview and the finished picture may differ by a rounded pixel; the room stays as it was.
      if (Math.abs(next.width / next.height / ratio - 1) > 0.02 || !ratio) ratio = next.width / next.height;
      element.style.setProperty("--ratio", ratio);
      element.style.setProperty("--room", `${Math.round(Math.min(box.width, box.height * ratio))}px`);
      button.setAttribute("aria-label", `${altOf(next)}, open the picture`);

      const image = el("img", { src: next.url, alt: altOf(next), draggable: "false" });
      if (!shown && turn === 1) return show(image, turn);
      // A preview that was already replaced on the server cannot be loaded any more: the last good one stays.
      return image.decode().then(
        () => turn > shown && show(image, turn),
        () => {},
      );
    },
  };
}

const stillness = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
