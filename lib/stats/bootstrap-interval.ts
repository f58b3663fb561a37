/**
 * From the draws of a bootstrap to an interval: the percentile interval and BCa (Efron 1987), both with tails
 * of Student's t ("expanded percentile", Hesterberg 2015, "What Teachers Should Know About the Bootstrap")
 * for the *effective* number of clusters.
 *
 * Why not the plain ones. Resampling n clusters knows neither that their spread is itself estimated (t, not
 * normal) nor that it is too small by (n - 1)/n, and a pull rests on the few entities whose traits were redrawn:
 * 60 entities of a task are worth 12 to 28. Coverage of nominal 95 % intervals in 2,000 simulated studies whose
 * entities differ in what they do and say (lib/coupling's `heterogeneous.test-support.ts`), +- 1 by chance, in %:
 *
 *   entities (effective)   percentile    BCa           t, entities with rows   t, effective entities
 *    40 (13 to 36)         91.9 - 94.2   91.0 - 94.0   94.0 - 95.0             95.1 - 95.7
 *   120 (38 to 108)        93.3 - 94.6   92.8 - 94.1   93.8 - 94.9             94.2 - 95.3
 *   400 (126 to 360)       93.8 - 94.9   94.0 - 94.6   94.0 - 95.1             94.0 - 95.2
 *
 * (lowest and highest of faithfulness, three pulls and K). Where the redrawn traits of 40 entities were worth 8,
 * the four columns were 91, 89 - 90, 94 and 96 for the pulls and K. BCa corrects bias and skewness, of which
 * there is little here, and mends few clusters no more than the plain percentile does; with the same t tails it
 * holds too (94.6 - 95.2 at 40), and the percentile is the simpler. `coverage.test.ts` holds the last column.
 */
import { normalCdf, normalQuantile } from "@/lib/stats/normal";
import { quantileSorted } from "@/lib/stats/quantile";
import { tQuantile } from "@/lib/stats/student-t";

/** How much wider than the draws a sample of `effective` clusters is: sqrt(n / (n - 1)). */
export function narrowness(effective: number): number {
  return Math.sqrt(effective / (effective - 1));
}

/**
 * The share of the draws to leave out at each end, so that the interval at `level` is as wide as one of
 * Student's t on `effective` clusters; from 0 to (1 - level) / 2, which it nears as clusters grow.
 * Throws unless `effective > 1`.
 */
export function studentTail(level: number, effective: number): number {
  if (!(effective > 1)) {
    throw new RangeError(`internal: studentTail: expected more than one effective cluster, got ${effective}`);
  }
  return normalCdf(narrowness(effective) * tQuantile((1 - level) / 2, effective - 1));
}

/** `[low, high]` between the `tail` and `1 - tail` quantiles of ascending draws. Throws where there are none. */
export function percentileInterval(sorted: ArrayLike<number>, tail: number): [number, number] {
  return [quantileSorted(sorted, tail), quantileSorted(sorted, 1 - tail)];
}

/** Share of ascending draws below `value`, those equal to it counted half; kept off 0 and 1 by half a draw. */
export function shareBelow(sorted: ArrayLike<number>, value: number): number {
  let below = 0;
  for (let i = 0; i < sorted.length; i++) {
    if ((sorted[i] as number) < value) below++;
    else if (sorted[i] === value) below += 0.5;
    else break;
  }
  const half = 0.5 / sorted.length;
  return Math.min(Math.max(below / sorted.length, half), 1 - half);
}

/** Efron's acceleration from the values with one cluster left out each; 0 where they are all the same. */
function acceleration(jackknife: ArrayLike<number>): number {
  let mean = 0;
  for (let i = 0; i < jackknife.length; i++) mean += (jackknife[i] as number) / jackknife.length;
  let squares = 0;
  let cubes = 0;
  for (let i = 0; i < jackknife.length; i++) {
    const influence = mean - (jackknife[i] as number);
    squares += influence ** 2;
    cubes += influence ** 3;
  }
  return squares === 0 ? 0 : cubes / (6 * squares ** 1.5);
}

/**
 * `[low, high]` of BCa: the percentile interval moved for bias (where `value` stands among its draws) and for
 * skewness (from `jackknife`, the values with one cluster left out each). `tail` is the share a symmetric
 * interval leaves out at each end, 0 < tail < 1/2. Throws where there are no draws.
 */
export function bcaInterval(
  sorted: ArrayLike<number>,
  tail: number,
  value: number,
  jackknife: ArrayLike<number>,
): [number, number] {
  const bias = normalQuantile(shareBelow(sorted, value));
  const skew = acceleration(jackknife);
  const moved = (z: number) => normalCdf(bias + (bias + z) / (1 - skew * (bias + z)));
  const z = normalQuantile(tail);
  return [quantileSorted(sorted, moved(z)), quantileSorted(sorted, moved(-z))];
}
