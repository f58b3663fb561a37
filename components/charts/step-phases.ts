/** The stretches of a training run by what its behaviour does in them. Pure. */

/** A stretch of training with a name of its own; on the ramp's a band lies. */
export type StepPhase = {
  name: string;
  /** For where there is little room. */
  short: string;
  from: number;
  to: number;
  isRamp: boolean;
};

/** Before, during and after the ramp over which behaviour changes; one of no length, or none, is left out. */
export function stepPhases(ramp: readonly [number, number] | null, steps: readonly number[]): StepPhase[] {
  const first = steps[0];
  const last = steps.at(-1);
  if (ramp === null || first === undefined || last === undefined) return [];
  const phases = [
    { name: "before", short: "before", from: first, to: ramp[0], isRamp: false },
    { name: "behaviour changes", short: "changes", from: ramp[0], to: ramp[1], isRamp: true },
    { name: "after the change", short: "after", from: ramp[1], to: last, isRamp: false },
  ];
  return phases.filter(({ from, to }) => to > from);
}
