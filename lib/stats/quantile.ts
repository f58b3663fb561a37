/**
 * Sample quantile by linear interpolation between order statistics: Hyndman & Fan (1996), type 7, the
 * default of numpy and R.
 */

/**
 * The `q`-quantile of ascending numbers, `0 <= q <= 1`. Throws where there are no values or `q` is outside.
 * Does not sort and does not look for NaN: the caller has done both.
 */
export function quantileSorted(sorted: ArrayLike<number>, q: number): number {
  if (sorted.length === 0) throw new RangeError("internal: quantileSorted: expected values, got none");
  if (!(q >= 0 && q <= 1)) throw new RangeError(`internal: quantileSorted: expected 0 <= q <= 1, got ${q}`);
  const place = (sorted.length - 1) * q;
  const below = Math.floor(place);
  const low = sorted[below] as number;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] as number;
  return low + (high - low) * (place - below);
}
