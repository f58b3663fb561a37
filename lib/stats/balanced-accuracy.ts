/**
 * Balanced accuracy of a yes/no claim: the mean of the hit rate among the true cases and among the false
 * ones, so that saying the commoner answer always earns no more than chance.
 */
import type { Range } from "@/lib/stats/estimate";

export const BALANCED_ACCURACY_RANGE: Range = { min: 0, max: 1, best: 1, null: 0.5 };

/** From the four counts of a confusion table. NaN where a class has no case: the statistic is undefined. */
export function balancedAccuracy(
  truePositives: number,
  positives: number,
  trueNegatives: number,
  negatives: number,
): number {
  if (positives === 0 || negatives === 0) return Number.NaN;
  return (truePositives / positives + trueNegatives / negatives) / 2;
}
