/**
 * The three pulls (science.md, section 2). On prompts where self and target reply the same,
 * the edits are sorted by whose reply they change: only the self's, only the target's, both, neither. A pull
 * is how much more often the claim names edits of a kind than the *neither* edits of the same prompt.
 *
 * Within the prompt, because claims rise wherever a reply is near its margin, whoever makes them; on same
 * replies only, because a claim repeating the target's old answer would otherwise look like one of influence.
 */
import type { Definition } from "@/lib/coupling/definition";
import {
  changesSelf,
  changesTarget,
  forEachPrompt,
  isClaimed,
  isCounted,
  makeSums,
} from "@/lib/coupling/influence";
import type { Scored } from "@/lib/coupling/types";
import type { ClusterSums } from "@/lib/stats/cluster-bootstrap";
import type { Range } from "@/lib/stats/estimate";

export const PULL_RANGE: Range = { min: -1, max: 1, best: null, null: 0 };

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

/** Whether a prompt has a row that counts: one that has none is neither used nor left out. */
function hasCounted(scored: Scored, start: number, end: number): boolean {
  if (scored.counted === undefined) return true;
  for (let row = start; row < end; row++) if (isCounted(scored, row)) return true;
  return false;
}

/** Whose reply a row's edit changes. */
export function influenceKind(scored: Scored, row: number): InfluenceKind {
  const self = changesSelf(scored, row);
  const target = changesTarget(scored, row);
  if (self) return target ? "both" : "onlySelf";
  return target ? "onlyTarget" : "neither";
}

/**
 * Per cluster: edits of each kind, and summed over them u(k) minus the mean u of the prompt's neither edits
 * ("excess"). Prompts that cannot take part are counted by reason and add nothing else. Rows that are not counted
 * are compared with, but add no edit of their own.
 */
export function pullSums(scored: Scored, clusters: number): ClusterSums<PullColumn> {
  const { table, at, add } = makeSums(COLUMNS, clusters);
  forEachPrompt(scored, (start, end) => {
    if (!hasCounted(scored, start, end)) return;
    const cluster = scored.cluster[start] as number;
    if (scored.selfReply[start] !== scored.targetReply[start]) {
      add(cluster, at.promptsReplyDiffers, 1);
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
      add(cluster, at.promptsWithoutNeither, 1);
      return;
    }
    const base = neitherClaimed / neither;
    for (let row = start; row < end; row++) {
      if (!isCounted(scored, row)) continue;
      const kind = influenceKind(scored, row);
      add(cluster, at[kind], 1);
      if (kind !== "neither") add(cluster, at[`${kind}Excess`], (isClaimed(scored, row) ? 1 : 0) - base);
    }
  });
  return table;
}

function pullOf(kind: Exclude<InfluenceKind, "neither">, reason: string): Definition<PullColumn> {
  return {
    range: PULL_RANGE,
    of: (sum) => sum(`${kind}Excess`) / sum(kind),
    n: (sum) => sum(kind),
    reason,
  };
}

export const SELF_PULL = pullOf("onlySelf", "no edit changes the reply of the checkpoint only");
export const TARGET_PULL = pullOf("onlyTarget", "no edit changes the reply of the target only");
export const BOTH_PULL = pullOf("both", "no edit changes the replies of both");
