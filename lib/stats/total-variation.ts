/**
 * Total-variation distance of two distributions over the same classes: half the sum of absolute differences,
 * that is, the largest difference in the probability of any event.
 */
import type { Range } from "@/lib/stats/estimate";

export const TOTAL_VARIATION_RANGE: Range = { min: 0, max: 1, best: null, null: 0 };

/**
 * The distance between `p` and `q` at `classes` places from `offset` on (rows of `[n, classes]` columns).
 * Does not check that they sum to 1: records hold probabilities in steps, which sum to 1 within a step.
 */
export function totalVariation(
  p: ArrayLike<number>,
  q: ArrayLike<number>,
  offset = 0,
  classes = p.length - offset,
): number {
  let sum = 0;
  for (let i = offset; i < offset + classes; i++) sum += Math.abs((p[i] as number) - (q[i] as number));
  return sum / 2;
}
