/**
 * Paired comparisons of coupling indices: several explainers on the same items and the same resampled
 * entities, so that what is common to them cancels in every draw.
 */
import { couplingIndex, pullSums } from "@/lib/coupling/pulls";
import type { Scored } from "@/lib/coupling/types";
import {
  evaluateRows,
  percentileEstimate,
  type Resamples,
  resampleSums,
  totalSums,
} from "@/lib/stats/cluster-bootstrap";
import type { Estimate, Range } from "@/lib/stats/estimate";

export const DIFFERENCE_RANGE: Range = { min: -2, max: 2, best: null, null: 0 };
/** 0 is an outside observer, 1 refreshed labels; it may fall outside, and is unstable where the two are close. */
export const RECOVERY_RANGE: Range = { min: -Infinity, max: Infinity, best: 1, null: 0 };

/** A function of several explainers' indices, e.g. their difference. */
export type Combination = (indices: readonly number[]) => number;

export const difference: Combination = ([a, b]) => (a as number) - (b as number);

/** (K - K external) / (K online - K external), given in the order K, K external, K online. */
export const recovery: Combination = ([own, external, online]) =>
  ((own as number) - (external as number)) / ((online as number) - (external as number));

/**
 * A combination of the indices of several explainers, scored on the same selection of items. `n` counts the
 * first one's edits that change only one of the two replies.
 */
export function compareIndices(
  explainers: readonly Scored[],
  combination: Combination,
  resamples: Resamples,
  options: { level: number; unit: string },
): Estimate {
  const tables = explainers.map((scored) => pullSums(scored, resamples.clusters));
  const valuesOf = (rows: (index: number) => Float64Array) => {
    const columns = tables.map((table, i) => evaluateRows(table.columns, rows(i), couplingIndex));
    return Float64Array.from(columns[0] ?? [], (_, row) => {
      const value = combination(columns.map((column) => column[row] as number));
      return Number.isFinite(value) ? value : Number.NaN;
    });
  };
  const totals = tables.map(totalSums);
  const draws = tables.map((table) => resampleSums(table, resamples));
  const first = tables[0];
  if (first === undefined) throw new RangeError("internal: compareIndices: expected explainers, got none");
  const edits = evaluateRows(first.columns, first.sums, (sum) => sum("onlySelf") + sum("onlyTarget"));
  return percentileEstimate({
    value: valuesOf((i) => totals[i] as Float64Array)[0] as number,
    values: valuesOf((i) => draws[i] as Float64Array),
    n: edits.reduce((sum, count) => sum + count, 0),
    clusters: edits.filter((count) => count > 0).length,
    reason: "the coupling index of one of the compared is undefined",
    ...options,
  });
}
