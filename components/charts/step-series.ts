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
  /** Which of the page's lines it belongs to: the same id in every panel. */
  line?: string;
  /** Its numbers are on their way: its name stands there without them. */
  isWaiting?: boolean;
  points: readonly StepPoint[];
};

export type StepPoint = { step: number; estimate: Estimate };

/** Fewer recorded steps than this are dots with their intervals: nobody knows what happened between them. */
const PATH_STEPS = 3;

/** Whether a line may be drawn through the points. */
export function isPath({ points }: { points: readonly unknown[] }): boolean {
  return points.length >= PATH_STEPS;
}

/** How near to a point, in pixels, the pointer means it. */
const REACH = 9;

/**
 * The line of the point that the pointer means at a step: the main line's within reach, else the nearest within
 * reach; null for none. `distanceOf` is how far a value lies from the pointer, in pixels.
 */
export function lineNear(
  series: readonly StepSeries[],
  step: number,
  distanceOf: (value: number) => number,
): string | null {
  let best: { line: string; distance: number } | null = null;
  for (const { line, rank = "main", points } of series) {
    const estimate = points.find((point) => point.step === step)?.estimate;
    if (line === undefined || estimate?.kind !== "value") continue;
    const distance = distanceOf(estimate.value);
    if (distance > REACH) continue;
    if (rank === "main") return line;
    if (best === null || distance < best.distance) best = { line, distance };
  }
  return best?.line ?? null;
}

/** The lines that have a value at a step, each once: the main one first, then in the order of drawing. */
export function linesAt(series: readonly StepSeries[], step: number): string[] {
  const there = series.filter(({ points }) =>
    points.some((point) => point.step === step && point.estimate.kind === "value"),
  );
  const isMain = ({ rank = "main" }: StepSeries) => rank === "main";
  const ordered = [...there.filter(isMain), ...there.filter((one) => !isMain(one))];
  return [...new Set(ordered.flatMap(({ line }) => line ?? []))];
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

/** Room above and below what is drawn, where an axis does not end on its ticks; a share of its length. */
const PADDING = 0.04;

type Axis = { domain: [number, number]; ticks: number[] };

/**
 * The points whose intervals are drawn: all of a main line's, as its band; of a control's line the one it ends with;
 * of single points every one; of a seed's none.
 */
export function pointsWithInterval(series: StepSeries): StepPoint[] {
  const { rank = "main", points } = series;
  if (rank === "seed") return [];
  const defined = points.filter(({ estimate }) => estimate.kind === "value");
  return rank === "control" && isPath(series) ? defined.slice(-1) : defined;
}

/** What an axis has to hold: every value, the intervals that are drawn, and every null line. */
function extentOf(
  series: readonly StepSeries[],
  nulls: readonly NullLine[],
  limits: readonly [number, number],
): [number, number] {
  const values = nulls.flatMap(({ points }) => points.map(({ value }) => value));
  for (const one of series) {
    for (const { estimate } of one.points) if (estimate.kind === "value") values.push(estimate.value);
    for (const { estimate } of pointsWithInterval(one))
      if (estimate.kind === "value") values.push(estimate.low, estimate.high);
  }
  if (values.length === 0) return [...limits];
  return [Math.max(limits[0], Math.min(...values)), Math.min(limits[1], Math.max(...values))];
}

function ticksBetween(first: number, last: number, unit: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * unit).toFixed(2)));
}

/** A y axis for shares: on round steps with three to five ticks, which it ends on; never beyond [0, 1]. */
export function shareAxis(series: readonly StepSeries[], nulls: readonly NullLine[]): Axis {
  const [min, max] = extentOf(series, nulls, [0, 1]);
  for (const unit of UNITS) {
    const first = Math.floor(min / unit + 1e-9);
    const last = Math.max(first + 1, Math.ceil(max / unit - 1e-9));
    if (last - first > MOST_GAPS) continue;
    const ticks = ticksBetween(first, last, unit);
    return { domain: [ticks[0] as number, ticks.at(-1) as number], ticks };
  }
  throw new Error(`internal: shareAxis: expected shares, got values from ${min} to ${max}`);
}

/**
 * A y axis for differences, which lie on both sides of 0: as long as what it holds and a little more, with the ticks
 * that are on it.
 */
export function differenceAxis(series: readonly StepSeries[], nulls: readonly NullLine[]): Axis {
  const [min, max] = extentOf(series, nulls, [-1, 1]);
  const room = Math.max(0.02, (max - min) * PADDING);
  const domain: [number, number] = [min - room, max + room];
  const unit =
    UNITS.find((one) => (domain[1] - domain[0]) / one <= MOST_GAPS + 1) ?? (UNITS.at(-1) as number);
  return { domain, ticks: ticksBetween(Math.ceil(domain[0] / unit), Math.floor(domain[1] / unit), unit) };
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
