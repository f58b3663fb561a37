/**
 * The difference of a statistic between two groups that share no cluster, such as explained and held-out
 * entities: each resampled by itself, groups of any size. For the same clusters in both, combine their samples:
 * what they share then cancels.
 */
import type { BootstrapSample } from "@/lib/stats/bootstrap-estimate";

function varianceOf(values: Float64Array): number {
  let count = 0;
  let mean = 0;
  let squares = 0;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    count++;
    const step = value - mean;
    mean += step / count;
    squares += step * (value - mean);
  }
  return squares / (count - 1);
}

/**
 * `first` minus `second`, draw by draw. The effective number of clusters is Satterthwaite's (1946): where one
 * group is small and spreads the difference, its own. `n` and `clusters` are of both together. Throws unless
 * both have as many draws.
 */
export function groupDifference(first: BootstrapSample, second: BootstrapSample): BootstrapSample {
  if (first.values.length !== second.values.length) {
    throw new RangeError(
      `internal: groupDifference: expected as many draws, got ${first.values.length}, ${second.values.length}`,
    );
  }
  const spreads = [first, second].map(({ values }) => varianceOf(values)) as [number, number];
  const spread = spreads[0] + spreads[1];
  const freedom =
    spread ** 2 / (spreads[0] ** 2 / (first.effective - 1) + spreads[1] ** 2 / (second.effective - 1));
  return {
    value: first.value - second.value,
    values: first.values.map((value, draw) => value - (second.values[draw] as number)),
    jackknife: null,
    n: first.n + second.n,
    clusters: Math.min(first.clusters, second.clusters) < 2 ? 1 : first.clusters + second.clusters,
    isExact: first.isExact && second.isExact,
    effective: spread === 0 ? first.effective + second.effective : freedom + 1,
    reason: Number.isNaN(first.value) ? first.reason : second.reason,
  };
}
