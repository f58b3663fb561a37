/**
 * How often a behaviour gives each class of reply to unedited prompts. It has no null: what the shares were at the
 * first step stands beside them.
 */
import { type Definition, estimateOf, shareOf, tabulate } from "@/lib/coupling/definition";
import { forEachPrompt, isCounted, makeSums } from "@/lib/coupling/influence";
import type { Scored } from "@/lib/coupling/types";
import type { IntervalOptions } from "@/lib/stats/bootstrap-estimate";
import type { ClusterSums, Resamples } from "@/lib/stats/cluster-bootstrap";
import type { Estimate, Range } from "@/lib/stats/estimate";

export const REPLY_SHARE_RANGE: Range = { min: 0, max: 1, best: null, null: null };

type ReplyColumn = "prompts" | `class ${number}`;

/** Per cluster: prompts with a row that counts, and of these how many the self gives each class of reply. */
function replySums(
  scored: Pick<Scored, "prompt" | "cluster" | "selfReply" | "counted">,
  classes: number,
  clusters: number,
): ClusterSums<ReplyColumn> {
  const columns: ReplyColumn[] = ["prompts"];
  for (let reply = 0; reply < classes; reply++) columns.push(`class ${reply}`);
  const { table, at, add } = makeSums(columns, clusters);
  forEachPrompt(scored, (start, end) => {
    let row = start;
    while (row < end && !isCounted(scored, row)) row++;
    if (row === end) return;
    const cluster = scored.cluster[start] as number;
    add(cluster, at.prompts, 1);
    const place = at[`class ${scored.selfReply[start] as number}`];
    if (place !== undefined) add(cluster, place, 1);
  });
  return table;
}

/** The share of prompts, 0 to 1, to which the self gives each class of reply; `classes` of them, adding up to 1. */
export function replyShares(
  scored: Pick<Scored, "prompt" | "cluster" | "selfReply" | "counted">,
  classes: number,
  resamples: Resamples,
  options: IntervalOptions,
): Estimate[] {
  const tables = tabulate(replySums(scored, classes, resamples.clusters), resamples, options.interval);
  return Array.from({ length: classes }, (_, reply) => {
    const share: Definition<ReplyColumn> = shareOf(
      `class ${reply}`,
      "prompts",
      REPLY_SHARE_RANGE,
      "there are no such prompts",
    );
    return estimateOf(tables, share, options);
  });
}
