/**
 * Where the marks of a dot plot stand, in its pixels. Categories are dodged freely: their rows have room, and no number
 * is read off across them. What is measured stands where it was measured, whatever else stands there. Pure.
 */
import { type DotAxis, type DotSeries, type Drawable, spreadPlace } from "./dot-marks";
import type { PlotFrame } from "./plot";

export type Point = { x: number; y: number };

/** How far the series of a category stand apart, in pixels; and their runs and comparisons from the mean. */
export const ROW_GAP = 34;
const KIND_GAP = 7;
/** How far series stand apart that have marks at one chosen level: a mark and the air beside it. */
export const LEVEL_GAP = 16;

/** Whether places on the axis are measured, rather than chosen and named. */
export function isMeasured({ scale, places }: DotAxis): boolean {
  return scale !== "category" && places.length === 0;
}

type Shown = { axis: DotAxis; series: readonly DotSeries[]; marks: readonly Drawable[] };
type Placed = Pick<Drawable, "series" | "kind" | "companion" | "at">;

/** Which of the series at its place a mark is of, counted from their middle: one that is alone there is in it. */
function rankOf({ series, marks }: Shown, { series: own, at }: Placed): number {
  const there = series.filter(({ id }) => marks.some((mark) => mark.series === id && mark.at === at));
  return there.findIndex(({ id }) => id === own) - (there.length - 1) / 2;
}

function rowShift(shown: Shown, mark: Placed): number {
  const { kind, companion } = mark;
  const beside = kind === "companion" ? -KIND_GAP * (1 + (companion ?? 0)) : kind === "seed" ? KIND_GAP : 0;
  return rankOf(shown, mark) * ROW_GAP + beside;
}

const levelShift = (shown: Shown, mark: Placed) => rankOf(shown, mark) * LEVEL_GAP;

/** Whether series stand side by side at some level of the axis. */
export function hasSideBySide(shown: Shown): boolean {
  if (shown.axis.scale === "category" || isMeasured(shown.axis)) return false;
  return shown.marks.some((mark) => levelShift(shown, mark) !== 0);
}

/** From a mark to its pixels: categories run downwards with values across, other axes to the right with values up. */
export function placeOf(shown: Shown, frame: PlotFrame): (mark: Placed, value: number) => Point {
  const { axis } = shown;
  return (mark, value) => {
    const at = spreadPlace(axis, mark.at);
    if (axis.scale === "category") return { x: frame.x(value), y: frame.y(at) + rowShift(shown, mark) };
    return { x: frame.x(at) + (isMeasured(axis) ? 0 : levelShift(shown, mark)), y: frame.y(value) };
  };
}
