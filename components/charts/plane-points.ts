/**
 * From estimates to what the coupling plane draws: points with both coordinates, and names for places rather
 * than for points, since explainers that know nothing all stand at the origin. Pure.
 */
import type { Estimate } from "@/lib/stats/estimate";
import type { HoverKey } from "./hover-store";

export type PlanePoint = {
  id: string;
  /** A few words; for a point of a path they name its step. */
  title: string;
  targetPull: Estimate;
  selfPull: Estimate;
  /** What its note says besides the two pulls. */
  rows?: readonly (readonly [string, Estimate])[];
  remark?: string;
};

/** "strong" is what the picture is about, "control" what stands there for comparison. */
export type PathLook = "strong" | "light" | "control";

/** An explainer's path: its points in the order of training, one or more. */
export type PlanePath = {
  id: string;
  title: string;
  /** Stands for the title where titles have no room; the caller's own list has it, too. */
  letter?: string;
  look: PathLook;
  /** Tells two sets of entities apart, without colour. */
  shape: "dot" | "square";
  /** What all of its points stand for, as other panels name it ("run:a"). */
  hover?: HoverKey;
  points: (PlanePoint & { step: number })[];
};

/** A path of which every point has both coordinates. */
export type DrawnPath = Omit<PlanePath, "points"> & { points: Drawable<PlanePoint & { step: number }>[] };

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

/** A group of points and the steps of it that cannot be drawn; none where it has no steps. */
type Undrawn = { title: string; steps: string };

const atSteps = ({ title, steps }: Undrawn) => (steps === "" ? title : `${title} at step ${steps}`);

/** As few paths as these are named one by one, even where the same is missing of all of them. */
const NAMED_PATHS = 2;

/**
 * What cannot be drawn, one sentence a reason, naming each group once: "explained at step 0, 60"; "every path at
 * step 0" where they all lack the same.
 */
export function undrawableNotes(
  groups: readonly { title: string; points: readonly (PlanePoint & { step?: number })[] }[],
): string[] {
  const byReason = new Map<string, Undrawn[]>();
  for (const { title, points } of groups) {
    const steps = new Map<string, number[]>();
    for (const { step, targetPull, selfPull } of points) {
      const missing = [targetPull, selfPull].find((estimate) => estimate.kind === "undefined");
      if (missing?.kind !== "undefined") continue;
      steps.set(missing.reason, [
        ...(steps.get(missing.reason) ?? []),
        ...(step === undefined ? [] : [step]),
      ]);
    }
    for (const [reason, at] of steps) {
      byReason.set(reason, [...(byReason.get(reason) ?? []), { title, steps: at.join(", ") }]);
    }
  }
  const paths = groups.filter(({ points }) => points.some(({ step }) => step !== undefined)).length;
  return [...byReason].map(([reason, undrawn]) => {
    const [first] = undrawn;
    const isOfAll =
      paths > NAMED_PATHS &&
      undrawn.length === paths &&
      undrawn.every(({ steps }) => steps !== "" && steps === first?.steps);
    const what =
      isOfAll && first ? atSteps({ ...first, title: "every path" }) : undrawn.map(atSteps).join("; ");
    return `Not drawn: ${what} (${reason}).`;
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
