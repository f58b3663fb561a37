/**
 * Random numbers for resampling: always seeded, always passed in, so that every interval on a page is the
 * same on every machine and every visit. Nothing in `lib/stats` or `lib/coupling` makes its own.
 */
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import type { RandomGenerator } from "pure-rand/types/RandomGenerator";

export type Rng = RandomGenerator;

/** A generator for a 32-bit seed (xoroshiro128+). Drawing from it changes it. */
export function makeRng(seed: number): Rng {
  return xoroshiro128plus(seed);
}

/** A whole number from 0 ... below-1, each equally likely. Throws on `below < 1`. */
export function randomBelow(rng: Rng, below: number): number {
  if (!(below >= 1)) throw new RangeError(`internal: randomBelow: expected below >= 1, got ${below}`);
  return uniformInt(rng, 0, below - 1);
}

/** Shuffles `values[start ... end-1]` in place (Fisher-Yates, every order equally likely). */
export function shuffleInPlace(rng: Rng, values: Int8Array, start = 0, end = values.length): void {
  for (let last = end - 1; last > start; last--) {
    const other = start + randomBelow(rng, last - start + 1);
    const kept = values[last] as number;
    values[last] = values[other] as number;
    values[other] = kept;
  }
}
