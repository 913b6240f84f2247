/** Where a popover stands. */

const GAP = 8;

/**
 * Put a shown popover above `anchor`, or below it when there is no room, and inside the window.
 *
 * @param {HTMLElement} popover
 * @param {HTMLElement} anchor
 */
export function placeBeside(popover, anchor) {
  const box = popover.getBoundingClientRect();
  const at = anchor.getBoundingClientRect();
  const above = at.top - box.height - GAP;
  const top = above >= GAP ? above : at.bottom + GAP;
  popover.style.left = `${Math.max(GAP, Math.min(at.left, innerWidth - box.width - GAP))}px`;
  popover.style.top = `${Math.max(GAP, Math.min(top, innerHeight - box.height - GAP))}px`;
}
