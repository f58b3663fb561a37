/**
 * Welch's comparison (1947) of two arms with different seeds: the difference of their means, its interval and
 * test. Arms may differ in number of seeds and in spread. For the same items or seeds in both, take a paired
 * comparison: it is sharper, and with few seeds the only one that holds its level.
 */
import { type Estimate, undefinedEstimate } from "@/lib/stats/estimate";
import { mean, variance } from "@/lib/stats/moments";
import { tCdf, tQuantile } from "@/lib/stats/student-t";

/**
 * Fewest seeds an arm must have. Of 100,000 true nulls at the 5 % level the test rejects 4.0 to 6.0 % with four
 * or more in each arm (4 to 10 seeds, one arm up to three times as spread as the other); with three in the more
 * spread arm and five in the other 6.6 %, where the pooled t-test rejects 14 %.
 */
export const MIN_SEEDS = 4;

/** `p` is two-sided, from 0 to 1; null where the difference is undefined. */
export type WelchComparison = { difference: Estimate; p: number | null };

/**
 * Mean of `first` minus mean of `second`, with Satterthwaite's degrees of freedom. Undefined where an arm has
 * fewer than `MIN_SEEDS` seeds, a seed is NaN, or neither arm varies at all (then there is nothing to judge by).
 */
export function welch(first: readonly number[], second: readonly number[], level: number): WelchComparison {
  const none = (reason: string) => ({ difference: undefinedEstimate(reason), p: null });
  if (Math.min(first.length, second.length) < MIN_SEEDS) {
    return none(`one of the arms has fewer than ${MIN_SEEDS} seeds; compare the seeds that both have`);
  }
  if ([...first, ...second].some(Number.isNaN)) return none("it is undefined in one of the seeds");
  const errors = [first, second].map((values) => variance(values) / values.length) as [number, number];
  const error = errors[0] + errors[1];
  if (error === 0) return none("the seeds of both arms agree to the last digit");
  const freedom = error ** 2 / (errors[0] ** 2 / (first.length - 1) + errors[1] ** 2 / (second.length - 1));
  const value = mean(first) - mean(second);
  const half = tQuantile((1 + level) / 2, freedom) * Math.sqrt(error);
  const seeds = first.length + second.length;
  return {
    difference: {
      kind: "value",
      value,
      low: value - half,
      high: value + half,
      level,
      n: seeds,
      clusters: seeds,
      method: `Welch's t-interval over ${first.length} and ${second.length} seeds`,
    },
    p: 2 * tCdf(-Math.abs(value) / Math.sqrt(error), freedom),
  };
}
