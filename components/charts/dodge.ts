/**
 * Moves the names at the ends of lines apart, vertically, as little as needed. One dimension, pixels.
 */

/**
 * Positions at least `gap` apart and inside `[min, max]` as far as they fit, in the order of the input. Groups
 * that touch are centred on the mean of what they wanted (pool adjacent violators), so the total move is small.
 */
export function dodge(wanted: readonly number[], gap: number, min: number, max: number): number[] {
  const order = wanted
    .map((_, i) => i)
    .sort((a, b) => (wanted[a] as number) - (wanted[b] as number) || a - b);
  type Group = { members: number[]; centre: number };
  const groups: Group[] = [];
  for (const index of order) {
    let group: Group = { members: [index], centre: wanted[index] as number };
    for (;;) {
      const previous = groups.at(-1);
      if (!previous) break;
      const end = previous.centre + ((previous.members.length - 1) * gap) / 2;
      const start = group.centre - ((group.members.length - 1) * gap) / 2;
      if (start - end >= gap) break;
      groups.pop();
      const members = [...previous.members, ...group.members];
      const total = previous.centre * previous.members.length + group.centre * group.members.length;
      group = { members, centre: total / members.length };
    }
    groups.push(group);
  }
  const placed = new Array<number>(wanted.length);
  for (const group of groups) {
    group.members.forEach((index, k) => {
      placed[index] = group.centre + (k - (group.members.length - 1) / 2) * gap;
    });
  }
  // Push back inside the bounds from the end that is crossed; the upper bound yields if both are.
  let limit = max;
  for (const index of [...order].reverse()) {
    placed[index] = Math.min(placed[index] as number, limit);
    limit = (placed[index] as number) - gap;
  }
  limit = min;
  for (const index of order) {
    placed[index] = Math.max(placed[index] as number, limit);
    limit = (placed[index] as number) + gap;
  }
  return placed;
}
