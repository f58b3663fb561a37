/**
 * What a dot plot shows: for each place of an axis a mean with its intervals, a dot for every run behind it, and what
 * is drawn beside it for comparison. Shapes and what follows from them; no drawing. Pure.
 */
import type { Estimate } from "@/lib/stats/estimate";
import type { HoverKey } from "./hover-store";

/** What tells series apart, beside their names: colour is taken by whose a mark is. */
export type DotForm = "circle" | "diamond" | "square";
export const DOT_FORMS: readonly DotForm[] = ["circle", "diamond", "square"];

export type DotSeries = { id: string; title: string; form: DotForm };

export type DotAxis = {
  title: string;
  scale: "linear" | "log" | "category";
  /** Named places: all of a category's, and those of other axes that have ticks of their own; none: round ticks. */
  places: readonly { at: number; label: string /** Why nothing stands there. */; missing?: string }[];
};

export type DotMark = {
  id: string;
  /** A run, the mean of several, or what stands beside that for comparison. */
  kind: "seed" | "mean" | "companion";
  series: string;
  /** Where on the axis. */
  at: number;
  /** For the note: what it is. */
  title: string;
  estimate: Estimate;
  /** Of a mean: its interval over runs, or why there is none; of other marks null. */
  spread: Estimate | null;
  /** Runs of one thread are joined along the axis. */
  thread: string | null;
  /** Of what stands beside a mean: which of the plot's comparisons, from 0; null: it is none. */
  companion: number | null;
  /** What a click and Enter open, in words; null: nothing. */
  opens: string | null;
  /** What it is for the page's other panels, and who else is pointed at with it. */
  hover: readonly HoverKey[];
  isPinned: boolean;
};

export type Drawable = DotMark & { value: number; low: number; high: number };

/** Marks that have a value. */
export function drawableMarks(marks: readonly DotMark[]): Drawable[] {
  return marks.flatMap((mark) =>
    mark.estimate.kind === "undefined"
      ? []
      : [{ ...mark, value: mark.estimate.value, low: mark.estimate.low, high: mark.estimate.high }],
  );
}

/** Marks of one thread, or the means of one series, in the order of the axis; threads of one mark are left out. */
export function threadsOf(
  marks: readonly Drawable[],
  keyOf: (mark: Drawable) => string | null,
): Drawable[][] {
  const threads = new Map<string, Drawable[]>();
  for (const mark of marks) {
    const key = keyOf(mark);
    if (key !== null) threads.set(key, [...(threads.get(key) ?? []), mark]);
  }
  return [...threads.values()]
    .filter(({ length }) => length > 1)
    .map((own) => own.sort((a, b) => a.at - b.at));
}

const PAD = 0.06;

/** From the least to the greatest of what is drawn, nulls included, with a little air. */
export function valueDomain(marks: readonly Drawable[], nulls: readonly number[]): [number, number] {
  const spreads = marks.flatMap(({ spread }) => (spread?.kind === "value" ? [spread.low, spread.high] : []));
  // A run's own interval is not drawn, but for the note: its value is.
  const ends = marks.flatMap((mark) => (mark.kind === "seed" ? [mark.value] : [mark.low, mark.high]));
  const all = [...ends, ...spreads, ...nulls];
  if (all.length === 0) return [0, 1];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const pad = (high - low || 1) * PAD;
  return [low - pad, high + pad];
}

/** A place of the axis as it is drawn: a log axis spreads by factors. Throws where a log axis has no such place. */
export function spreadPlace({ scale }: DotAxis, at: number): number {
  if (scale !== "log") return at;
  if (at > 0) return Math.log(at);
  throw new RangeError(`internal: spreadPlace: expected a place above 0 on a log axis, got ${at}`);
}

/** The ends of the axis, spread: half a place beyond a category's first and last. */
export function placeDomain(
  axis: DotAxis,
  marks: readonly Drawable[],
  beyond: readonly number[],
): [number, number] {
  const at = [...axis.places.map((place) => place.at), ...marks.map((mark) => mark.at), ...beyond];
  if (at.length === 0) return [0, 1];
  const spread = at.map((place) => spreadPlace(axis, place));
  const [low, high] = [Math.min(...spread), Math.max(...spread)];
  if (axis.scale === "category") return [low - 0.5, high + 0.5];
  const pad = (high - low || 1) * 2 * PAD;
  return [low - pad, high + pad];
}

/**
 * Where keys lead from a mark: along the axis to the next place of the same series and kind, across it to the next
 * mark of the same place. `along` are the arrow keys that go forward and back along the axis.
 */
export function dotMoves(
  marks: readonly Drawable[],
  from: number,
  along: readonly [string, string],
): Record<string, number> {
  const mark = marks[from];
  if (mark === undefined) return {};
  const [forward, back] = along;
  const isDown = forward === "ArrowDown";
  const across = isDown ? (["ArrowRight", "ArrowLeft"] as const) : (["ArrowUp", "ArrowDown"] as const);
  const find = (isAllowed: (other: Drawable) => boolean, distance: (other: Drawable) => number): number => {
    let best = from;
    let least = Number.POSITIVE_INFINITY;
    marks.forEach((other, index) => {
      const far = distance(other);
      if (index !== from && isAllowed(other) && far > 0 && far < least) {
        least = far;
        best = index;
      }
    });
    return best;
  };
  const isAlike = (other: Drawable) =>
    other.kind === mark.kind &&
    other.series === mark.series &&
    other.companion === mark.companion &&
    (mark.thread === null || other.thread === mark.thread);
  const isBeside = (other: Drawable) => other.at === mark.at;
  return {
    [forward]: find(isAlike, (other) => other.at - mark.at),
    [back]: find(isAlike, (other) => mark.at - other.at),
    [across[0]]: find(isBeside, (other) => other.value - mark.value),
    [across[1]]: find(isBeside, (other) => mark.value - other.value),
    PageDown: Math.min(marks.length - 1, from + 1),
    PageUp: Math.max(0, from - 1),
  };
}
