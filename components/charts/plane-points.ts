/**
 * From estimates to what the coupling plane draws: points with both coordinates, and names for places rather
 * than for points, since explainers that know nothing all stand at the origin. Pure.
 */
import type { Estimate } from "@/lib/stats/estimate";

export type PlanePoint = {
  id: string;
  /** A few words; empty for a point that has no name of its own (the middle of a path). */
  title: string;
  targetPull: Estimate;
  selfPull: Estimate;
};

/** The flagship's path: its points in the order of training. */
export type PlanePath = {
  id: string;
  title: string;
  look: "strong" | "light";
  points: (PlanePoint & { step: number })[];
};

export type Drawable<P extends PlanePoint = PlanePoint> = P & {
  x: number;
  y: number;
  xRange: [number, number];
  yRange: [number, number];
};

/** The point with plain coordinates, or null where one of them is undefined. */
export function toDrawable<P extends PlanePoint>(point: P): Drawable<P> | null {
  const { targetPull: x, selfPull: y } = point;
  if (x.kind === "undefined" || y.kind === "undefined") return null;
  return { ...point, x: x.value, y: y.value, xRange: [x.low, x.high], yRange: [y.low, y.high] };
}

/** One sentence for each point that cannot be drawn, with the reason. */
export function undrawableNotes(points: readonly PlanePoint[]): string[] {
  return points.flatMap(({ title, id, targetPull, selfPull }) => {
    const missing = [targetPull, selfPull].find((estimate) => estimate.kind === "undefined");
    return missing?.kind === "undefined" ? [`Not drawn: ${title || id}, ${missing.reason}.`] : [];
  });
}

type Named = { id: string; title: string; cx: number; cy: number };

/** Points closer than `reach` pixels share one name, in the order given: "constants, shuffled labels". */
export function mergeNames(points: readonly Named[], reach: number): Named[] {
  const merged: Named[] = [];
  for (const point of points) {
    const near = merged.find((other) => Math.hypot(other.cx - point.cx, other.cy - point.cy) < reach);
    if (near) near.title = `${near.title}, ${point.title}`;
    else merged.push({ ...point });
  }
  return merged;
}
