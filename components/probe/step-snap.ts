/** The checkpoint axis: a slider on the true scale of steps that only stops where there is a checkpoint. Pure. */

/** The step nearest to `wanted`; of two equally near the earlier. Throws for no steps. */
export function nearestStep(steps: readonly number[], wanted: number): number {
  const first = steps[0];
  if (first === undefined) throw new RangeError("internal: nearestStep: expected steps, got none");
  return steps.reduce(
    (best, step) => (Math.abs(step - wanted) < Math.abs(best - wanted) ? step : best),
    first,
  );
}

/** The step a key leads to from `current`, or null for keys that are not the slider's. */
export function stepForKey(steps: readonly number[], current: number, key: string): number | null {
  const index = steps.indexOf(nearestStep(steps, current));
  const last = steps.length - 1;
  const moves: Record<string, number> = {
    ArrowRight: index + 1,
    ArrowUp: index + 1,
    ArrowLeft: index - 1,
    ArrowDown: index - 1,
    PageUp: index + 3,
    PageDown: index - 3,
    Home: 0,
    End: last,
  };
  const to = moves[key];
  return to === undefined ? null : (steps[Math.min(last, Math.max(0, to))] ?? null);
}

/** Where a step stands on the axis, 0 to 1. */
export function stepShare(steps: readonly number[], step: number): number {
  const first = steps[0] ?? 0;
  const last = steps.at(-1) ?? 1;
  return last === first ? 0 : Math.min(1, Math.max(0, (step - first) / (last - first)));
}

export type Phase = "before" | "during" | "after" | "none";

/** Where a step lies with regard to the shift's ramp. */
export function phaseOf(step: number, ramp: readonly [number, number] | null): Phase {
  if (ramp === null) return "none";
  if (step <= ramp[0]) return "before";
  return step < ramp[1] ? "during" : "after";
}
