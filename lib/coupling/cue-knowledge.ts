/**
 * Cue knowledge: within a prompt, the claimed rate at edits that change its own reply minus the rate at those
 * that do not, averaged over the changing edits. 0 for claims that do not tell a prompt's edits apart.
 * Unlike the pulls it needs no target, so it takes every prompt that has edits of both sorts.
 */
import type { Definition } from "@/lib/coupling/definition";
import { changesSelf, forEachPrompt, isClaimed, isCounted, makeSums } from "@/lib/coupling/influence";
import type { Scored } from "@/lib/coupling/types";
import type { ClusterSums } from "@/lib/stats/cluster-bootstrap";
import type { Range } from "@/lib/stats/estimate";

export const CUE_KNOWLEDGE_RANGE: Range = { min: -1, max: 1, best: 1, null: 0 };

const COLUMNS = ["changing", "changingExcess"] as const;
export type CueKnowledgeColumn = (typeof COLUMNS)[number];

/** Per cluster: changing edits, and summed over them u(k) minus the mean u of the prompt's other edits. */
export function cueKnowledgeSums(scored: Scored, clusters: number): ClusterSums<CueKnowledgeColumn> {
  const { table, at, add } = makeSums(COLUMNS, clusters);
  forEachPrompt(scored, (start, end) => {
    const counts = { changing: 0, changingClaimed: 0, still: 0, stillClaimed: 0 };
    for (let row = start; row < end; row++) {
      const claimed = isClaimed(scored, row) ? 1 : 0;
      if (changesSelf(scored, row)) {
        if (!isCounted(scored, row)) continue;
        counts.changing++;
        counts.changingClaimed += claimed;
      } else {
        counts.still++;
        counts.stillClaimed += claimed;
      }
    }
    if (counts.changing === 0 || counts.still === 0) return;
    const cluster = scored.cluster[start] as number;
    add(cluster, at.changing, counts.changing);
    add(
      cluster,
      at.changingExcess,
      counts.changingClaimed - counts.changing * (counts.stillClaimed / counts.still),
    );
  });
  return table;
}

export const CUE_KNOWLEDGE: Definition<CueKnowledgeColumn> = {
  range: CUE_KNOWLEDGE_RANGE,
  of: (sum) => sum("changingExcess") / sum("changing"),
  n: (sum) => sum("changing"),
  reason: "no prompt has both edits that change its reply and edits that do not",
};
