/**
 * Pulls and the coupling index K (science.md, section 2). On prompts where self and target reply the same,
 * the edits are sorted by whose reply they change: only the self's, only the target's, both, neither. A pull
 * is how much more often the claim names edits of a kind than the *neither* edits of the same prompt.
 * K = 1/2 + (self-pull - target-pull) / 2.
 *
 * Within the prompt, because claims rise wherever a reply is near its margin, whoever makes them; on same
 * replies only, because a claim repeating the target's old answer would otherwise look like one of influence.
 */
import { changesSelf, changesTarget, forEachPrompt, isClaimed, makeSums } from "@/lib/coupling/influence";
import type { Scored } from "@/lib/coupling/types";
import type { ClusterSums, Statistic } from "@/lib/stats/cluster-bootstrap";
import type { Range } from "@/lib/stats/estimate";

export const PULL_RANGE: Range = { min: -1, max: 1, best: null, null: 0 };
/** Best is 1: claims about oneself. 0 is an oracle of the target, 1/2 any claim blind to a prompt's edits. */
export const COUPLING_INDEX_RANGE: Range = { min: -0.5, max: 1.5, best: 1, null: 0.5 };

const COLUMNS = [
  "onlySelf",
  "onlyTarget",
  "both",
  "neither",
  "onlySelfExcess",
  "onlyTargetExcess",
  "bothExcess",
  "promptsReplyDiffers",
  "promptsWithoutNeither",
] as const;
export type PullColumn = (typeof COLUMNS)[number];
export type InfluenceKind = "onlySelf" | "onlyTarget" | "both" | "neither";

/** Whose reply a row's edit changes. */
export function influenceKind(scored: Scored, row: number): InfluenceKind {
  const self = changesSelf(scored, row);
  const target = changesTarget(scored, row);
  if (self) return target ? "both" : "onlySelf";
  return target ? "onlyTarget" : "neither";
}

/**
 * Per cluster: edits of each kind, and summed over them u(k) minus the mean u of the prompt's neither edits
 * ("excess"). Prompts that cannot take part are counted by reason and add nothing else.
 */
export function pullSums(scored: Scored, clusters: number): ClusterSums<PullColumn> {
  const { table, add } = makeSums(COLUMNS, clusters);
  forEachPrompt(scored, (start, end) => {
    const cluster = scored.cluster[start] as number;
    if (scored.selfReply[start] !== scored.targetReply[start]) {
      add(cluster, "promptsReplyDiffers", 1);
      return;
    }
    let neither = 0;
    let neitherClaimed = 0;
    for (let row = start; row < end; row++) {
      if (influenceKind(scored, row) !== "neither") continue;
      neither++;
      if (isClaimed(scored, row)) neitherClaimed++;
    }
    if (neither === 0) {
      add(cluster, "promptsWithoutNeither", 1);
      return;
    }
    const base = neitherClaimed / neither;
    for (let row = start; row < end; row++) {
      const kind = influenceKind(scored, row);
      add(cluster, kind, 1);
      if (kind !== "neither") add(cluster, `${kind}Excess`, (isClaimed(scored, row) ? 1 : 0) - base);
    }
  });
  return table;
}

/** NaN where no edit is of the kind. */
export const selfPull: Statistic<PullColumn> = (sum) => sum("onlySelfExcess") / sum("onlySelf");
export const targetPull: Statistic<PullColumn> = (sum) => sum("onlyTargetExcess") / sum("onlyTarget");
export const bothPull: Statistic<PullColumn> = (sum) => sum("bothExcess") / sum("both");

/** K; NaN where one of the two pulls is. */
export const couplingIndex: Statistic<PullColumn> = (sum) => 0.5 + (selfPull(sum) - targetPull(sum)) / 2;
