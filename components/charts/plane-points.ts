/**
 * From estimates to what the coupling plane draws: points with both coordinates, and names for places rather
 * than for points, since explainers that know nothing all stand at the origin. Pure.
 */
import { caveatNote } from "@/components/ui/estimate-text";
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
  /** Whether items are behind it, which a click and Enter open; absent: none. */
  opens?: boolean;
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

/** A group of points and the steps of it that are meant; none where it has no steps. */
type Meant = { title: string; steps: string };

const atSteps = ({ title, steps }: Meant) => (steps === "" ? title : `${title} at step ${steps}`);

/** As few paths as these are named one by one, even where the same is missing of all of them. */
const NAMED_PATHS = 2;

type PointGroup = { title: string; points: readonly (PlanePoint & { step?: number })[] };

/** Points that something holds for, by what that is: each group named once, with its steps. */
function namesByReason(
  groups: readonly PointGroup[],
  reasonOf: (point: PlanePoint) => string | undefined,
): Map<string, string> {
  const byReason = new Map<string, Meant[]>();
  for (const { title, points } of groups) {
    const steps = new Map<string, number[]>();
    for (const point of points) {
      const reason = reasonOf(point);
      if (reason === undefined) continue;
      steps.set(reason, [...(steps.get(reason) ?? []), ...(point.step === undefined ? [] : [point.step])]);
    }
    for (const [reason, at] of steps) {
      byReason.set(reason, [...(byReason.get(reason) ?? []), { title, steps: at.join(", ") }]);
    }
  }
  const paths = groups.filter(({ points }) => points.some(({ step }) => step !== undefined)).length;
  return new Map(
    [...byReason].map(([reason, named]) => {
      const [first] = named;
      const isOfAll =
        paths > NAMED_PATHS &&
        named.length === paths &&
        named.every(({ steps }) => steps !== "" && steps === first?.steps);
      const isOne = isOfAll && first !== undefined;
      return [reason, isOne ? atSteps({ ...first, title: "every path" }) : named.map(atSteps).join("; ")];
    }),
  );
}

/**
 * What cannot be drawn, one sentence a reason, naming each group once: "explained at step 0, 60"; "every path at
 * step 0" where they all lack the same.
 */
export function undrawableNotes(groups: readonly PointGroup[]): string[] {
  const named = namesByReason(groups, ({ targetPull, selfPull }) => {
    const missing = [targetPull, selfPull].find((estimate) => estimate.kind === "undefined");
    return missing?.kind === "undefined" ? missing.reason : undefined;
  });
  return [...named].map(([reason, what]) => `Not drawn: ${what} (${reason}).`);
}

/** Which points are not to be relied on, and why: one sentence a caveat, which the table's remark begins with, too. */
export function caveatNotes(groups: readonly PointGroup[]): string[] {
  const named = namesByReason(groups, ({ targetPull, selfPull, rows = [] }) => {
    const all = [targetPull, selfPull, ...rows.map(([, estimate]) => estimate)];
    return all.flatMap((one) => (one.kind === "value" && one.caveat) || [])[0];
  });
  return [...named].map(([caveat, what]) => caveatNote(caveat, what));
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
