/**
 * Where the names of points go so that they cover neither marks nor each other. Greedy and deterministic:
 * labels are placed in the order given, each at the cheapest of a ring of candidate places; a label that had
 * to go far gets a leader line. Not an optimiser: with a dozen labels the order is enough. Pixels throughout.
 */

export type Box = { x: number; y: number; width: number; height: number };
export type Point = { x: number; y: number };

export type LabelRequest = {
  id: string;
  anchor: Point;
  width: number;
  height: number;
  /** Left out rather than placed away from its mark, or over something. */
  isOptional?: boolean;
};

export type PlacedLabel = {
  id: string;
  box: Box;
  /** From the mark's edge to the label; null where the label touches its mark anyway. */
  leader: { from: Point; to: Point } | null;
};

type Surroundings = {
  /** No label leaves it. */
  bounds: Box;
  /** Marks, and anything else that a label should not cover. */
  obstacles: readonly Box[];
  /** Polylines that a label would rather not cross (paths, error bars, hairlines). */
  lines: readonly (readonly Point[])[];
  /** Distance of the nearest candidates from the anchor. */
  gap: number;
};

const DIRECTIONS = 16;
const DISTANCES = [0, 10, 22, 36, 52, 70];
/** Beyond this a reader no longer sees whose label it is. */
const LEADER_FROM = 9;

/** An optional label may brush a line, not lie on one. */
const OPTIONAL_COST = 60;

const COST = { label: 1000, obstacle: 60, line: 4, distance: 1, vertical: 1.5 } as const;

export function overlapArea(a: Box, b: Box): number {
  const w = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const h = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return w > 0 && h > 0 ? w * h : 0;
}

/** The part of the segment from `a` to `b` inside the box, in pixels (Liang and Barsky's clipping). */
export function lengthInside(a: Point, b: Point, box: Box): number {
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const edges: [number, number][] = [
    [-dx, a.x - box.x],
    [dx, box.x + box.width - a.x],
    [-dy, a.y - box.y],
    [dy, box.y + box.height - a.y],
  ];
  let from = 0;
  let to = 1;
  for (const [p, q] of edges) {
    if (p === 0) {
      if (q < 0) return 0;
    } else if (p < 0) from = Math.max(from, q / p);
    else to = Math.min(to, q / p);
  }
  return to > from ? (to - from) * Math.hypot(dx, dy) : 0;
}

/** The label's box when its nearest edge or corner is `distance` from the anchor in direction `angle`. */
function candidate(request: LabelRequest, angle: number, distance: number): Box {
  const { anchor, width, height } = request;
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  return {
    x: anchor.x + cos * distance - (width * (1 - cos)) / 2,
    y: anchor.y + sin * distance - (height * (1 - sin)) / 2,
    width,
    height,
  };
}

function isInside(box: Box, bounds: Box): boolean {
  return (
    box.x >= bounds.x &&
    box.y >= bounds.y &&
    box.x + box.width <= bounds.x + bounds.width &&
    box.y + box.height <= bounds.y + bounds.height
  );
}

function nearest(box: Box, point: Point): Point {
  return {
    x: Math.min(Math.max(point.x, box.x), box.x + box.width),
    y: Math.min(Math.max(point.y, box.y), box.y + box.height),
  };
}

function leaderOf(request: LabelRequest, box: Box, gap: number): PlacedLabel["leader"] {
  const to = nearest(box, request.anchor);
  const length = Math.hypot(to.x - request.anchor.x, to.y - request.anchor.y);
  if (length <= gap + LEADER_FROM) return null;
  const share = gap / length;
  const from = {
    x: request.anchor.x + (to.x - request.anchor.x) * share,
    y: request.anchor.y + (to.y - request.anchor.y) * share,
  };
  return { from, to };
}

/** Places every label that is not optional; where nothing is free, at the least bad place inside the bounds. */
export function placeLabels(requests: readonly LabelRequest[], around: Surroundings): PlacedLabel[] {
  const placed: PlacedLabel[] = [];
  const leaders: Point[][] = [];
  for (const request of requests) {
    let best: { box: Box; cost: number } | null = null;
    for (const extra of DISTANCES) {
      for (let k = 0; k < DIRECTIONS; k++) {
        const angle = (2 * Math.PI * k) / DIRECTIONS;
        const box = candidate(request, angle, around.gap + extra);
        if (!isInside(box, around.bounds)) continue;
        let cost = extra * COST.distance + Math.abs(Math.sin(angle)) * COST.vertical;
        for (const other of placed) cost += overlapArea(box, other.box) * COST.label;
        for (const obstacle of around.obstacles) cost += overlapArea(box, obstacle) * COST.obstacle;
        const leader = leaderOf(request, box, around.gap);
        for (const line of [...around.lines, ...leaders]) {
          for (let i = 1; i < line.length; i++) {
            cost += lengthInside(line[i - 1] as Point, line[i] as Point, box) * COST.line;
          }
        }
        if (leader) {
          for (const other of placed) cost += lengthInside(leader.from, leader.to, other.box) * COST.label;
        }
        if (best === null || cost < best.cost) best = { box, cost };
      }
    }
    const box = best?.box ?? candidate(request, 0, around.gap);
    const leader = leaderOf(request, box, around.gap);
    if (request.isOptional && (leader || best === null || best.cost > OPTIONAL_COST)) continue;
    if (leader) leaders.push([leader.from, leader.to]);
    placed.push({ id: request.id, box, leader });
  }
  return placed;
}

/** Width of a line of Source Sans 3 without asking the document: 0.46 em a character is its average. */
export function estimateTextWidth(text: string, fontSize: number): number {
  return text.length * fontSize * 0.46;
}
