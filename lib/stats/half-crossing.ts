/**
 * Where a series that is known at a few steps crosses half of its change, by straight lines between them. Not a
 * fit: it says nothing of the curve's form.
 */

/**
 * The step at which `values` (as long as `steps`, which ascend) cross the middle between their first and their
 * last value for good: after it they stay on the last value's side. Between the first and last of `steps`.
 * NaN where a value is NaN or the first equals the last: without a change there is no half of it.
 * Throws on fewer than two steps or columns of different length.
 */
export function halfCrossing(steps: readonly number[], values: ArrayLike<number>): number {
  const last = steps.length - 1;
  if (last < 1 || values.length !== steps.length) {
    throw new RangeError(
      `internal: halfCrossing: expected two or more steps and as many values, got ${steps.length}, ${values.length}`,
    );
  }
  const end = values[last] as number;
  const change = end - (values[0] as number);
  const half = end - change / 2;
  // How far a value is beyond the half, in the direction of the change.
  const beyond = (i: number) => ((values[i] as number) - half) * Math.sign(change);
  for (let i = 0; i <= last; i++) if (Number.isNaN(values[i])) return Number.NaN;
  if (change === 0) return Number.NaN;
  let before = last - 1;
  while (beyond(before) > 0) before--;
  const share = -beyond(before) / (beyond(before + 1) - beyond(before));
  return (steps[before] as number) + share * ((steps[before + 1] as number) - (steps[before] as number));
}
