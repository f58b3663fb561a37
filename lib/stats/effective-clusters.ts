/**
 * How many equal clusters unequal ones are worth (Kish 1965, section 8.2): where a few entities hold most of
 * the rows, an interval rests on those few.
 */

/**
 * (sum of weights)^2 / sum of squared weights, from 1 (one cluster has all) to the number of clusters with
 * weight (all equal). `weights` are rows per cluster, >= 0. NaN where all are 0.
 */
export function effectiveClusters(weights: ArrayLike<number>): number {
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i] as number;
    sum += weight;
    squares += weight * weight;
  }
  return (sum * sum) / squares;
}
