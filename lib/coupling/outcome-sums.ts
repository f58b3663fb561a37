/** The counts behind every plain share and every confusion table of a summary, in one pass over the rows. */
import { changesSelf, forEachPrompt, isClaimed, isCounted, makeSums } from "@/lib/coupling/influence";
import type { Scored } from "@/lib/coupling/types";
import type { ClusterSums } from "@/lib/stats/cluster-bootstrap";

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
  "disputed",
  "disputedSelf",
  "disputedTarget",
  "disputedNeither",
  "shiftedItems",
  "shiftedSelf",
  "shiftedTarget",
  "shiftedBoth",
  "shiftedNeither",
] as const;
export type OutcomeColumn = (typeof COLUMNS)[number];

/**
 * Per cluster, counts of rows (and prompts) of every kind. "Disputed" are rows whose counterfactual differs
 * between self and target; "shifted" rows whose reply does (there, "self" and "target" exclude "both").
 */
export function outcomeSums(scored: Scored, clusters: number): ClusterSums<OutcomeColumn> {
  const { table, at, add } = makeSums(COLUMNS, clusters);
  const { claim, selfCounterfactual, targetCounterfactual } = scored;
  const addRow = (cluster: number, row: number, isShifted: boolean): void => {
    const ofSelf = claim[row] === selfCounterfactual[row];
    const ofTarget = claim[row] === targetCounterfactual[row];
    const claimed = isClaimed(scored, row);
    const changed = changesSelf(scored, row);
    add(cluster, at.items, 1);
    if (ofSelf) add(cluster, at.faithfulSelf, 1);
    if (ofTarget) add(cluster, at.faithfulTarget, 1);
    if (claimed) add(cluster, at.claimed, 1);
    if (changed) add(cluster, at.changed, 1);
    if (claimed && changed) add(cluster, at.claimedAndChanged, 1);
    if (selfCounterfactual[row] === targetCounterfactual[row]) {
      add(cluster, at.agreeing, 1);
    } else {
      add(cluster, at.disputed, 1);
      add(cluster, ofSelf ? at.disputedSelf : ofTarget ? at.disputedTarget : at.disputedNeither, 1);
    }
    if (!isShifted) return;
    add(cluster, at.shiftedItems, 1);
    if (ofSelf && ofTarget) add(cluster, at.shiftedBoth, 1);
    else add(cluster, ofSelf ? at.shiftedSelf : ofTarget ? at.shiftedTarget : at.shiftedNeither, 1);
  };
  forEachPrompt(scored, (start, end) => {
    const cluster = scored.cluster[start] as number;
    const isShifted = scored.selfReply[start] !== scored.targetReply[start];
    let counted = 0;
    for (let row = start; row < end; row++) {
      if (!isCounted(scored, row)) continue;
      counted++;
      addRow(cluster, row, isShifted);
    }
    if (counted === 0) return;
    add(cluster, at.prompts, 1);
    if (scored.selfReply[start] !== scored.startReply[start]) add(cluster, at.shiftedPrompts, 1);
  });
  return table;
}

export const NO_ITEMS = "there are no such items";
