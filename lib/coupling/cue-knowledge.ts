/**
 * Cue knowledge: within a prompt, the claimed rate at edits that change its own reply minus the rate at those
 * that do not, averaged over the changing edits. 0 for claims that do not tell a prompt's edits apart.
 * Unlike the pulls it needs no target, so it takes every prompt that has edits of both sorts.
 */
import { changesSelf, forEachPrompt, isClaimed, makeSums } from "@/lib/coupling/influence";
import type { Scored } from "@/lib/coupling/types";
import type { ClusterSums, Statistic } from "@/lib/stats/cluster-bootstrap";
import type { Range } from "@/lib/stats/estimate";

export const CUE_KNOWLEDGE_RANGE: Range = { min: -1, max: 1, best: 1, null: 0 };

const COLUMNS = ["changing", "changingExcess"] as const;
export type CueKnowledgeColumn = (typeof COLUMNS)[number];

/** Per cluster: changing edits, and summed over them u(k) minus the mean u of the prompt's other edits. */
export function cueKnowledgeSums(scored: Scored, clusters: number): ClusterSums<CueKnowledgeColumn> {
  const { table, add } = makeSums(COLUMNS, clusters);
  forEachPrompt(scored, (start, end) => {
    const counts = { changing: 0, changingClaimed: 0, still: 0, stillClaimed: 0 };
    for (let row = start; row < end; row++) {
      const claimed = isClaimed(scored, row) ? 1 : 0;
      if (changesSelf(scored, row)) {
        counts.changing++;
        counts.changingClaimed += claimed;
      } else {
        counts.still++;
        counts.stillClaimed += claimed;
      }
    }
    if (counts.changing === 0 || counts.still === 0) return;
    const cluster = scored.cluster[start] as number;
    add(cluster, "changing", counts.changing);
    add(
      cluster,
      "changingExcess",
      counts.changingClaimed - counts.changing * (counts.stillClaimed / counts.still),
    );
  });
  return table;
}

/** NaN where no prompt has edits of both sorts. */
export const cueKnowledge: Statistic<CueKnowledgeColumn> = (sum) => sum("changingExcess") / sum("changing");
