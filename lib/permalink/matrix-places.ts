/**
 * What can stand in the matrix of a run, as an explainer (a row), as behaviour (a column), or as both: the run's
 * checkpoints, its training target, and the runs that it is compared with. Pure; what a link may name.
 */
import { familyOf, findRun } from "@/lib/bundle/runs";
import type { Bundle, Run, RunStep } from "@/lib/bundle/schema";
import { recordedStepsOf } from "@/lib/permalink/read-run";

export type MatrixPlaceKind =
  | "target"
  | "step"
  | "external"
  | "online"
  | "shuffled"
  | "text-only"
  | "unchanged";

export type MatrixPlace = {
  /** What links call it: the step of the run, or its kind. */
  id: string;
  kind: MatrixPlaceKind;
  /** Where its claims are recorded; null for claims that are made up, "nothing would change". */
  claims: RunStep | null;
  /** Whose behaviour it is; null for what has none of its own. */
  behaves: RunStep | null;
};

const isSame = (a: RunStep | null, b: RunStep | null) => a?.run === b?.run && a?.step === b?.step;

/** Whether a run has a matrix: behaviour of its own on record, and a target to hold its claims against. */
export function hasMatrix(bundle: Bundle, run: Run): boolean {
  const { target } = run.supervision;
  if (run.subject !== null || target === null || run.records === null) return false;
  return recordedStepsOf(findRun(bundle, target.run)).includes(target.step);
}

/** The run of `like`'s arm that shares family, seed and, where it trains beside `run`, start and shift with it. */
function twinOf(bundle: Bundle, like: string | null, run: Run): Run | null {
  const arm = like === null ? undefined : findRun(bundle, like)?.arm;
  const twin = bundle.runs.find(
    (other) =>
      other.arm === arm && other.seed === run.seed && familyOf(bundle, other) === familyOf(bundle, run),
  );
  if (twin === undefined || twin.id === run.id || twin.records === null) return null;
  if (twin.subject !== null) return twin.subject === run.id ? twin : null;
  const isBeside = isSame(twin.start, run.start) && JSON.stringify(twin.shift) === JSON.stringify(run.shift);
  return isBeside ? twin : null;
}

function lastOf(run: Run): RunStep {
  return { run: run.id, step: recordedStepsOf(run).at(-1) as number };
}

/** All of a run's places, in the order of the matrix. `run` must have one (`hasMatrix`). */
export function listMatrixPlaces(bundle: Bundle, run: Run): MatrixPlace[] {
  const { target } = run.supervision;
  if (target === null)
    throw new RangeError(`internal: listMatrixPlaces: expected a target of ${run.id}, got none`);
  const { online, shuffled, textOnly } = bundle.controls;
  const external = run.external === null ? undefined : findRun(bundle, run.external);
  const controls: [MatrixPlaceKind, Run | null][] = [
    ["online", twinOf(bundle, online, run)],
    ["external", external?.records ? external : null],
    ["text-only", twinOf(bundle, textOnly, run)],
    ["shuffled", twinOf(bundle, shuffled, run)],
  ];
  return [
    { id: "target", kind: "target", claims: target, behaves: target },
    ...recordedStepsOf(run).map((step): MatrixPlace => {
      const here = { run: run.id, step };
      return { id: String(step), kind: "step", claims: here, behaves: here };
    }),
    ...controls.flatMap(([kind, control]): MatrixPlace[] => {
      if (control === null) return [];
      const here = lastOf(control);
      return [{ id: kind, kind, claims: here, behaves: control.model === null ? null : here }];
    }),
    { id: "unchanged", kind: "unchanged", claims: null, behaves: null },
  ];
}

/** The shares of the run at which its checkpoints are shown: few enough for a phone. */
const SHARES = [1 / 3, 2 / 3, 1];

/**
 * The places that a page shows first: the target, a few checkpoints, and all that is there to compare with. The
 * run's first step is among them unless it is the target itself.
 */
export function defaultMatrixPlaces(bundle: Bundle, run: Run): string[] {
  const steps = recordedStepsOf(run);
  const first = steps[0] ?? 0;
  const last = steps.at(-1) ?? 0;
  const nearest = (wanted: number) =>
    steps.reduce((best, step) => (Math.abs(step - wanted) < Math.abs(best - wanted) ? step : best), last);
  const shown = new Set(SHARES.map((share) => nearest(first + share * (last - first))));
  const startsAtTarget = first === 0 && isSame(run.start, run.supervision.target);
  if (startsAtTarget && steps.length > 1) shown.delete(first);
  else shown.add(first);
  return listMatrixPlaces(bundle, run)
    .filter(({ id, kind }) => kind !== "step" || shown.has(Number(id)))
    .map(({ id }) => id);
}
