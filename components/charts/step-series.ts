/** Series over training steps, as the step panels take them. Pure. */
import type { Estimate } from "@/lib/stats/estimate";
import type { Whose } from "./theme";

export type StepSeries = {
  id: string;
  /** The name at the line's end. */
  name: string;
  whose: Whose;
  /** Which voice the statistic is about: behaviour alone (`does`), claims held against behaviour (`true`). */
  voice: "does" | "true" | "plain";
  points: readonly { step: number; estimate: Estimate }[];
};

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

/**
 * A y axis that holds every interval and every null line with a little room, on steps of 0.1, 0.2 or 0.25
 * with three to five ticks; never beyond [0, 1] for shares.
 */
export function shareAxis(
  series: readonly StepSeries[],
  nulls: readonly NullLine[],
): { domain: [number, number]; ticks: number[] } {
  const values = nulls.flatMap(({ points }) => points.map(({ value }) => value));
  for (const { points } of series) {
    for (const { estimate } of points)
      if (estimate.kind === "value") values.push(estimate.low, estimate.high);
  }
  const min = Math.max(0, Math.min(...(values.length > 0 ? values : [0])));
  const max = Math.min(1, Math.max(...(values.length > 0 ? values : [1])));
  for (const unit of [0.05, 0.1, 0.2, 0.25]) {
    const first = Math.max(0, Math.floor(min / unit + 1e-9));
    const last = Math.max(first + 1, Math.ceil(max / unit - 1e-9));
    if (last - first > 4 && unit < 0.25) continue;
    const ticks = Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * unit).toFixed(2)));
    return { domain: [ticks[0] as number, ticks.at(-1) as number], ticks };
  }
  return { domain: [0, 1], ticks: [0, 0.25, 0.5, 0.75, 1] };
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
