/**
 * Everything the pages say about one explainer, one self, one target and one set of items, each with its
 * interval. All statistics of a summary, and of summaries over the same entities, share their draws.
 */
import {
  CUE_KNOWLEDGE_RANGE,
  type CueKnowledgeColumn,
  cueKnowledge,
  cueKnowledgeSums,
} from "@/lib/coupling/cue-knowledge";
import {
  type FaithfulnessColumn,
  faithfulnessSums,
  GAP_RANGE,
  RATE_RANGE,
  SHARE_RANGE,
} from "@/lib/coupling/faithfulness";
import {
  bothPull,
  COUPLING_INDEX_RANGE,
  couplingIndex,
  PULL_RANGE,
  type PullColumn,
  pullSums,
  selfPull,
  targetPull,
} from "@/lib/coupling/pulls";
import type { Scored, StatisticName, Summary, SummaryCounts } from "@/lib/coupling/types";
import { BALANCED_ACCURACY_RANGE, balancedAccuracy } from "@/lib/stats/balanced-accuracy";
import { clopperPearson, SMALL_CELL } from "@/lib/stats/clopper-pearson";
import {
  type ClusterSums,
  evaluateRows,
  joinSums,
  percentileEstimate,
  type Resamples,
  resampleSums,
  type Statistic,
  totalSums,
} from "@/lib/stats/cluster-bootstrap";
import type { Estimate, Range } from "@/lib/stats/estimate";

export type SummaryColumn = FaithfulnessColumn | PullColumn | CueKnowledgeColumn;

type Definition = {
  range: Range;
  of: Statistic<SummaryColumn>;
  /** Rows it is computed from. */
  n: Statistic<SummaryColumn>;
  /** Of a plain share: how many of the `n` rows; small cells then get an exact interval. */
  successes?: SummaryColumn;
  /** Why it is undefined where it is. */
  reason: string;
};

function shareOf(successes: SummaryColumn, rows: SummaryColumn, range: Range, reason: string): Definition {
  return { range, successes, of: (sum) => sum(successes) / sum(rows), n: (sum) => sum(rows), reason };
}

const NO_ITEMS = "there are no such items";
const NO_SELF = "no edit changes the reply of the checkpoint only";
const NO_TARGET = "no edit changes the reply of the target only";

/** What each statistic is: the one place where a name gets its formula, range, n and excuse. */
export const STATISTICS: Record<StatisticName, Definition> = {
  behaviourShift: shareOf("shiftedPrompts", "prompts", RATE_RANGE, NO_ITEMS),
  agreement: shareOf("agreeing", "items", SHARE_RANGE, NO_ITEMS),
  faithfulnessSelf: shareOf("faithfulSelf", "items", SHARE_RANGE, NO_ITEMS),
  faithfulnessTarget: shareOf("faithfulTarget", "items", SHARE_RANGE, NO_ITEMS),
  gap: {
    range: GAP_RANGE,
    of: (sum) => (sum("faithfulSelf") - sum("faithfulTarget")) / sum("items"),
    n: (sum) => sum("items"),
    reason: NO_ITEMS,
  },
  selfPull: { range: PULL_RANGE, of: selfPull, n: (sum) => sum("onlySelf"), reason: NO_SELF },
  targetPull: { range: PULL_RANGE, of: targetPull, n: (sum) => sum("onlyTarget"), reason: NO_TARGET },
  bothPull: {
    range: PULL_RANGE,
    of: bothPull,
    n: (sum) => sum("both"),
    reason: "no edit changes the replies of both",
  },
  couplingIndex: {
    range: COUPLING_INDEX_RANGE,
    of: couplingIndex,
    n: (sum) => sum("onlySelf") + sum("onlyTarget"),
    reason: "no edit changes only the checkpoint's reply, or none only the target's",
  },
  cueKnowledge: {
    range: CUE_KNOWLEDGE_RANGE,
    of: cueKnowledge,
    n: (sum) => sum("changing"),
    reason: "no prompt has both edits that change its reply and edits that do not",
  },
  balancedAccuracy: {
    range: BALANCED_ACCURACY_RANGE,
    of: (sum) => {
      const still = sum("items") - sum("changed");
      const falseAlarms = sum("claimed") - sum("claimedAndChanged");
      return balancedAccuracy(sum("claimedAndChanged"), sum("changed"), still - falseAlarms, still);
    },
    n: (sum) => sum("items"),
    reason: "either every edit changes the reply or none does",
  },
  claimedRate: shareOf("claimed", "items", RATE_RANGE, NO_ITEMS),
  actualRate: shareOf("changed", "items", RATE_RANGE, NO_ITEMS),
};

/** The per-cluster sums from which every statistic of a summary, and every draw of it, is computed. */
export function summarySums(scored: Scored, clusters: number): ClusterSums<SummaryColumn> {
  return joinSums(
    joinSums(faithfulnessSums(scored, clusters), pullSums(scored, clusters)),
    cueKnowledgeSums(scored, clusters),
  );
}

function countRows(sums: ClusterSums<SummaryColumn>): SummaryCounts {
  const total = totalSums(sums);
  const of = (column: SummaryColumn) => total[sums.columns.indexOf(column)] as number;
  return {
    items: of("items"),
    prompts: of("prompts"),
    entities: evaluateRows(sums.columns, sums.sums, (sum) => sum("prompts")).filter((n) => n > 0).length,
    promptsReplyDiffers: of("promptsReplyDiffers"),
    promptsWithoutNeither: of("promptsWithoutNeither"),
    onlySelf: of("onlySelf"),
    onlyTarget: of("onlyTarget"),
    both: of("both"),
    neither: of("neither"),
  };
}

/** One statistic with its interval; `resampled` are the sums of every draw. */
function estimate(
  sums: ClusterSums<SummaryColumn>,
  resampled: Float64Array,
  definition: Definition,
  options: { level: number; unit: string },
): Estimate {
  const total = totalSums(sums);
  const first = (statistic: Statistic<SummaryColumn>) =>
    evaluateRows(sums.columns, total, statistic)[0] as number;
  const value = first(definition.of);
  const n = first(definition.n);
  const clusters = evaluateRows(sums.columns, sums.sums, definition.n).filter((rows) => rows > 0).length;
  if (definition.successes !== undefined && n > 0 && n < SMALL_CELL) {
    const successes = first((sum) => sum(definition.successes as SummaryColumn));
    const [low, high] = clopperPearson(successes, n, options.level);
    return { kind: "value", value, low, high, level: options.level, n, clusters, method: "Clopper–Pearson" };
  }
  const values = evaluateRows(sums.columns, resampled, definition.of);
  return percentileEstimate({ value, values, n, clusters, reason: definition.reason, ...options });
}

/**
 * Summarises claims. `resamples` are draws over the same clusters as `scored.cluster` numbers; pass the same
 * ones to every summary that is compared with another. `unit` names the clusters in captions ("entities").
 */
export function summarise(
  scored: Scored,
  resamples: Resamples,
  options: { level: number; unit: string },
): Summary {
  const sums = summarySums(scored, resamples.clusters);
  const resampled = resampleSums(sums, resamples);
  const estimates = Object.fromEntries(
    Object.entries(STATISTICS).map(([name, definition]) => [
      name,
      estimate(sums, resampled, definition, options),
    ]),
  ) as Record<StatisticName, Estimate>;
  return { counts: countRows(sums), ...estimates };
}
