/** From a line's end to a name that had to move away from it. Pure; pixels. */

export type LeaderEnd = { x: number; y: number };

/** A name that moved no farther than this still stands at its line. */
const NEAR = 6;
/** Between the leader and the mark at the line's end, and the name. */
const GAP = 4;

/**
 * SVG path data of a leader: level from the line's end to the plot's `edge`, then straight to the middle of the name
 * that begins at `name`. Null where the name stands at its line. Names keep the order of their lines, so no two
 * leaders cross.
 */
export function leaderPath(end: LeaderEnd, edge: number, name: LeaderEnd): string | null {
  if (Math.abs(name.y - end.y) <= NEAR) return null;
  const round = (value: number) => Math.round(value * 10) / 10;
  const from = round(Math.max(end.x, edge) + GAP);
  const level = end.x < edge ? `M${round(end.x + GAP)},${round(end.y)}H${from}` : `M${from},${round(end.y)}`;
  return `${level}L${round(name.x - GAP)},${round(name.y)}`;
}
