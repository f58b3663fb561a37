/** Where the arrow keys lead on a plane of points. Coordinates in any unit, `y` growing upwards. Pure. */

export type PlanePlace = { x: number; y: number };

const DIRECTIONS = {
  ArrowRight: { x: 1, y: 0 },
  ArrowLeft: { x: -1, y: 0 },
  ArrowUp: { x: 0, y: 1 },
  ArrowDown: { x: 0, y: -1 },
} as const;

/** A step sideways counts as this many steps ahead. */
const SIDEWAYS = 2;

/** The place that lies nearest in a direction, of those that lie more ahead than aside; `from` where there is none. */
function nearestAhead(places: readonly PlanePlace[], from: number, towards: PlanePlace): number {
  const here = places[from];
  if (here === undefined) return from;
  let best = from;
  let least = Number.POSITIVE_INFINITY;
  places.forEach((place, index) => {
    const [dx, dy] = [place.x - here.x, place.y - here.y];
    const ahead = dx * towards.x + dy * towards.y;
    const aside = Math.abs(dx * towards.y) + Math.abs(dy * towards.x);
    if (ahead <= 0 || aside > ahead) return;
    const cost = ahead + SIDEWAYS * aside;
    if (cost < least) [best, least] = [index, cost];
  });
  return best;
}

/**
 * From one of the places to the next for each key: the arrows by direction, Page Down and Page Up by the order given,
 * which leads to every place, even to one that lies upon another.
 */
export function planeMoves(places: readonly PlanePlace[], from: number): Record<string, number> {
  const arrows = Object.entries(DIRECTIONS).map(([key, towards]) => [
    key,
    nearestAhead(places, from, towards),
  ]);
  return {
    ...Object.fromEntries(arrows),
    PageDown: Math.min(places.length - 1, from + 1),
    PageUp: Math.max(0, from - 1),
  };
}
