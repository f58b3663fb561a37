/**
 * Matthews' correlation coefficient (1975) of a yes/no claim with the truth: the correlation of two columns of
 * zeros and ones. It is 0 for claims that know nothing, however often they say yes.
 */
import type { Range } from "@/lib/stats/estimate";

export const MATTHEWS_RANGE: Range = { min: -1, max: 1, best: 1, null: 0 };

/**
 * From the four counts of a confusion table. NaN where claims or truths are all of one sort: a correlation
 * with what never varies is undefined (scikit-learn says 0 there).
 */
export function matthews(
  truePositives: number,
  positives: number,
  trueNegatives: number,
  negatives: number,
): number {
  const misses = positives - truePositives;
  const falseAlarms = negatives - trueNegatives;
  const claimed = truePositives + falseAlarms;
  const notClaimed = trueNegatives + misses;
  const spread = Math.sqrt(claimed * notClaimed * (positives * negatives));
  return (truePositives * trueNegatives - falseAlarms * misses) / spread;
}
