/** What builds every node of the page, and puts it in its place. */

/**
 * Build an element. Strings become text nodes, so nothing a person wrote is ever read as markup.
 *
 * @param {string} spec tag name, with classes after dots: `"button.quiet"`
 * @param {Object<string, unknown>} [props] attributes; `onclick`-like keys are listeners, `style` is a map of properties;
 *   `null`, `undefined` and `false` leave the attribute out
 * @param {...(Node|string|null|false|Array)} children
 * @returns {HTMLElement}
 */
export function el(spec, props = {}, ...children) {
  const [tag, ...classes] = spec.split(".");
  const node = document.createElement(tag);
  if (classes.length) node.className = classes.join(" ");
  for (const [key, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (key === "style")
      for (const [name, setting] of Object.entries(value)) node.style.setProperty(name, setting);
    else node.setAttribute(key, value === true ? "" : String(value));
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/**
 * Put `children` into `parent` in this order, touching only what is out of place: a node that stays keeps its focus,
 * its selection and its running animation.
 *
 * @param {Element} parent
 * @param {Node[]} children
 */
export function arrange(parent, children) {
  const keep = new Set(children);
  for (const child of [...parent.childNodes]) if (!keep.has(child)) child.remove();
  let cursor = parent.firstChild;
  for (const child of children) {
    if (child === cursor) cursor = cursor.nextSibling;
    else parent.insertBefore(child, cursor);
  }
}
