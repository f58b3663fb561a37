/**
 * Which estimates rest on too few edits, and what is said of them: below `SMALL_CELL` a bootstrap has too little to draw
 * from. A coupling index rests on the edits of both its pulls, so one small cell is enough. Exact intervals are made for
 * small cells, what is known beforehand needs none, and means over seeds have no cells of their own. Said where estimates are made, so that every page,
 * table and file has it. As training/organisms/comparisons.py, `small_cells`.
 */
import type { Definition } from "@/lib/coupling/definition";
import { type PullColumn, SELF_PULL, TARGET_PULL } from "@/lib/coupling/pulls";
import type { StatisticName } from "@/lib/coupling/types";
import { SMALL_CELL } from "@/lib/stats/clopper-pearson";
import { type ClusterSums, evaluateRows, totalSums } from "@/lib/stats/cluster-bootstrap";
import type { Estimate } from "@/lib/stats/estimate";

export const FEW_EDITS = `fewer than ${SMALL_CELL} edits of a kind are behind it: its interval is not to be relied on`;

/** The fewest rows of a kind that a statistic rests on; `sums` have the columns that it reads. */
export function smallestCell<C extends string>(
  sums: ClusterSums<C | PullColumn>,
  name: StatisticName,
  definition: Definition<C>,
): number {
  const total = totalSums(sums);
  const count = ({ n }: Pick<Definition<C | PullColumn>, "n">) =>
    evaluateRows(sums.columns, total, n)[0] as number;
  if (name === "couplingIndex") return Math.min(count(SELF_PULL), count(TARGET_PULL));
  return count(definition);
}

/**
 * The estimate, with the caveat where its interval was drawn from fewer than `SMALL_CELL` rows of a kind. `isExact`: it
 * is known beforehand, so that it has no width whatever the rows.
 */
export function flagFew(estimate: Estimate, smallest: number, isExact = false): Estimate {
  if (estimate.kind === "value" && isExact && estimate.low === estimate.high) return estimate;
  const isDrawn = estimate.kind === "value" && estimate.method.includes("bootstrap");
  return isDrawn && smallest < SMALL_CELL ? { ...estimate, caveat: FEW_EDITS } : estimate;
}
