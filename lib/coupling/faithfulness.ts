/**
 * The plain shares: how often a claim is the reply that the self, or the target, really gives; how often the
 * two agree; how far the replies have moved; how often influence is claimed and how often it is there.
 *
 * Faithfulness to self minus to target ("gap") is the literature's figure and not 0 for claims that know
 * nothing: those that follow the current reply earn it. It is shown beside the constants only.
 */
import { changesSelf, forEachPrompt, isClaimed, makeSums } from "@/lib/coupling/influence";
import type { Scored } from "@/lib/coupling/types";
import type { ClusterSums } from "@/lib/stats/cluster-bootstrap";
import type { Range } from "@/lib/stats/estimate";

export const SHARE_RANGE: Range = { min: 0, max: 1, best: 1, null: null };
export const RATE_RANGE: Range = { min: 0, max: 1, best: null, null: null };
export const GAP_RANGE: Range = { min: -1, max: 1, best: null, null: null };

const COLUMNS = [
  "items",
  "prompts",
  "shiftedPrompts",
  "agreeing",
  "faithfulSelf",
  "faithfulTarget",
  "claimed",
  "changed",
  "claimedAndChanged",
] as const;
export type FaithfulnessColumn = (typeof COLUMNS)[number];

/** Per-cluster counts of rows (and prompts) of every kind. */
export function faithfulnessSums(scored: Scored, clusters: number): ClusterSums<FaithfulnessColumn> {
  const { table, add } = makeSums(COLUMNS, clusters);
  forEachPrompt(scored, (start, end) => {
    const cluster = scored.cluster[start] as number;
    add(cluster, "prompts", 1);
    add(cluster, "items", end - start);
    if (scored.selfReply[start] !== scored.startReply[start]) add(cluster, "shiftedPrompts", 1);
    for (let row = start; row < end; row++) {
      const claim = scored.claim[row];
      if (scored.selfCounterfactual[row] === scored.targetCounterfactual[row]) add(cluster, "agreeing", 1);
      if (claim === scored.selfCounterfactual[row]) add(cluster, "faithfulSelf", 1);
      if (claim === scored.targetCounterfactual[row]) add(cluster, "faithfulTarget", 1);
      const claimed = isClaimed(scored, row);
      const changed = changesSelf(scored, row);
      if (claimed) add(cluster, "claimed", 1);
      if (changed) add(cluster, "changed", 1);
      if (claimed && changed) add(cluster, "claimedAndChanged", 1);
    }
  });
  return table;
}
