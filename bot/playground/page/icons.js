/** The page's own line icons, on a 24 by 24 grid. */

const SVG = "http://www.w3.org/2000/svg";

const PATHS = {
  close: "M6 6l12 12 M18 6L6 18",
  plus: "M12 5v14 M5 12h14",
  send: "M5 12h13 M12.5 6l6 6-6 6",
  reply: "M9.5 6L4 11.5 9.5 17 M4.5 11.5H14a6 6 0 0 1 6 6V19",
  smile: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17z M8.5 14.2c1.8 2.4 5.2 2.4 7 0 M9.2 9.4v.6 M14.8 9.4v.6",
  trash: "M4.5 7h15 M9.5 7V4.5h5V7 M6.5 7l1 12.5h9l1-12.5 M10.3 11v5 M13.7 11v5",
  down: "M12 5v13 M6 12.5l6 6 6-6",
  compare: "M12 3v18 M9 7H4.5v10H9 M15 7h4.5v10H15 M15 17l4.5-6",
  file: "M6 3.5h8l4.5 4.5v12.5H6z M13.5 3.5V8.5h5",
  picture: "M4 5h16v14H4z M4 16l4.5-4.5 4 4 2.5-2.5 5 5 M15.5 8.7v.6",
  sun: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8z M12 2.5v2.2 M12 19.3v2.2 M2.5 12h2.2 M19.3 12h2.2 M5.3 5.3l1.5 1.5 M17.2 17.2l1.5 1.5 M18.7 5.3l-1.5 1.5 M6.8 17.2l-1.5 1.5",
  moon: "M19.5 14.2A8 8 0 0 1 9.8 4.5a8 8 0 1 0 9.7 9.7z",
  eye: "M2.5 12c4.5-7.3 14.5-7.3 19 0-4.5 7.3-14.5 7.3-19 0z M12 8.8a3.2 3.2 0 1 0 0 6.4 3.2 3.2 0 0 0 0-6.4z",
  unfold: "M8 9.5L12 5.5l4 4 M8 14.5l4 4 4-4",
  more: "M4.8 12a.9.9 0 1 0 1.8 0 .9.9 0 1 0-1.8 0z M11.1 12a.9.9 0 1 0 1.8 0 .9.9 0 1 0-1.8 0z M17.4 12a.9.9 0 1 0 1.8 0 .9.9 0 1 0-1.8 0z",
  pen: "M4.5 19.5l.8-4L16 4.8l3.2 3.2L8.5 18.7z M13.6 7.2l3.2 3.2",
  copy: "M8.5 8.5h11v11h-11z M15.5 8.5v-4h-11v11h4",
  thread: "M4.5 5h15v10.5h-9L6.5 19v-3.5h-2z M8.5 9h7 M8.5 12h4",
  spark: "M12 3.5l2 6.5 6.5 2-6.5 2-2 6.5-2-6.5-6.5-2 6.5-2z",
  forward: "M14.5 6l5.5 5.5-5.5 5.5 M19.5 11.5H10a6 6 0 0 0-6 6V19",
  window: "M3.5 5.5h10v10h-10z M10.5 8.5h10v10h-10v-3",
  check: "M5 12.5l4.5 4.5L19 7.5",
};

/**
 * @param {keyof typeof PATHS} name
 * @returns {SVGSVGElement} decorative: the control around it carries the label
 */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}
