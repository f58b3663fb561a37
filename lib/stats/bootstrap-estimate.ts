/** A statistic with its bootstrap draws, and what may be said from them: an estimate, a test, a combination. */
import {
  bcaInterval,
  narrowness,
  percentileInterval,
  shareBelow,
  studentTail,
} from "@/lib/stats/bootstrap-interval";
import { type Estimate, undefinedEstimate } from "@/lib/stats/estimate";
import { normalQuantile } from "@/lib/stats/normal";
import { tCdf } from "@/lib/stats/student-t";

/**
 * Draws on which a statistic is undefined (nothing to divide by) are left out. Where more than this share
 * are, the data hold too little for an interval and there is none.
 */
export const MAX_UNDEFINED_SHARE = 0.05;

/** Below this many effective clusters one cluster decides, and draws of it tell nothing about others. */
export const MIN_EFFECTIVE = 2;

/** A statistic on the data and on every draw; NaN where it is undefined. */
export type BootstrapSample = {
  value: number;
  /** In the order of the draws, so that samples over the same draws can be combined. */
  values: Float64Array;
  /** The value with one cluster left out each, for BCa; null where that was not computed. */
  jackknife: Float64Array | null;
  /** Rows, clusters that hold such rows, and how many equal ones these are worth. */
  n: number;
  clusters: number;
  effective: number;
  /** Why the value is undefined, where it is. */
  reason: string;
  /** Why too many of the draws are, where it is not for want of rows. */
  unsteady?: string;
};

export type IntervalOptions = {
  /** Coverage aimed at, e.g. 0.95. */
  level: number;
  /** What a cluster is called in captions: "entities". */
  unit: string;
  /** "percentile" unless it says "bca". */
  interval?: "percentile" | "bca";
};

/** The defined draws in ascending order, or why there is nothing to say. */
function readDraws(sample: BootstrapSample, unit: string): Float64Array | string {
  const { value, values, clusters, effective, reason, unsteady } = sample;
  if (Number.isNaN(value)) return reason;
  if (clusters < 2) return `such rows occur in one of the ${unit} only, too few for an interval`;
  const defined = values.filter((draw) => !Number.isNaN(draw)).sort();
  const tooFew = `too few of the ${unit} have such rows for an interval`;
  if (effective < MIN_EFFECTIVE) return tooFew;
  if (defined.length < values.length * (1 - MAX_UNDEFINED_SHARE)) return unsteady ?? tooFew;
  return defined;
}

/**
 * The estimate with its interval; undefined, with the reason, where the value is, where one cluster has all the
 * rows (or nearly), and where more than `MAX_UNDEFINED_SHARE` of the draws are: a value without an interval is
 * not shown. Throws where BCa is asked of a sample without a jackknife.
 */
export function bootstrapEstimate(sample: BootstrapSample, options: IntervalOptions): Estimate {
  const { value, values, jackknife, n, clusters, effective } = sample;
  const { level, unit, interval = "percentile" } = options;
  const draws = readDraws(sample, unit);
  if (typeof draws === "string") return undefinedEstimate(draws);
  const tail = studentTail(level, effective);
  if (interval === "bca" && jackknife === null) {
    throw new RangeError("internal: bootstrapEstimate: expected a jackknife for BCa, got none");
  }
  const [low, high] =
    interval === "bca"
      ? bcaInterval(draws, tail, value, jackknife as Float64Array)
      : percentileInterval(draws, tail);
  const count = values.length.toLocaleString("en-GB");
  const name = interval === "bca" ? "BCa" : "percentile";
  const method = `${name} bootstrap over ${unit} with t tails, ${count} draws`;
  return { kind: "value", value, low, high, level, n, clusters, method };
}

/**
 * Two-sided p-value, above 0 and at most 1, of "the statistic is `null`": the level at which the percentile
 * interval ends there. Not below what the number of draws can tell. NaN where there is no estimate.
 */
export function bootstrapPValue(sample: BootstrapSample, nullValue: number): number {
  const draws = readDraws(sample, "clusters");
  if (typeof draws === "string") return Number.NaN;
  const z = normalQuantile(shareBelow(draws, nullValue));
  return 2 * tCdf(-Math.abs(z) / narrowness(sample.effective), sample.effective - 1);
}

function combineColumns(
  columns: readonly Float64Array[],
  combination: (values: readonly number[]) => number,
): Float64Array {
  return Float64Array.from(columns[0] as Float64Array, (_, row) => {
    const value = combination(columns.map((column) => column[row] as number));
    return Number.isFinite(value) ? value : Number.NaN;
  });
}

/**
 * A function of samples over the *same* draws, e.g. their difference, so that what they share cancels in every
 * draw. `n` is the first one's, clusters and effective clusters the smallest of all. Throws without samples and
 * where they have not as many draws.
 */
export function combineSamples(
  samples: readonly BootstrapSample[],
  combination: (values: readonly number[]) => number,
  reason: string,
): BootstrapSample {
  const [first] = samples;
  if (first === undefined || samples.some(({ values }) => values.length !== first.values.length)) {
    throw new RangeError(
      `internal: combineSamples: expected samples over the same draws, got ${samples.map(({ values }) => values.length)}`,
    );
  }
  const jackknives = samples.map(({ jackknife }) => jackknife).filter((column) => column !== null);
  const value = combination(samples.map((sample) => sample.value));
  return {
    value: Number.isFinite(value) ? value : Number.NaN,
    values: combineColumns(
      samples.map(({ values }) => values),
      combination,
    ),
    jackknife: jackknives.length === samples.length ? combineColumns(jackknives, combination) : null,
    n: first.n,
    clusters: Math.min(...samples.map(({ clusters }) => clusters)),
    effective: Math.min(...samples.map(({ effective }) => effective)),
    reason,
  };
}
