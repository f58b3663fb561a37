/** Quantiles of a symmetric distribution with one peak, by Newton's method. */

/** The farthest tails in use need about 60 steps from 0. */
const MAX_STEPS = 400;

/**
 * The x with cdf(x) = p, to the last digits that `cdf` has. Left of its peak at 0 a distribution function is
 * convex, so that Newton's steps from 0 approach the root from one side and stop where rounding does.
 * Throws unless `0 < p < 1`; `name` is the function it throws for.
 */
export function invertSymmetricCdf(
  name: string,
  p: number,
  cdf: (x: number) => number,
  density: (x: number) => number,
): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`internal: ${name}: expected 0 < p < 1, got ${p}`);
  if (p > 0.5) return -invertSymmetricCdf(name, 1 - p, cdf, density);
  let x = 0;
  for (let step = 0; step < MAX_STEPS; step++) {
    const next = x - (cdf(x) - p) / density(x);
    if (!(next < x)) break;
    x = next;
  }
  return x;
}
