/** The samples as files, painted by a worker when the first one is asked for. */

let worker = null;
/** @type {Map<string, {file: Promise<File>, resolve: (file: File) => void}>} */
const orders = new Map();

/**
 * @param {string} name of a sample
 * @returns {Promise<File>} the same file every time
 */
export function sampleFile(name) {
  if (!orders.has(name)) {
    const order = {};
    order.file = new Promise((resolve) => (order.resolve = resolve));
    orders.set(name, order);
    worker ??= startWorker();
    worker.postMessage(name);
  }
  return orders.get(name).file;
}

function startWorker() {
  const painter = new Worker(new URL("painter.js", import.meta.url), { type: "module" });
  painter.addEventListener("message", ({ data: { name, blob } }) => {
    orders.get(name).resolve(new File([blob], `${name.replaceAll(" ", "-")}.jpg`, { type: blob.type }));
  });
  return painter;
}
