/**
 * Which of two explainers is right more often on the same items? McNemar's test counts items and takes them as
 * independent, which items of one entity are not; the sign test asks one question an entity and promises its
 * level whatever goes on inside. The first is shown with the second or not at all.
 */
import { comparePaired, DIFFERENCE } from "@/lib/coupling/compare";
import { isCounted } from "@/lib/coupling/influence";
import type { Scored } from "@/lib/coupling/types";
import type { IntervalOptions } from "@/lib/stats/bootstrap-estimate";
import type { Resamples } from "@/lib/stats/cluster-bootstrap";
import type { Estimate } from "@/lib/stats/estimate";
import { mcnemar } from "@/lib/stats/mcnemar";
import { signTest } from "@/lib/stats/sign-test";

export type PairedFaithfulness = {
  /** Faithfulness to self of the first minus that of the second. */
  difference: Estimate;
  /** Items that only one of the two gets right. */
  onlyFirst: number;
  onlySecond: number;
  /** Entities on which one of the two gets more items right. */
  entitiesFirst: number;
  entitiesSecond: number;
  /** Two-sided exact p-values, 0 to 1. */
  pOfItems: number;
  pOfEntities: number;
};

/**
 * Compares the claims of two explainers, each about its own self, on the same rows. Throws where the rows
 * differ in number.
 */
export function pairFaithfulness(
  first: Scored,
  second: Scored,
  resamples: Resamples,
  options: IntervalOptions,
): PairedFaithfulness {
  if (first.claim.length !== second.claim.length) {
    throw new RangeError(
      `internal: pairFaithfulness: expected the same rows, got ${first.claim.length}, ${second.claim.length}`,
    );
  }
  const balance = new Float64Array(resamples.clusters);
  let onlyFirst = 0;
  let onlySecond = 0;
  for (let row = 0; row < first.claim.length; row++) {
    if (!isCounted(first, row)) continue;
    const isFirst = first.claim[row] === first.selfCounterfactual[row];
    const isSecond = second.claim[row] === second.selfCounterfactual[row];
    if (isFirst === isSecond) continue;
    if (isFirst) onlyFirst++;
    else onlySecond++;
    const cluster = first.cluster[row] as number;
    balance[cluster] = (balance[cluster] as number) + (isFirst ? 1 : -1);
  }
  return {
    difference: comparePaired("faithfulnessSelf", [first, second], DIFFERENCE, resamples, options),
    onlyFirst,
    onlySecond,
    entitiesFirst: balance.filter((net) => net > 0).length,
    entitiesSecond: balance.filter((net) => net < 0).length,
    pOfItems: mcnemar(onlyFirst, onlySecond),
    pOfEntities: signTest(balance),
  };
}
