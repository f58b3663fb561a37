/** One score on a frame's items: which rows take part and count, their sums by entity, and estimates of them. Pure. */

import { columnsOf, type SumTables, tabulate } from "@/lib/coupling/definition";
import {
  type ItemAnswers,
  type ItemMargins,
  makeCountedTest,
  makeTakenTest,
  type StatisticsFilter,
} from "@/lib/coupling/item-filter";
import { buildScored, keepRows, type Selection } from "@/lib/coupling/scored";
import {
  countRows,
  estimateStatistic,
  STATISTICS,
  type SummaryColumn,
  summarySums,
} from "@/lib/coupling/summary";
import type { KnownClaims, Scored, StatisticName, SummaryCounts } from "@/lib/coupling/types";
import { ANALYSIS_METHOD } from "@/lib/queries/analysis-method";
import type { ScoreFrame } from "@/lib/queries/score-frames";
import { type ClusterSums, pickColumns, type Resamples } from "@/lib/stats/cluster-bootstrap";
import type { Estimate } from "@/lib/stats/estimate";

/** The rows that take part, and which of them count (undefined: all). */
export type Picked = { selection: Selection; counted: Uint8Array | undefined };

/** What of a frame's items the filter leaves, as `answers` stand. Throws without margins that it needs. */
export function pickItems(
  { items, selection }: ScoreFrame,
  answers: ItemAnswers,
  margins: ItemMargins,
  filter: StatisticsFilter,
): Picked {
  const isNarrowed = filter.reply !== null || filter.margin !== null;
  const taken = isNarrowed ? keepRows(selection, makeTakenTest(filter, answers, margins)) : selection;
  const isCounted = makeCountedTest(filter, items, answers);
  if (isCounted === null) return { selection: taken, counted: undefined };
  const counted = new Uint8Array(taken.rows.length);
  for (let at = 0; at < counted.length; at++) counted[at] = isCounted(taken.rows[at] as number) ? 1 : 0;
  return { selection: taken, counted };
}

/** The columns that statistics read, of the picked rows; `known` where the claims are no model's. */
export function scorePicked(
  { selection, counted }: Picked,
  answers: ItemAnswers,
  known?: KnownClaims,
): Scored {
  const scored = buildScored(selection, {
    claim: answers.claim,
    self: { reply: answers.selfReply, counterfactual: answers.selfCounterfactual },
    start: { reply: answers.startReply },
    target: { reply: answers.targetReply, counterfactual: answers.targetCounterfactual },
  });
  return { ...scored, ...(known && { known }), ...(counted && { counted }) };
}

/** What is kept of a score: some 30 kB, and every estimate that was asked for. */
export type ScoreSums = {
  sums: ClusterSums<SummaryColumn>;
  known: KnownClaims | null;
  counts: SummaryCounts;
  estimates: Map<StatisticName, Estimate>;
};

export function sumScore(scored: Scored, clusters: number): ScoreSums {
  const sums = summarySums(scored, clusters);
  return { sums, known: scored.known ?? null, counts: countRows(sums), estimates: new Map() };
}

/** The draws of all columns that the named statistics read. */
export function drawColumns(
  { sums, known }: ScoreSums,
  names: readonly StatisticName[],
  resamples: Resamples,
): SumTables<SummaryColumn> {
  const columns = columnsOf(names.map((name) => STATISTICS[name]));
  return tabulate(pickColumns(sums, columns), resamples, "percentile", known);
}

/** The named statistics with their intervals; those that were asked for before are not computed again. */
export function estimateScore(
  score: ScoreSums,
  names: readonly StatisticName[],
  resamples: Resamples,
): Partial<Record<StatisticName, Estimate>> {
  const missing = names.filter((name) => !score.estimates.has(name));
  if (missing.length > 0) {
    const tables = drawColumns(score, missing, resamples);
    for (const name of missing) score.estimates.set(name, estimateStatistic(tables, name, ANALYSIS_METHOD));
  }
  return Object.fromEntries(names.map((name) => [name, score.estimates.get(name)]));
}
