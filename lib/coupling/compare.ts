/**
 * Paired comparisons: a statistic of several explainers on the same items and the same resampled entities, so
 * that what is common to them cancels in every draw.
 */
import { sampleOf } from "@/lib/coupling/definition";
import { STATISTICS, tabulateStatistics } from "@/lib/coupling/summary";
import type { Scored, StatisticName } from "@/lib/coupling/types";
import {
  type BootstrapSample,
  bootstrapEstimate,
  combineSamples,
  type IntervalOptions,
} from "@/lib/stats/bootstrap-estimate";
import type { Resamples } from "@/lib/stats/cluster-bootstrap";
import type { Estimate, Range } from "@/lib/stats/estimate";

/**
 * A function of several explainers' values; NaN where it is undefined, which `reason` then explains. `isKnown`: whether
 * the value is known beforehand because some of the explainers are one (the same object).
 */
export type Combination = {
  range: Range;
  of: (values: readonly number[]) => number;
  isKnown: (explainers: readonly unknown[]) => boolean;
  reason: string | null;
};

/**
 * The first minus the mean of the others; null where all are alike. The range is that of two coupling indices. Less an
 * external explainer's index, claims that know nothing have one half less it, and not 0.
 */
export const DIFFERENCE: Combination = {
  range: { min: -2, max: 2, best: null, null: 0 },
  of: ([first, ...others]) =>
    (first as number) - others.reduce((sum, value) => sum + value, 0) / others.length,
  isKnown: ([first, ...others]) => others.length > 0 && others.every((other) => other === first),
  reason: null,
};

/** One statistic of one explainer on the data and on every draw: what tests and combinations are made from. */
export function sampleStatistic(
  name: StatisticName,
  scored: Scored,
  resamples: Resamples,
  interval?: IntervalOptions["interval"],
): BootstrapSample {
  return sampleOf(tabulateStatistics([name], scored, resamples, interval), STATISTICS[name]);
}

/**
 * A combination of samples of one statistic over the same draws, as a sample: `n` is the first one's rows. Explainers
 * that are one have to be given as one sample: their combination is then known beforehand.
 */
export function combineStatistic(
  name: StatisticName,
  samples: readonly BootstrapSample[],
  { of, isKnown, reason }: Combination,
): BootstrapSample {
  const missing = samples.find(({ value }) => Number.isNaN(value))?.reason;
  const combined = combineSamples(
    samples,
    of,
    missing ?? reason ?? STATISTICS[name].reason,
    isKnown(samples),
  );
  return reason === null ? combined : { ...combined, unsteady: reason };
}

/** The same of explainers scored on the same selection of items. */
export function sampleCombination(
  name: StatisticName,
  explainers: readonly Scored[],
  combination: Combination,
  resamples: Resamples,
  interval?: IntervalOptions["interval"],
): BootstrapSample {
  const sampleOfEach = new Map(
    [...new Set(explainers)].map((scored) => [scored, sampleStatistic(name, scored, resamples, interval)]),
  );
  const samples = explainers.map((scored) => sampleOfEach.get(scored) as BootstrapSample);
  return combineStatistic(name, samples, combination);
}

/**
 * A combination of one statistic of several explainers, scored on the same selection of items, with its
 * interval. Throws without explainers.
 */
export function comparePaired(
  name: StatisticName,
  explainers: readonly Scored[],
  combination: Combination,
  resamples: Resamples,
  options: IntervalOptions,
): Estimate {
  return bootstrapEstimate(
    sampleCombination(name, explainers, combination, resamples, options.interval),
    options,
  );
}
