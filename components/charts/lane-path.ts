/**
 * A line through lanes: level at each point, crossing to the next lane half way between two points, since
 * nothing was measured in between. Corners are rounded a little. Pure; pixels.
 */
export type LanePoint = { x: number; y: number };

/** SVG path data; empty for no points. A corner's radius is at most half of what there is room for. */
export function lanePath(points: readonly LanePoint[], radius: number): string {
  const first = points[0];
  if (!first) return "";
  const parts = [`M${round(first.x)},${round(first.y)}`];
  for (let i = 1; i < points.length; i++) {
    const a = points[i - 1] as LanePoint;
    const b = points[i] as LanePoint;
    if (a.y !== b.y) {
      const middle = (a.x + b.x) / 2;
      const r = Math.min(radius, Math.abs(b.x - a.x) / 2, Math.abs(b.y - a.y) / 2);
      const down = Math.sign(b.y - a.y);
      parts.push(
        `H${round(middle - r)}`,
        `Q${round(middle)},${round(a.y)} ${round(middle)},${round(a.y + down * r)}`,
        `V${round(b.y - down * r)}`,
        `Q${round(middle)},${round(b.y)} ${round(middle + r)},${round(b.y)}`,
      );
    }
    parts.push(`H${round(b.x)}`);
  }
  return parts.join("");
}

/** A tenth of a pixel is finer than anybody sees and keeps exported files small. */
function round(value: number): number {
  return Math.round(value * 10) / 10;
}
