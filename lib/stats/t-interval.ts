/**
 * The mean over seeds with Student's t-interval: what another seed would add. It speaks of seeds only; that
 * other entities would give other numbers is the bootstrap's to say.
 */
import { type Estimate, undefinedEstimate } from "@/lib/stats/estimate";
import { mean, variance } from "@/lib/stats/moments";
import { tCdf, tQuantile } from "@/lib/stats/student-t";

/**
 * Mean of a statistic over seeds with its two-sided interval at `level`, `values.length - 1` degrees of
 * freedom; the range is the statistic's. `n` and `clusters` count seeds. Undefined for fewer than two seeds and
 * where a seed's value is NaN: seeds are not dropped after looking.
 */
export function tInterval(values: readonly number[], level: number): Estimate {
  if (values.length < 2) return undefinedEstimate("one seed says nothing about others");
  if (values.some(Number.isNaN)) return undefinedEstimate("it is undefined in one of the seeds");
  const value = mean(values);
  const half = tQuantile((1 + level) / 2, values.length - 1) * Math.sqrt(variance(values) / values.length);
  const count = values.length;
  const method = `t-interval over ${count} seeds`;
  return {
    kind: "value",
    value,
    low: value - half,
    high: value + half,
    level,
    n: count,
    clusters: count,
    method,
  };
}

/**
 * Two-sided p-value, from 0 to 1, of "the mean over seeds is `nullValue`"; of paired differences over the seeds
 * that two arms have in common, with 0. NaN where `tInterval` is undefined, or all values are the same number.
 */
export function tTest(values: readonly number[], nullValue: number): number {
  if (values.length < 2) return Number.NaN;
  const error = Math.sqrt(variance(values) / values.length);
  if (!(error > 0)) return Number.NaN;
  return 2 * tCdf(-Math.abs(mean(values) - nullValue) / error, values.length - 1);
}
