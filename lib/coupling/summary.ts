/**
 * Everything the pages say about one explainer, one self, one target and one set of items, each with its
 * interval. All statistics of a summary, and of summaries over the same entities, share their draws.
 */
import { AGREEMENT } from "@/lib/coupling/agreement";
import { BEHAVIOUR_SHIFT } from "@/lib/coupling/behaviour-shift";
import { BALANCED_ACCURACY, COHEN_KAPPA, MATTHEWS } from "@/lib/coupling/claimed-influence";
import { COUPLING_INDEX } from "@/lib/coupling/coupling-index";
import { CUE_KNOWLEDGE, type CueKnowledgeColumn, cueKnowledgeSums } from "@/lib/coupling/cue-knowledge";
import {
  columnsOf,
  type Definition,
  estimateOf,
  isKnown,
  type SumTables,
  tabulate,
} from "@/lib/coupling/definition";
import { FAITHFULNESS_SELF, FAITHFULNESS_TARGET } from "@/lib/coupling/faithfulness";
import { GAP } from "@/lib/coupling/gap";
import { ACTUAL_RATE, CLAIMED_RATE } from "@/lib/coupling/influence-rates";
import { KNOWN_SCORES } from "@/lib/coupling/known-scores";
import { type OutcomeColumn, outcomeSums } from "@/lib/coupling/outcome-sums";
import { BOTH_PULL, type PullColumn, pullSums, SELF_PULL, TARGET_PULL } from "@/lib/coupling/pulls";
import { PREFERENCE_NEITHER, PREFERENCE_SELF, PREFERENCE_TARGET } from "@/lib/coupling/raw-preference";
import { SHIFTED_BOTH, SHIFTED_NEITHER, SHIFTED_SELF, SHIFTED_TARGET } from "@/lib/coupling/shifted-replies";
import { flagFew, smallestCell } from "@/lib/coupling/small-cells";
import type { Scored, StatisticName, Summary, SummaryCounts } from "@/lib/coupling/types";
import type { IntervalOptions } from "@/lib/stats/bootstrap-estimate";
import {
  type ClusterSums,
  evaluateRows,
  joinSums,
  pickColumns,
  type Resamples,
  totalSums,
} from "@/lib/stats/cluster-bootstrap";
import type { Estimate } from "@/lib/stats/estimate";

export type SummaryColumn = OutcomeColumn | PullColumn | CueKnowledgeColumn;

/** The one place where a name gets its formula, range, n and excuse. */
const FORMULAS: Record<StatisticName, Definition<SummaryColumn>> = {
  behaviourShift: BEHAVIOUR_SHIFT,
  agreement: AGREEMENT,
  faithfulnessSelf: FAITHFULNESS_SELF,
  faithfulnessTarget: FAITHFULNESS_TARGET,
  gap: GAP,
  selfPull: SELF_PULL,
  targetPull: TARGET_PULL,
  bothPull: BOTH_PULL,
  couplingIndex: COUPLING_INDEX,
  cueKnowledge: CUE_KNOWLEDGE,
  balancedAccuracy: BALANCED_ACCURACY,
  matthews: MATTHEWS,
  cohenKappa: COHEN_KAPPA,
  claimedRate: CLAIMED_RATE,
  actualRate: ACTUAL_RATE,
  preferenceSelf: PREFERENCE_SELF,
  preferenceTarget: PREFERENCE_TARGET,
  preferenceNeither: PREFERENCE_NEITHER,
  shiftedSelf: SHIFTED_SELF,
  shiftedTarget: SHIFTED_TARGET,
  shiftedBoth: SHIFTED_BOTH,
  shiftedNeither: SHIFTED_NEITHER,
};

const STATISTIC_NAMES = Object.keys(FORMULAS) as StatisticName[];

/** What each statistic is, and of which claims it is known beforehand. */
export const STATISTICS = Object.fromEntries(
  STATISTIC_NAMES.map((name) => {
    const knownOf = KNOWN_SCORES[name];
    return [name, knownOf ? { ...FORMULAS[name], knownOf } : FORMULAS[name]];
  }),
) as Record<StatisticName, Definition<SummaryColumn>>;

/** The per-cluster sums from which every statistic of a summary, and every draw of it, is computed. */
export function summarySums(scored: Scored, clusters: number): ClusterSums<SummaryColumn> {
  return joinSums(
    joinSums(outcomeSums(scored, clusters), pullSums(scored, clusters)),
    cueKnowledgeSums(scored, clusters),
  );
}

/** The draws of the named statistics only: a page that shows three of them need not draw all columns. */
export function tabulateStatistics(
  names: readonly StatisticName[],
  scored: Scored,
  resamples: Resamples,
  interval?: IntervalOptions["interval"],
): SumTables<SummaryColumn> {
  const columns = columnsOf(names.map((name) => STATISTICS[name]));
  const sums = pickColumns(summarySums(scored, resamples.clusters), columns);
  return tabulate(sums, resamples, interval, scored.known);
}

/** The fewest rows of a kind behind a statistic of these sums, which may be of its own columns alone. */
export function fewestBehind(sums: ClusterSums<SummaryColumn>, name: StatisticName): number {
  return smallestCell(sums, name, STATISTICS[name]);
}

/** A statistic with its interval, and with the caveat where too few edits are behind it. */
export function estimateStatistic(
  tables: SumTables<SummaryColumn>,
  name: StatisticName,
  options: IntervalOptions,
): Estimate {
  const definition = STATISTICS[name];
  const estimate = estimateOf(tables, definition, options);
  return flagFew(estimate, fewestBehind(tables.sums, name), isKnown(tables, definition));
}

/**
 * Some statistics of a summary, as `summarise` gives them and in a fraction of its time: a whole summary of
 * 10,000 items takes 50 ms, the coupling plane's four 20.
 */
export function estimateStatistics<N extends StatisticName>(
  names: readonly N[],
  scored: Scored,
  resamples: Resamples,
  options: IntervalOptions,
): Record<N, Estimate> {
  const tables = tabulateStatistics(names, scored, resamples, options.interval);
  const estimates = names.map((name) => [name, estimateStatistic(tables, name, options)]);
  return Object.fromEntries(estimates) as Record<N, Estimate>;
}

/** What went into a summary, and what was left out of the pulls and why. */
export function countRows(sums: ClusterSums<SummaryColumn>): SummaryCounts {
  const total = totalSums(sums);
  const of = (column: SummaryColumn) => total[sums.columns.indexOf(column)] as number;
  return {
    items: of("items"),
    prompts: of("prompts"),
    entities: evaluateRows(sums.columns, sums.sums, (sum) => sum("prompts")).filter((n) => n > 0).length,
    promptsReplyDiffers: of("promptsReplyDiffers"),
    promptsWithoutNeither: of("promptsWithoutNeither"),
    disputed: of("disputed"),
    shiftedItems: of("shiftedItems"),
    onlySelf: of("onlySelf"),
    onlyTarget: of("onlyTarget"),
    both: of("both"),
    neither: of("neither"),
  };
}

/**
 * Summarises claims. `resamples` are draws over the same clusters as `scored.cluster` numbers; pass the same
 * ones to every summary that is compared with another.
 */
export function summarise(scored: Scored, resamples: Resamples, options: IntervalOptions): Summary {
  const sums = summarySums(scored, resamples.clusters);
  const tables = tabulate(sums, resamples, options.interval, scored.known);
  const estimates = Object.fromEntries(
    STATISTIC_NAMES.map((name) => [name, estimateStatistic(tables, name, options)]),
  ) as Record<StatisticName, Estimate>;
  return { counts: countRows(tables.sums), ...estimates };
}
