/**
 * The percentile bootstrap over clusters (Efron & Tibshirani 1993, ch. 13; whole clusters are drawn, never
 * rows, because rows of a cluster share what makes them right or wrong).
 *
 * It works on sufficient statistics: every cluster is a row of sums, a resample is a sum of rows, and a
 * statistic is a function of that sum. So a draw costs clusters x columns however many items there are, and
 * all statistics of a page share the same draws, which is also what makes paired comparisons possible.
 */
import { type Estimate, undefinedEstimate } from "@/lib/stats/estimate";
import { quantileSorted } from "@/lib/stats/quantile";
import { type Rng, randomBelow } from "@/lib/stats/rng";

/** Per-cluster sums `[clusters, columns]`, row-major. */
export type ClusterSums<C extends string = string> = {
  columns: readonly C[];
  clusters: number;
  sums: Float64Array;
};

/** Which clusters each draw took: indices `[draws, clusters]`, row-major. */
export type Resamples = { clusters: number; draws: number; picks: Uint32Array };

/** A function of summed columns. NaN says that it is undefined for these sums. */
export type Statistic<C extends string = string> = (sum: (column: C) => number) => number;

/**
 * Draws on which a statistic is undefined (nothing to divide by) are left out. Where more than this share
 * are, the data hold too little for an interval and there is none.
 */
export const MAX_UNDEFINED_SHARE = 0.05;

/** Draws `draws` resamples of `clusters` clusters with replacement. Throws without clusters or draws. */
export function drawResamples(clusters: number, draws: number, rng: Rng): Resamples {
  if (clusters < 1 || draws < 1) {
    throw new RangeError(
      `internal: drawResamples: expected clusters and draws >= 1, got ${clusters}, ${draws}`,
    );
  }
  const picks = new Uint32Array(draws * clusters);
  for (let i = 0; i < picks.length; i++) picks[i] = randomBelow(rng, clusters);
  return { clusters, draws, picks };
}

/** The sums of every resample, `[draws, columns]`, row-major. */
export function resampleSums(sums: ClusterSums, resamples: Resamples): Float64Array {
  if (sums.clusters !== resamples.clusters) {
    throw new RangeError(
      `internal: resampleSums: expected ${resamples.clusters} clusters, got ${sums.clusters}`,
    );
  }
  const width = sums.columns.length;
  const resampled = new Float64Array(resamples.draws * width);
  for (let draw = 0; draw < resamples.draws; draw++) {
    const to = draw * width;
    const end = (draw + 1) * resamples.clusters;
    for (let at = draw * resamples.clusters; at < end; at++) {
      const from = (resamples.picks[at] as number) * width;
      for (let c = 0; c < width; c++)
        resampled[to + c] = (resampled[to + c] as number) + (sums.sums[from + c] as number);
    }
  }
  return resampled;
}

/** A statistic of every row of a `[rows, columns]` table of sums. */
export function evaluateRows<C extends string>(
  columns: readonly C[],
  table: Float64Array,
  statistic: Statistic<C>,
): Float64Array {
  const place = new Map(columns.map((column, index) => [column, index]));
  const width = columns.length;
  const values = new Float64Array(table.length / width);
  let offset = 0;
  const sum = (column: C) => table[offset + (place.get(column) as number)] as number;
  for (let row = 0; row < values.length; row++, offset += width) values[row] = statistic(sum);
  return values;
}

/** All clusters added up: one row of sums. */
export function totalSums(sums: ClusterSums): Float64Array {
  const width = sums.columns.length;
  const total = new Float64Array(width);
  for (let i = 0; i < sums.sums.length; i++)
    total[i % width] = (total[i % width] as number) + (sums.sums[i] as number);
  return total;
}

/** Puts the columns of two tables over the same clusters side by side. */
export function joinSums<A extends string, B extends string>(
  a: ClusterSums<A>,
  b: ClusterSums<B>,
): ClusterSums<A | B> {
  if (a.clusters !== b.clusters) {
    throw new RangeError(`internal: joinSums: expected ${a.clusters} clusters, got ${b.clusters}`);
  }
  const columns = [...a.columns, ...b.columns];
  const sums = new Float64Array(a.clusters * columns.length);
  for (let cluster = 0; cluster < a.clusters; cluster++) {
    const to = cluster * columns.length;
    sums.set(a.sums.subarray(cluster * a.columns.length, (cluster + 1) * a.columns.length), to);
    sums.set(
      b.sums.subarray(cluster * b.columns.length, (cluster + 1) * b.columns.length),
      to + a.columns.length,
    );
  }
  return { columns, clusters: a.clusters, sums };
}

/**
 * The percentile interval of a statistic around its value on the data.
 * `values` are its draws (NaN where undefined), `clusters` the clusters that contribute rows, `reason` what
 * to say where the value itself is undefined. With one contributing cluster, or too many undefined draws,
 * the answer is "undefined" too: a value without an interval is not shown.
 */
export function percentileEstimate(given: {
  value: number;
  values: Float64Array;
  n: number;
  clusters: number;
  level: number;
  unit: string;
  reason: string;
}): Estimate {
  if (Number.isNaN(given.value)) return undefinedEstimate(given.reason);
  if (given.clusters < 2)
    return undefinedEstimate(`such rows occur in one of the ${given.unit} only, too few for an interval`);
  const defined = given.values.filter((value) => !Number.isNaN(value)).sort();
  if (defined.length < given.values.length * (1 - MAX_UNDEFINED_SHARE)) {
    return undefinedEstimate(`too few of the ${given.unit} have such rows for an interval`);
  }
  const tail = (1 - given.level) / 2;
  return {
    kind: "value",
    value: given.value,
    low: quantileSorted(defined, tail),
    high: quantileSorted(defined, 1 - tail),
    level: given.level,
    n: given.n,
    clusters: given.clusters,
    method: `percentile bootstrap over ${given.unit}, ${given.values.length.toLocaleString("en-GB")} draws`,
  };
}
