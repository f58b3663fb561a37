/**
 * The exact binomial interval of Clopper & Pearson (1934), for cells too small for the bootstrap. It takes
 * rows as independent and is never too narrow for those.
 */

/** Below this many rows in a cell the bootstrap has too little to draw from (science.md, "Intervals"). */
export const SMALL_CELL = 30;

/** Steps of the bisection: 60 halvings of [0, 1] reach a double's last digit. */
const BISECTIONS = 60;

/** P(X >= k) for X ~ Binomial(n, p), summed in logs so that large n does not underflow. */
function upperTail(k: number, n: number, p: number): number {
  if (k <= 0) return 1;
  if (p <= 0) return 0;
  if (p >= 1) return 1;
  let logChoose = 0;
  for (let i = 1; i <= k; i++) logChoose += Math.log((n - k + i) / i);
  let term = Math.exp(logChoose + k * Math.log(p) + (n - k) * Math.log1p(-p));
  let sum = term;
  for (let i = k + 1; i <= n; i++) {
    term *= ((n - i + 1) / i) * (p / (1 - p));
    sum += term;
  }
  return Math.min(1, sum);
}

/** The p at which an increasing function of p reaches `wanted`. */
function solve(increasing: (p: number) => number, wanted: number): number {
  let low = 0;
  let high = 1;
  for (let i = 0; i < BISECTIONS; i++) {
    const middle = (low + high) / 2;
    if (increasing(middle) < wanted) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/**
 * Two-sided interval `[low, high]` for a share, from `successes` of `trials` at `level` (0.95).
 * Throws unless `0 <= successes <= trials` and `trials >= 1`.
 */
export function clopperPearson(successes: number, trials: number, level: number): [number, number] {
  if (!(Number.isInteger(successes) && Number.isInteger(trials) && successes >= 0 && successes <= trials)) {
    throw new RangeError(
      `internal: clopperPearson: expected 0 <= successes <= trials, got ${successes} of ${trials}`,
    );
  }
  if (trials < 1) throw new RangeError(`internal: clopperPearson: expected trials >= 1, got ${trials}`);
  const tail = (1 - level) / 2;
  const low = successes === 0 ? 0 : solve((p) => upperTail(successes, trials, p), tail);
  const high = successes === trials ? 1 : solve((p) => upperTail(successes + 1, trials, p), 1 - tail);
  return [low, high];
}
