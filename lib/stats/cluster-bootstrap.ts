/**
 * The bootstrap over clusters (Efron & Tibshirani 1993): whole clusters are drawn, never rows, because rows of a
 * cluster share what makes them right or wrong. What the draws say is in `bootstrap-interval.ts`.
 *
 * It works on sufficient statistics: every cluster is a row of sums, a resample is a sum of rows, and a
 * statistic is a function of that sum. So a draw costs clusters x columns however many items there are, and
 * all statistics of a page share the same draws, which is also what makes paired comparisons possible.
 */
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
  const { draws, picks } = resamples;
  const width = sums.columns.length;
  const resampled = new Float64Array(draws * width);
  // Four columns at a time, side by side in a block that fits the cache: a pick is read once for four, and their
  // additions, each of which waits for the one before it, do not wait for each other. The last block's rest is 0.
  const block = new Float64Array(sums.clusters * 4);
  for (let first = 0; first < width; first += 4) {
    block.fill(0);
    const filled = Math.min(4, width - first);
    for (let i = 0; i < sums.clusters; i++)
      for (let c = 0; c < filled; c++) block[i * 4 + c] = sums.sums[i * width + first + c] as number;
    for (let draw = 0, at = 0; draw < draws; draw++) {
      let a = 0;
      let b = 0;
      let c = 0;
      let d = 0;
      for (const end = at + sums.clusters; at < end; at++) {
        const from = (picks[at] as number) * 4;
        a += block[from] as number;
        b += block[from + 1] as number;
        c += block[from + 2] as number;
        d += block[from + 3] as number;
      }
      const to = draw * width + first;
      resampled[to] = a;
      if (filled > 1) resampled[to + 1] = b;
      if (filled > 2) resampled[to + 2] = c;
      if (filled > 3) resampled[to + 3] = d;
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

/** All clusters but one, for every cluster: `[clusters, columns]`, row-major. What the jackknife looks at. */
export function leaveOneOutSums(sums: ClusterSums): Float64Array {
  const total = totalSums(sums);
  return sums.sums.map((value, i) => (total[i % total.length] as number) - value);
}

/** The table with the given columns only, in that order. Throws on one that it has not. */
export function pickColumns<C extends string, K extends C>(
  sums: ClusterSums<C>,
  columns: readonly K[],
): ClusterSums<K> {
  const places = columns.map((column) => sums.columns.indexOf(column));
  if (places.includes(-1)) {
    throw new RangeError(`internal: pickColumns: expected columns of ${sums.columns}, got ${columns}`);
  }
  const width = columns.length;
  const picked = new Float64Array(sums.clusters * width);
  for (let cluster = 0; cluster < sums.clusters; cluster++) {
    const from = cluster * sums.columns.length;
    places.forEach((place, c) => {
      picked[cluster * width + c] = sums.sums[from + place] as number;
    });
  }
  return { columns, clusters: sums.clusters, sums: picked };
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
