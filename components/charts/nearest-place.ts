/** Index of the place nearest to the pointer, in pixels; null where none is nearer than `reach`. Pure. */
export function nearestPlace(
  places: readonly { x: number; y: number }[],
  { px, py }: { px: number; py: number },
  reach: number,
): number | null {
  const distances = places.map(({ x, y }) => Math.hypot(x - px, y - py));
  const index = distances.indexOf(Math.min(...distances));
  return (distances[index] ?? reach) < reach ? index : null;
}
