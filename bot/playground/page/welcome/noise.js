/** Value noise: random numbers on a grid, smoothed in between. The same seed gives the same landscape everywhere. */

/**
 * @param {number} seed
 * @returns {(x: number, y: number) => number} from 0 to 1
 */
export function valueNoise(seed) {
  const corner = (x, y) => {
    let mixed = Math.imul(x, 0x1f35a7bd) ^ Math.imul(y, 0x5bd1e995) ^ Math.imul(seed, 0x27d4eb2f);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
    mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 0xffffffff;
  };
  const smooth = (t) => t * t * t * (t * (6 * t - 15) + 10);
  return (x, y) => {
    const left = Math.floor(x);
    const top = Math.floor(y);
    const u = smooth(x - left);
    const v = smooth(y - top);
    const upper = corner(left, top) * (1 - u) + corner(left + 1, top) * u;
    const lower = corner(left, top + 1) * (1 - u) + corner(left + 1, top + 1) * u;
    return upper * (1 - v) + lower * v;
  };
}

// Each layer is also turned a little, which hides the grid that all of them stand on.
const TURN = { cos: Math.cos(0.65) * 2.03, sin: Math.sin(0.65) * 2.03 };

/**
 * Noise over noise, each layer half as strong and twice as fine.
 *
 * @param {(x: number, y: number) => number} noise
 * @param {number} octaves
 * @returns {(x: number, y: number) => number} from 0 to 1
 */
export function layered(noise, octaves) {
  return (x, y) => {
    let sum = 0;
    let weight = 0;
    for (let i = 0, strength = 1; i < octaves; i++, strength /= 2) {
      sum += strength * noise(x, y);
      weight += strength;
      [x, y] = [x * TURN.cos - y * TURN.sin + 17.3, x * TURN.sin + y * TURN.cos - 9.1];
    }
    return sum / weight;
  };
}

/**
 * @param {number} seed
 * @returns {() => number} a stream of numbers from 0 to 1
 */
export function randomFrom(seed) {
  const noise = valueNoise(seed);
  let count = 0;
  return () => noise(++count, 0);
}
