/** Three pictures to start with, painted by the page itself: nothing to download, and the same every time. */

import { layered, randomFrom, valueNoise } from "./noise.js";

const WIDTH = 768;
const HEIGHT = 512;

/** @type {{name: string, alt: string, paint: (context: OffscreenCanvasRenderingContext2D) => void}[]} */
export const SAMPLES = [
  { name: "clouds", alt: "White clouds in a blue sky", paint: clouds },
  { name: "hills", alt: "Hills behind hills at sunrise, with mist between", paint: hills },
  { name: "forest edge", alt: "A meadow at the edge of a forest", paint: forest },
];

/**
 * Paint a sample. This takes a good part of a second, so it is called in a worker.
 *
 * @param {string} name
 * @returns {Promise<Blob>} a JPEG
 */
export function paintSample(name) {
  const canvas = new OffscreenCanvas(WIDTH, HEIGHT);
  SAMPLES.find((sample) => sample.name === name).paint(canvas.getContext("2d"));
  return canvas.convertToBlob({ type: "image/jpeg", quality: 0.93 });
}

const mix = (from, to, share) => from.map((value, index) => value + (to[index] - value) * share);
const clamp = (value) => Math.min(1, Math.max(0, value));
const ramp = (value, from, to) => {
  const t = clamp((value - from) / (to - from));
  return t * t * (3 - 2 * t);
};
const css = (colour, alpha = 1) => `rgb(${colour.map(Math.round).join(" ")} / ${alpha})`;

function eachPixel(context, colourAt) {
  const picture = context.createImageData(WIDTH, HEIGHT);
  for (let y = 0, at = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++, at += 4) {
      const colour = colourAt(x / HEIGHT, y / HEIGHT);
      picture.data[at] = colour[0];
      picture.data[at + 1] = colour[1];
      picture.data[at + 2] = colour[2];
      picture.data[at + 3] = 255;
    }
  }
  context.putImageData(picture, 0, 0);
}

/** Heap clouds: round heads on a flat foot, frayed by noise, lit from the upper left. */
function clouds(context) {
  const heads = cloudHeads();
  const fray = layered(valueNoise(11), 5);
  const veil = layered(valueNoise(29), 4);
  const thickness = new Float32Array(WIDTH * HEIGHT);
  const height = new Float32Array(WIDTH * HEIGHT);
  for (let row = 0, at = 0; row < HEIGHT; row++) {
    for (let column = 0; column < WIDTH; column++, at++) {
      const x = column / HEIGHT;
      const y = row / HEIGHT;
      let round = -1;
      for (const head of heads) {
        // Below its foot a cloud ends soon, but not along a ruler.
        const down = Math.min(y, head.foot) - head.y + 3.2 * Math.max(0, y - head.foot);
        const bulge = 1 - ((x - head.x) ** 2 + down ** 2) / head.size ** 2;
        if (bulge <= round) continue;
        round = bulge;
        height[at] = head.foot - y;
      }
      thickness[at] = round + (fray(x * 7, y * 8) - 0.5) * 2;
    }
  }
  const behind = (x, y) => thickness[Math.max(0, y) * WIDTH + Math.max(0, x)];
  eachPixel(context, (x, y) => {
    const column = Math.round(x * HEIGHT);
    const row = Math.round(y * HEIGHT);
    const clear = mix([44, 102, 186], [196, 222, 240], ramp(y, -0.1, 1.1));
    const sky = mix(clear, [255, 255, 255], ramp(veil(x * 1.2, y * 4), 0.5, 0.85) * 0.5);
    const at = row * WIDTH + column;
    const depth = thickness[at];
    const cover = ramp(depth, -0.25, 0.3);
    if (!cover) return sky;
    const grain = depth - behind(column - 5, row - 7);
    const bulk = depth - behind(column - 20, row - 30);
    const light = clamp(
      0.4 + grain * 0.34 - bulk * 0.2 + ramp(height[at], -0.02, 0.2) * 0.34 - ramp(depth, 0.4, 1.5) * 0.1,
    );
    return mix(sky, mix([132, 150, 188], [255, 254, 250], ramp(light, 0.1, 0.74)), cover);
  });
}

function cloudHeads() {
  const random = randomFrom(23);
  const heads = [];
  for (const [x, foot, width, count] of [
    [0.46, 0.5, 0.36, 22],
    [1.24, 0.34, 0.3, 24],
    [1.1, 0.86, 0.42, 30],
    [0.06, 0.87, 0.26, 18],
  ]) {
    for (let i = 0; i < count; i++) {
      const across = random() * 2 - 1;
      const tall = (1 - across ** 2) * width * 0.62;
      heads.push({ x: x + across * width, y: foot - random() * tall, foot, size: width * (0.13 + 0.2 * random()) });
    }
  }
  return heads;
}

