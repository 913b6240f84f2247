/** The worker that paints the samples, one after the other, while the page stays awake. */

import { paintSample } from "./samples.js";

addEventListener("message", async ({ data: name }) => postMessage({ name, blob: await paintSample(name) }));
