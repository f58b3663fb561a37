/**
 * The mean over seeds with Student's t-interval: what another seed would add. It speaks of seeds only; that
 * other entities would give other numbers is the bootstrap's to say.
 */
import { type Estimate, undefinedEstimate } from "@/lib/stats/estimate";
import { mean, variance } from "@/lib/stats/moments";
import { tQuantile } from "@/lib/stats/student-t";

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
