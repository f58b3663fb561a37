/**
 * Moves the names at the ends of lines apart, vertically, as little as needed. One dimension, pixels.
 */

/**
 * Centres of boxes of the given sizes (one for all, or one each) so that none overlap, within `[min, max]` as far as
 * they fit, in the order of the input. Boxes that touch move together, by the mean of what they wanted (pool adjacent
 * violators on the positions less the room before them), so the total move is small.
 */
export function dodge(
  wanted: readonly number[],
  sizes: number | readonly number[],
  min: number,
  max: number,
): number[] {
  const sizeOf = (index: number) => (typeof sizes === "number" ? sizes : (sizes[index] ?? 0));
  const order = wanted
    .map((_, i) => i)
    .sort((a, b) => (wanted[a] as number) - (wanted[b] as number) || a - b);
  /** Least distance of each from the first, all boxes packed. */
  const packed: number[] = [];
  order.forEach((index, k) => {
    const before = order[k - 1];
    packed.push(before === undefined ? 0 : (packed[k - 1] as number) + (sizeOf(before) + sizeOf(index)) / 2);
  });
  type Group = { first: number; count: number; start: number };
  const groups: Group[] = [];
  order.forEach((index, k) => {
    let group: Group = { first: k, count: 1, start: (wanted[index] as number) - (packed[k] as number) };
    for (;;) {
      const previous = groups.at(-1);
      if (!previous || group.start >= previous.start) break;
      groups.pop();
      const count = previous.count + group.count;
      const start = (previous.start * previous.count + group.start * group.count) / count;
      group = { first: previous.first, count, start };
    }
    groups.push(group);
  });
  const placed = new Array<number>(wanted.length);
  for (const { first, count, start } of groups) {
    for (let k = first; k < first + count; k++) placed[order[k] as number] = start + (packed[k] as number);
  }
  // Push back inside the bounds from the end that is crossed; the upper bound yields if both are.
  const gap = (k: number) => (packed[k + 1] as number) - (packed[k] as number);
  let limit = max;
  for (let k = order.length - 1; k >= 0; k--) {
    const index = order[k] as number;
    placed[index] = Math.min(placed[index] as number, limit);
    limit = (placed[index] as number) - (k > 0 ? gap(k - 1) : 0);
  }
  limit = min;
  order.forEach((index, k) => {
    placed[index] = Math.max(placed[index] as number, limit);
    limit = (placed[index] as number) + gap(k);
  });
  return placed;
}
