/** Attachments that are no pictures: videos play in place, the rest are chips to download. */

import { el } from "../dom.js";
import { icon } from "../icons.js";

/**
 * @param {object} attachment
 * @returns {HTMLElement}
 */
export function fileChip(attachment) {
  if (/^video\/(mp4|webm)/.test(attachment.content_type ?? ""))
    return el("video.clip", {
      src: attachment.url,
      controls: true,
      loop: true,
      playsinline: true,
      preload: "metadata",
      "aria-label": attachment.description || attachment.filename,
    });
  return fileLink(attachment);
}

/**
 * @param {{url: string, filename: string, size: number|null}} file
 * @returns {HTMLElement} a chip to download it by; the size of a file of elsewhere is not known
 */
export function fileLink({ url, filename, size }) {
  return el(
    "a.file",
    { href: url, download: filename, target: "_blank" },
    icon("file"),
    el("span.file-name", {}, filename),
    size !== null && el("span.file-size", {}, fileSize(size)),
  );
}

/** @returns {string} a size for people */
export function fileSize(bytes) {
  if (bytes < 1000) return `${bytes} B`;
  const [unit, divisor] = bytes < 1e6 ? ["kB", 1e3] : ["MB", 1e6];
  return `${(bytes / divisor).toFixed(bytes < 10 * divisor ? 1 : 0)} ${unit}`;
}
