/** The names on the plane and where they go: path ends first, then controls, then where paths begin. Pixels. Pure. */
import {
  type Box,
  estimateTextWidth,
  type LabelRequest,
  type PlacedLabel,
  type Point,
  placeLabels,
} from "./label-placement";
import { type Drawable, type DrawnPath, mergeNames, type PathLook } from "./plane-points";

export type PlaneScales = { x: (value: number) => number; y: (value: number) => number; area: Box };

/** A name with its mark's place; `path` is null for a control. */
export type PlaneName = {
  id: string;
  title: string;
  cx: number;
  cy: number;
  path: string | null;
  look: PathLook;
  isOptional: boolean;
};

export const LINE_HEIGHT = 16;
/** How near two controls stand that share a name, and how far a name stands from its mark's middle. */
const MERGE_REACH = 7;
const GAP = 8;
const MARK_RADIUS = 4.5;

/** More names than these cover each other. */
const MOST_NAMES = 6;
/** The plot's least width for names, in pixels: what it has where a phone's layout ends (40rem, Tailwind's `sm`). */
const NAMES_FROM = 588;

/** Whether paths are named by their titles, or by their letters. Without a width: where there is the most room. */
export function hasRoomForNames(paths: number, width = Number.POSITIVE_INFINITY): boolean {
  return paths <= MOST_NAMES && width >= NAMES_FROM;
}

/** Where the words along the diagonal stand: share of its length, and pixels off it. */
export const REGION_WORDS = [
  { text: "no preference", share: 0.85, dy: -5, of: "neither" },
  { text: "claims side with itself", share: 0.66, dy: -22, of: "self" },
  { text: "claims side with its target", share: 0.66, dy: 32, of: "target" },
] as const;

export function onDiagonal(area: Box, share: number): Point {
  return { x: area.x + area.width * share, y: area.y + area.height * (1 - share) };
}

/** The baselines of those words, for labels to keep off. */
function regionLines(area: Box, fontSize: number): Point[][] {
  return REGION_WORDS.map(({ text, share, dy }) => {
    const middle = onDiagonal(area, share);
    const half = (estimateTextWidth(text, fontSize) / 2) * Math.SQRT1_2;
    // Perpendicular to the diagonal, half the text's height above its baseline.
    const off = (dy - fontSize / 3) * Math.SQRT1_2;
    const centre = { x: middle.x + off, y: middle.y + off };
    return [
      { x: centre.x - half, y: centre.y + half },
      { x: centre.x + half, y: centre.y - half },
    ];
  });
}

/** A point's intervals as two lines, across and up, cut off where the plot ends. */
export function crossOf(point: Drawable, { x: toX, y: toY, area }: PlaneScales): [Point, Point][] {
  const x = (value: number) => Math.min(Math.max(toX(value), area.x), area.x + area.width);
  const y = (value: number) => Math.min(Math.max(toY(value), area.y), area.y + area.height);
  return [
    [
      { x: x(point.xRange[0]), y: y(point.y) },
      { x: x(point.xRange[1]), y: y(point.y) },
    ],
    [
      { x: x(point.x), y: y(point.yRange[0]) },
      { x: x(point.x), y: y(point.yRange[1]) },
    ],
  ];
}

/** What is named: each path at its end, the controls by place, and the first step of the paths that matter. */
function listNames(
  paths: readonly DrawnPath[],
  controls: readonly Drawable[],
  { x, y }: PlaneScales,
  hasLetters: boolean,
): PlaneName[] {
  const place = (point: Drawable) => ({ id: point.id, cx: x(point.x), cy: y(point.y) });
  const ends = paths.flatMap(({ id, title, letter, look, points }) => {
    const last = points.at(-1);
    const name = hasLetters ? (letter ?? title) : title;
    return last ? [{ ...place(last), title: name, path: id, look, isOptional: false }] : [];
  });
  const starts = paths.flatMap(({ id, look, points }) => {
    const first = points[0];
    if (!first || look !== "strong" || points.length < 2) return [];
    return [{ ...place(first), title: `step ${first.step}`, path: id, look, isOptional: true }];
  });
  const merged = mergeNames(
    controls.map((point) => ({ ...place(point), title: point.title })),
    MERGE_REACH,
  ).map((name) => ({ ...name, path: null, look: "control" as const, isOptional: false }));
  return [...ends, ...merged, ...starts];
}

export type PlacedName = PlaneName & Pick<PlacedLabel, "box" | "leader">;

export function layOutNames(
  paths: readonly DrawnPath[],
  controls: readonly Drawable[],
  scales: PlaneScales,
  { fontSize, hasLetters }: { fontSize: number; hasLetters: boolean },
): PlacedName[] {
  const { x, y, area } = scales;
  const names = listNames(paths, controls, scales, hasLetters);
  const at = (point: Drawable): Point => ({ x: x(point.x), y: y(point.y) });
  const obstacles = [...controls, ...paths.flatMap((path) => path.points)].map((point) => ({
    x: x(point.x) - MARK_RADIUS,
    y: y(point.y) - MARK_RADIUS,
    width: 2 * MARK_RADIUS,
    height: 2 * MARK_RADIUS,
  }));
  const crossed = [...controls, ...paths.flatMap((path) => path.points.slice(-1))];
  const lines: Point[][] = [
    ...paths.map((path) => path.points.map(at)),
    ...crossed.flatMap((point) => crossOf(point, scales)),
    ...regionLines(area, fontSize),
    [
      { x: area.x, y: area.y + area.height },
      { x: area.x + area.width, y: area.y },
    ],
  ];
  const requests: LabelRequest[] = names.map(({ id, title, cx, cy, isOptional }) => ({
    id,
    isOptional,
    anchor: { x: cx, y: cy },
    width: estimateTextWidth(title, fontSize) + 2,
    height: LINE_HEIGHT,
  }));
  const placed = placeLabels(requests, { bounds: area, obstacles, lines, gap: GAP });
  return placed.flatMap(({ id, box, leader }) => {
    const name = names.find((one) => one.id === id);
    return name ? [{ ...name, box, leader }] : [];
  });
}
