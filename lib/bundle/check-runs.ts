/**
 * What the form of a manifest cannot say of its runs, arms and sweeps: that every id leads somewhere, and that
 * what a page reads along with a run has records. One sentence a problem. Part of `manifest.ts`.
 */
import { familyOf, findRun } from "@/lib/bundle/runs";
import type { Bundle, Run, RunStep, Sweep } from "@/lib/bundle/schema";

/** The values that occur more than once, each once. */
export function repeated<T>(values: readonly T[]): T[] {
  return [...new Set(values.filter((value, i) => values.indexOf(value) !== i))];
}

function isAscending(steps: readonly number[]): boolean {
  return steps.every((step, i) => i === 0 || step > (steps[i - 1] as number));
}

/** A place that only has to exist: its run, and among the steps that are known of that, its step. */
function checkPlace(bundle: Bundle, what: string, { run: id, step }: RunStep): string[] {
  const run = findRun(bundle, id);
  if (run === undefined) return [`there is no ${what} ${id}.`];
  const known = [...(run.records?.steps ?? []), ...run.checkpoints.map((checkpoint) => checkpoint.step)];
  return known.length === 0 || known.includes(step) ? [] : [`its ${what} ${id} has no step ${step}.`];
}

/** A place whose records are read. */
function checkRecordedPlace(bundle: Bundle, what: string, { run: id, step }: RunStep): string[] {
  const run = findRun(bundle, id);
  if (run === undefined) return [`there is no ${what} ${id}.`];
  return run.records?.steps.includes(step) ? [] : [`its ${what} ${id} has no records of step ${step}.`];
}

/** Another run whose records are read at the same steps. */
function checkCompanion(bundle: Bundle, what: string, id: string, run: Run): string[] {
  const other = findRun(bundle, id);
  if (other === undefined) return [`there is no ${what} ${id}.`];
  if (run.records === null) return [];
  if (other.records === null) return [`its ${what} ${id} has no records.`];
  const isShared = (step: number) => other.records?.steps.includes(step);
  return run.records.steps.some(isShared) ? [] : [`it shares no step with its ${what} ${id}.`];
}

function checkSupervision(run: Run, bundle: Bundle): string[] {
  const { source, target } = run.supervision;
  const problems = typeof source === "object" ? checkPlace(bundle, "source", source) : [];
  if (target === null) {
    return source === "none"
      ? problems
      : [...problems, "it has labels and no target to hold claims against."];
  }
  const check = run.records === null ? checkPlace : checkRecordedPlace;
  return [...problems, ...check(bundle, "target", target)];
}

function checkExternal(run: Run, bundle: Bundle): string[] {
  if (run.external === null) return [];
  const problems = checkCompanion(bundle, "external explainer", run.external, run);
  const target = findRun(bundle, run.external)?.supervision.target;
  const own = run.supervision.target;
  if (problems.length > 0 || (target?.run === own?.run && target?.step === own?.step)) return problems;
  return [`its external explainer ${run.external} has another target.`];
}

function checkCheckpoints(run: Run, bundle: Bundle): string[] {
  const problems: string[] = [];
  if (!isAscending(run.checkpoints.map(({ step }) => step))) {
    problems.push("its checkpoints are not in ascending order of steps.");
  }
  if (run.checkpoints.length === 0) return problems;
  const family = bundle.families.find(({ id }) => id === run.family);
  if (family === undefined) problems.push("it has checkpoints and no family to run them with.");
  else if (family.graph !== null && run.golden === null) {
    problems.push("it has checkpoints to run and no golden logits to check them by.");
  }
  return problems;
}

function checkRun(run: Run, bundle: Bundle): string[] {
  const problems: string[] = [];
  if (run.family !== null && bundle.families.every(({ id }) => id !== run.family)) {
    problems.push(`there is no family ${run.family}.`);
  }
  if (bundle.arms.every(({ id }) => id !== run.arm)) problems.push(`there is no arm ${run.arm}.`);
  problems.push(...checkSupervision(run, bundle));
  if (run.start !== null) problems.push(...checkPlace(bundle, "start", run.start));
  if (run.subject !== null) problems.push(...checkCompanion(bundle, "subject", run.subject, run));
  problems.push(...checkExternal(run, bundle));
  const { ramp } = run.shift;
  if (ramp !== null && ramp[1] < ramp[0]) problems.push("the shift's ramp ends before it begins.");
  if (run.records !== null && !isAscending(run.records.steps)) {
    problems.push("the steps of its records are not in ascending order.");
  }
  return [...problems, ...checkCheckpoints(run, bundle)].map((problem) => `Run ${run.id}: ${problem}`);
}

function checkSweep({ id, axis, band, points }: Sweep, bundle: Bundle): string[] {
  const arms = points.map(({ arm }) => arm);
  const unknown = arms.filter((arm) => bundle.arms.every((known) => known.id !== arm));
  const problems = unknown.map((arm) => `there is no arm ${arm}.`);
  problems.push(...repeated(arms).map((arm) => `arm ${arm} is listed twice.`));
  const below = axis.scale === "log" ? points.find(({ level }) => level !== null && level <= 0) : undefined;
  if (below) problems.push(`level ${below.level} of arm ${below.arm} has no place on a log axis.`);
  if (band) {
    if (axis.scale === "category") problems.push("it has a band, and its axis has no stretches.");
    if (band.low >= band.high) problems.push(`its band ends at ${band.high} and begins at ${band.low}.`);
    if (axis.scale === "log" && band.low <= 0)
      problems.push(`its band's low end ${band.low} has no place on a log axis.`);
  }
  return problems.map((problem) => `Sweep ${id}: ${problem}`);
}

/** Runs that nothing tells apart: the same arm, family and seed. */
function checkTwins(bundle: Bundle): string[] {
  const names = bundle.runs.map((run) => `arm ${run.arm}, family ${familyOf(bundle, run)}, seed ${run.seed}`);
  return repeated(names).map((name) => `More than one run is of ${name}.`);
}

/** The problems of a bundle's runs, arms and sweeps; nothing where they are sound. */
export function checkRuns(bundle: Bundle): string[] {
  return [
    ...bundle.runs.flatMap((run) => checkRun(run, bundle)),
    ...checkTwins(bundle),
    ...bundle.sweeps.flatMap((sweep) => checkSweep(sweep, bundle)),
  ];
}
