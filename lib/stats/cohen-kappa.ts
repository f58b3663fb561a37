/**
 * Cohen's kappa (1960) of a yes/no claim with the truth: the agreement beyond what the two rates of yes would
 * give by chance, as a share of what is left. 0 for claims that know nothing.
 */
import type { Range } from "@/lib/stats/estimate";

export const COHEN_KAPPA_RANGE: Range = { min: -1, max: 1, best: 1, null: 0 };

/**
 * From the four counts of a confusion table. NaN where there are no cases, or where claims and truths are all
 * of one and the same sort: then chance agrees wholly and nothing is left.
 */
export function cohenKappa(
  truePositives: number,
  positives: number,
  trueNegatives: number,
  negatives: number,
): number {
  const cases = positives + negatives;
  const claimed = truePositives + negatives - trueNegatives;
  const observed = (truePositives + trueNegatives) / cases;
  const chance = (claimed * positives + (cases - claimed) * negatives) / (cases * cases);
  return (observed - chance) / (1 - chance);
}
