/**
 * What a statistic is, in one place: its formula over sums by cluster, its range, what it counts, and what to
 * say where it is undefined. One statistic a file; `summary.ts` lists them.
 */
import type { KnownClaims } from "@/lib/coupling/types";
import {
  type BootstrapSample,
  bootstrapEstimate,
  type IntervalOptions,
  tooFewClusters,
} from "@/lib/stats/bootstrap-estimate";
import { clopperPearson, SMALL_CELL } from "@/lib/stats/clopper-pearson";
import {
  type ClusterSums,
  evaluateRows,
  leaveOneOutSums,
  type Resamples,
  resampleSums,
  type Statistic,
  totalSums,
} from "@/lib/stats/cluster-bootstrap";
import { effectiveClusters } from "@/lib/stats/effective-clusters";
import { type Estimate, type Range, undefinedEstimate } from "@/lib/stats/estimate";

export type Definition<C extends string> = {
  range: Range;
  /** NaN where it is undefined. */
  of: Statistic<C>;
  /** Rows it is computed from. */
  n: Statistic<C>;
  /** Of a plain share: how many of the `n` rows; small cells then get an exact interval. */
  successes?: C;
  /** Of which claims it is known beforehand (`known-scores.ts`). */
  knownOf?: readonly KnownClaims[];
  /** Why it is undefined where it is; completes "n/a: ". */
  reason: string;
};

/** A plain share: `successes` of `rows`. */
export function shareOf<C extends string>(
  successes: C,
  rows: C,
  range: Range,
  reason: string,
): Definition<C> {
  return { range, successes, of: (sum) => sum(successes) / sum(rows), n: (sum) => sum(rows), reason };
}

/** Sums by cluster, of all clusters together, of every draw, and (for BCa) without each cluster. */
export type SumTables<C extends string> = {
  sums: ClusterSums<C>;
  total: Float64Array;
  resampled: Float64Array;
  without: Float64Array | null;
  /** The kind of claims that some statistics follow from; null: a model's. */
  known: KnownClaims | null;
};

/**
 * Everything that can be said of sums. `resamples` are over as many clusters; `known` where the sums are of an
 * oracle's or a constant's claims.
 */
export function tabulate<C extends string>(
  sums: ClusterSums<C>,
  resamples: Resamples,
  interval: IntervalOptions["interval"] = "percentile",
  known: KnownClaims | null = null,
): SumTables<C> {
  return {
    sums,
    total: totalSums(sums),
    resampled: resampleSums(sums, resamples),
    without: interval === "bca" ? leaveOneOutSums(sums) : null,
    known,
  };
}

/** The columns that definitions read: all that has to be drawn for them. Formulas read the same whatever the sums. */
export function columnsOf<C extends string>(definitions: readonly Definition<C>[]): C[] {
  const read = new Set<C>();
  const note = (column: C) => {
    read.add(column);
    return 1;
  };
  for (const { of, n, successes } of definitions) {
    of(note);
    n(note);
    if (successes !== undefined) read.add(successes);
  }
  return [...read];
}

/** Whether a statistic follows from the kind of claims alone. */
export function isKnown<C extends string>({ known }: SumTables<C>, { knownOf }: Definition<C>): boolean {
  return known !== null && (knownOf?.includes(known) ?? false);
}

/** A statistic on the data and on every draw. */
export function sampleOf<C extends string>(tables: SumTables<C>, definition: Definition<C>): BootstrapSample {
  const { sums, total, resampled, without } = tables;
  const rows = evaluateRows(sums.columns, sums.sums, definition.n);
  return {
    value: evaluateRows(sums.columns, total, definition.of)[0] as number,
    values: evaluateRows(sums.columns, resampled, definition.of),
    jackknife: without && evaluateRows(sums.columns, without, definition.of),
    n: rows.reduce((all, count) => all + count, 0),
    clusters: rows.filter((count) => count > 0).length,
    effective: effectiveClusters(rows),
    isExact: isKnown(tables, definition),
    reason: definition.reason,
  };
}

/**
 * A statistic with its interval; a share of fewer than `SMALL_CELL` rows gets the exact one, unless they are of one or
 * two clusters: it takes rows as independent, and does not hold its level there (`clopper-pearson.ts`). What is known
 * beforehand has no width however few the rows are.
 */
export function estimateOf<C extends string>(
  tables: SumTables<C>,
  definition: Definition<C>,
  options: IntervalOptions,
): Estimate {
  const sample = sampleOf(tables, definition);
  const { value, n, clusters, isExact } = sample;
  if (!isExact && definition.successes !== undefined && n > 0 && n < SMALL_CELL) {
    const few = tooFewClusters(clusters, options.unit);
    if (few !== null) return undefinedEstimate(few);
    const successes = tables.total[tables.sums.columns.indexOf(definition.successes)] as number;
    const [low, high] = clopperPearson(successes, n, options.level);
    return { kind: "value", value, low, high, level: options.level, n, clusters, method: "Clopper–Pearson" };
  }
  return bootstrapEstimate(sample, options);
}
