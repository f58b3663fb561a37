/**
 * Calibration of claims: how probable a change of reply the explainer says an edit makes, P(claimed != reply),
 * against how far the edit really moves the self's reply distribution (total variation). Finer than claimed
 * against measured influence: it sees claims and replies that move without tipping over.
 *
 * The correlation is taken within the prompt, for the same reason as the pulls: both probabilities rise wherever
 * a reply is near its margin, whoever speaks, and a correlation over all items would call that knowledge.
 */
import { type Definition, estimateOf, tabulate } from "@/lib/coupling/definition";
import { forEachPrompt, isCounted, makeSums } from "@/lib/coupling/influence";
import type { Selection } from "@/lib/coupling/scored";
import type { Answers } from "@/lib/coupling/types";
import type { IntervalOptions } from "@/lib/stats/bootstrap-estimate";
import type { ClusterSums, Resamples } from "@/lib/stats/cluster-bootstrap";
import type { Estimate, Range } from "@/lib/stats/estimate";
import { totalVariation } from "@/lib/stats/total-variation";

/** 0 for claims that do not tell a prompt's edits apart, 1 where claimed and real shift go together wholly. */
export const CALIBRATION_CORRELATION_RANGE: Range = { min: -1, max: 1, best: 1, null: 0 };
/** Mean claimed probability of a change minus mean real shift: above 0 too much influence is claimed. */
export const OVERCLAIM_RANGE: Range = { min: -1, max: 1, best: 0, null: null };

/** Columns of length n: what is said of each edit, and how far it moves the reply, both from 0 to 1. */
export type ClaimedShift = {
  cluster: Int32Array;
  prompt: Int32Array;
  said: Float64Array;
  moved: Float64Array;
  /** As in `Scored`: 0 for edits that are only there to be compared with. */
  counted?: Uint8Array;
};

/** One bin of the calibration curve: edits whose claimed probability of a change lies in `[from, to)`. */
export type CalibrationBin = { from: number; to: number; said: Estimate; moved: Estimate };

export type Calibration = { correlation: Estimate; overclaim: Estimate; curve: CalibrationBin[] };

/**
 * Joins the claims of `explainer` with the behaviour of `self` on the selected rows. Null where either was read
 * without probabilities.
 */
export function claimedShift(
  selection: Selection,
  explainer: Pick<Answers, "claimP" | "classes">,
  self: Pick<Answers, "reply" | "replyP" | "counterfactualP" | "classes">,
): ClaimedShift | null {
  const { claimP } = explainer;
  const { replyP, counterfactualP, reply, classes } = self;
  if (claimP === null || replyP === null || counterfactualP === null) return null;
  const { rows, cluster, prompt } = selection;
  const said = Float64Array.from(
    rows,
    (row) => 1 - (claimP[row * explainer.classes + (reply[row] as number)] as number),
  );
  const moved = Float64Array.from(rows, (row) =>
    totalVariation(replyP, counterfactualP, row * classes, classes),
  );
  return { cluster, prompt, said, moved };
}

type MomentColumn = "rows" | "said" | "moved" | "saidSaid" | "movedMoved" | "saidMoved";

/**
 * Per cluster: sums, and squares and products of the distances from the prompt's means, which are over all of its
 * edits, whichever count.
 */
function momentSums(shift: ClaimedShift, clusters: number): ClusterSums<MomentColumn> {
  const columns = ["rows", "said", "moved", "saidSaid", "movedMoved", "saidMoved"] as const;
  const { table, at, add } = makeSums<MomentColumn>(columns, clusters);
  const meanOf = (column: Float64Array, start: number, end: number) =>
    column.subarray(start, end).reduce((sum, value) => sum + value, 0) / (end - start);
  forEachPrompt(shift, (start, end) => {
    const cluster = shift.cluster[start] as number;
    const said = meanOf(shift.said, start, end);
    const moved = meanOf(shift.moved, start, end);
    for (let row = start; row < end; row++) {
      if (!isCounted(shift, row)) continue;
      add(cluster, at.rows, 1);
      add(cluster, at.said, shift.said[row] as number);
      add(cluster, at.moved, shift.moved[row] as number);
      const x = (shift.said[row] as number) - said;
      const y = (shift.moved[row] as number) - moved;
      add(cluster, at.saidSaid, x * x);
      add(cluster, at.movedMoved, y * y);
      add(cluster, at.saidMoved, x * y);
    }
  });
  return table;
}

export const CALIBRATION_CORRELATION: Definition<MomentColumn> = {
  range: CALIBRATION_CORRELATION_RANGE,
  of: (sum) => sum("saidMoved") / Math.sqrt(sum("saidSaid") * sum("movedMoved")),
  n: (sum) => sum("rows"),
  reason: "within every prompt the claims, or the replies, move alike for every edit",
};

export const OVERCLAIM: Definition<MomentColumn> = {
  range: OVERCLAIM_RANGE,
  of: (sum) => (sum("said") - sum("moved")) / sum("rows"),
  n: (sum) => sum("rows"),
  reason: "there are no such items",
};

type BinColumn = "rows" | "said" | "moved";

function binSums(shift: ClaimedShift, clusters: number, from: number, to: number): ClusterSums<BinColumn> {
  const { table, at, add } = makeSums<BinColumn>(["rows", "said", "moved"], clusters);
  shift.said.forEach((said, row) => {
    if (said < from || (said >= to && to < 1) || !isCounted(shift, row)) return;
    const cluster = shift.cluster[row] as number;
    add(cluster, at.rows, 1);
    add(cluster, at.said, said);
    add(cluster, at.moved, shift.moved[row] as number);
  });
  return table;
}

function meanOfBin(column: "said" | "moved"): Definition<BinColumn> {
  return {
    range: { min: 0, max: 1, best: null, null: null },
    of: (sum) => sum(column) / sum("rows"),
    n: (sum) => sum("rows"),
    reason: "no claim has such a probability",
  };
}

/**
 * Correlation, over-claiming and the calibration curve in `bins` bins of equal width over the claimed
 * probability (the last one closed); an empty bin is undefined. Throws on `bins < 1`.
 */
export function calibrateClaims(
  shift: ClaimedShift,
  bins: number,
  resamples: Resamples,
  options: IntervalOptions,
): Calibration {
  if (!(bins >= 1)) throw new RangeError(`internal: calibrateClaims: expected bins >= 1, got ${bins}`);
  const { clusters } = resamples;
  const tables = tabulate(momentSums(shift, clusters), resamples, options.interval);
  const curve = Array.from({ length: bins }, (_, bin): CalibrationBin => {
    const [from, to] = [bin / bins, (bin + 1) / bins];
    const inBin = tabulate(binSums(shift, clusters, from, to), resamples, options.interval);
    const estimate = (column: "said" | "moved") => estimateOf(inBin, meanOfBin(column), options);
    return { from, to, said: estimate("said"), moved: estimate("moved") };
  });
  return {
    correlation: estimateOf(tables, CALIBRATION_CORRELATION, options),
    overclaim: estimateOf(tables, OVERCLAIM, options),
    curve,
  };
}