function hills(context) {
  const grain = layered(valueNoise(5), 4);
  eachPixel(context, (x, y) => {
    const glow = Math.exp(-((x - 1.02) ** 2 * 2.6 + (y - 0.42) ** 2 * 9));
    const streak = ramp(grain(x * 1.4, y * 9), 0.5, 0.75) * ramp(y, 0.05, 0.3) * 0.35;
    const sky = mix([86, 112, 186], [255, 194, 150], ramp(y, -0.05, 0.46));
    return mix(mix(sky, [255, 206, 190], streak), [255, 243, 208], glow);
  });
  const rows = 7;
  for (let row = 0; row < rows; row++) {
    const near = row / (rows - 1);
    const line = layered(valueNoise(60 + row), 5);
    const trees = layered(valueNoise(90 + row), 3);
    const base = HEIGHT * (0.36 + 0.56 * near ** 1.25);
    const lift = HEIGHT * (0.16 + 0.14 * near);
    const top = (x) =>
      base -
      lift * (line(x / (250 + 130 * near) + row * 9, row) - 0.42) * 1.7 -
      trees(x / (3 + 5 * near), row) * near * 20;
    const colour =
      near < 0.5 ? mix([176, 150, 190], [84, 98, 142], near * 2) : mix([84, 98, 142], [16, 42, 44], near * 2 - 1);
    context.beginPath();
    context.moveTo(0, HEIGHT);
    for (let x = 0; x <= WIDTH; x += 1) context.lineTo(x, top(x));
    context.lineTo(WIDTH, HEIGHT);
    const fill = context.createLinearGradient(0, base - lift * 0.8, 0, base + lift * 0.9);
    fill.addColorStop(0, css(colour));
    fill.addColorStop(1, css(mix(colour, [255, 206, 186], 0.66 * (1 - near))));
    context.fillStyle = fill;
    context.fill();
  }
}

function forest(context) {
  const haze = layered(valueNoise(3), 5);
  const random = randomFrom(8);
  const ground = 0.72 * HEIGHT;
  eachPixel(context, (x, y) => {
    const sky = mix([150, 192, 226], [238, 240, 222], ramp(y, 0, 0.6));
    const cloud = ramp(haze(x * 2, y * 4), 0.48, 0.7) * 0.7;
    const meadow = mix([128, 156, 74], [70, 104, 46], ramp(y, 0.7, 1));
    const tuft = haze(x * 9, y * 30) - 0.5;
    return y < 0.71 ? mix(sky, [252, 250, 244], cloud) : meadow.map((value) => value + tuft * 70);
  });
  for (let bush = 0; bush < 420; bush++) {
    const x = random() * WIDTH;
    const size = 7 + 12 * random();
    const deep = mix([26, 48, 30], [92, 122, 86], clamp(x / WIDTH + 0.25 * (random() - 0.5)));
    context.fillStyle = css(deep);
    context.beginPath();
    context.ellipse(x, ground - 4 - 36 * random() * (1.2 - x / WIDTH), size, size * 0.8, 0, 0, Math.PI * 2);
    context.fill();
  }
  for (let row = 0; row < 4; row++) {
    const near = row / 3;
    const trees = 26 - row * 5;
    for (let i = 0; i < trees; i++) {
      // The wood stands thick on the left and opens to the right.
      const x = WIDTH * ((i + random()) / trees) * (1.05 - 0.12 * row) - 30 * near;
      const height = HEIGHT * (0.26 + 0.2 * near + 0.16 * random()) * (1.15 - (0.55 * x) / WIDTH);
      tree(context, random, { x, foot: ground - 14 + 22 * near + 6 * random(), height, near });
    }
  }
  for (let blade = 0; blade < 2600; blade++) {
    const depth = random() ** 0.7;
    const y = ground + 6 + depth * (HEIGHT - ground);
    const x = random() * WIDTH;
    context.strokeStyle = css(mix([150, 172, 84], [52, 84, 36], random()), 0.55);
    context.lineWidth = 0.6 + depth * 1.3;
    context.beginPath();
    context.moveTo(x, y);
    context.quadraticCurveTo(x + 1, y - 5 * depth - 3, x + (random() - 0.5) * 10 * depth, y - (6 + 16 * depth));
    context.stroke();
  }
}

function tree(context, random, { x, foot, height, near }) {
  const bark = mix([120, 124, 112], [52, 42, 34], near);
  const shade = mix(mix([122, 152, 128], [24, 52, 30], near), [60, 74, 34], random() * 0.4);
  const light = mix(mix([170, 194, 150], [120, 156, 62], near), [196, 178, 74], random() * 0.3);
  const width = height * (0.19 + 0.1 * random());
  context.fillStyle = css(bark);
  context.fillRect(x - width * 0.06, foot - height * 0.5, width * 0.12, height * 0.5);
  const leaves = 240 + Math.round(330 * near);
  for (let leaf = 0; leaf < leaves; leaf++) {
    const angle = random() * Math.PI * 2;
    const reach = Math.sqrt(random());
    const across = Math.cos(angle) * reach;
    const up = Math.sin(angle) * reach;
    // Leaves are painted from the shaded inside to the lit outside, upper left last.
    const lit = clamp((leaf / leaves) * 0.7 + (up - across) * 0.25);
    const size = width * (0.06 + 0.1 * random()) * (1.25 - 0.75 * (leaf / leaves));
    context.fillStyle = css(mix(shade, light, lit), 0.9);
    context.beginPath();
    context.ellipse(
      x + across * width * (1 - 0.35 * up),
      foot - height * 0.6 - up * height * 0.4,
      size,
      size * 0.75,
      angle,
      0,
      Math.PI * 2,
    );
    context.fill();
  }
}
