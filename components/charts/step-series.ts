/** Series over training steps, as the step panels take them. Pure. */
import type { Estimate } from "@/lib/stats/estimate";
import type { Whose } from "./theme";

export type StepSeries = {
  id: string;
  /** The name at the line's end. */
  name: string;
  whose: Whose;
  /** Which voice the statistic is about: behaviour alone, claims alone, claims held against behaviour, neither. */
  voice: "does" | "says" | "true" | "plain";
  /**
   * "main" (unless said otherwise) has its interval as a band. What stands beside it to compare with, "control", is
   * thin, with its interval where it ends; another "seed" is a hairline without a name.
   */
  rank?: "main" | "control" | "seed";
  points: readonly StepPoint[];
};

export type StepPoint = { step: number; estimate: Estimate };

/** Fewer recorded steps than this are dots with their intervals: nobody knows what happened between them. */
const PATH_STEPS = 3;

/** Whether a line may be drawn through the points. */
export function isPath({ points }: Pick<StepSeries, "points">): boolean {
  return points.length >= PATH_STEPS;
}

/** What a statistic is where there is nothing to find: a hairline with its name, the same or another at each step. */
export type NullLine = {
  /** At the line's end; short. */
  name: string;
  whose: Whose;
  points: readonly { step: number; value: number }[];
};

/** A null that does not depend on the step. */
export function constantNull(name: string, value: number, steps: readonly number[]): NullLine {
  return { name, whose: "neutral", points: steps.map((step) => ({ step, value })) };
}

/** Ticks are a multiple of one of these apart, the finest that gives no more than five. */
const UNITS = [0.05, 0.1, 0.2, 0.25, 0.5];
const MOST_GAPS = 4;

/**
 * A y axis that holds every interval and every null line with a little room, on round steps with three to five
 * ticks; never beyond `limits`, by default those of a share.
 */
export function shareAxis(
  series: readonly StepSeries[],
  nulls: readonly NullLine[],
  limits: readonly [number, number] = [0, 1],
): { domain: [number, number]; ticks: number[] } {
  const values = nulls.flatMap(({ points }) => points.map(({ value }) => value));
  for (const { points } of series) {
    for (const { estimate } of points)
      if (estimate.kind === "value") values.push(estimate.low, estimate.high);
  }
  const min = Math.max(limits[0], Math.min(...(values.length > 0 ? values : limits)));
  const max = Math.min(limits[1], Math.max(...(values.length > 0 ? values : limits)));
  for (const unit of UNITS) {
    const first = Math.max(Math.ceil(limits[0] / unit - 1e-9), Math.floor(min / unit + 1e-9));
    const last = Math.max(first + 1, Math.ceil(max / unit - 1e-9));
    if (last - first > MOST_GAPS && unit !== UNITS.at(-1)) continue;
    const ticks = Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * unit).toFixed(2)));
    return { domain: [ticks[0] as number, ticks.at(-1) as number], ticks };
  }
  throw new Error("internal: shareAxis: expected one of the units to be the last, got none");
}

/** The last defined point of a series: where its name stands. */
export function lastDefined(series: StepSeries): { step: number; value: number } | null {
  for (let i = series.points.length - 1; i >= 0; i--) {
    const point = series.points[i];
    if (point?.estimate.kind === "value") return { step: point.step, value: point.estimate.value };
  }
  return null;
}

/**
 * Stretches of the axis without a value: each from the last point that has one (or the first step) to the next
 * that has one (or the last step). A panel hatches them.
 */
export function undefinedStretches(series: StepSeries): [number, number][] {
  const { points } = series;
  const stretches: [number, number][] = [];
  points.forEach(({ estimate }, i) => {
    if (estimate.kind === "value") return;
    const from = points[Math.max(0, i - 1)]?.step ?? 0;
    const to = points[Math.min(points.length - 1, i + 1)]?.step ?? from;
    const last = stretches.at(-1);
    if (last && last[1] >= from) last[1] = to;
    else if (to > from) stretches.push([from, to]);
  });
  return stretches;
}
