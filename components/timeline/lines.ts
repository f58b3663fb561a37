/**
 * Which lines a view of the Timeline has: the run looked at (or all seeds of its arm and family, to be averaged),
 * and what stands beside it, each as the scores of its steps. Pure; nothing is computed here.
 */
import { familyOf, findRun, mostAlike } from "@/lib/bundle/runs";
import type { Bundle, Run, RunStep } from "@/lib/bundle/schema";
import type { Split, StatisticName } from "@/lib/coupling/types";
import type { Beside, TimelineView } from "@/lib/permalink/timeline-view";
import type { ScoreSpec } from "@/lib/queries/types";

/** One explainer's claims about one behaviour, at every step that both have records of. */
export type ScoredPath = { explainer: Run; subject: Run; scores: ScoreSpec[] };

/** Null values of the kind: the run itself. */
export type LineKind = "main" | Beside;

/** Drawn as one line: a path, or the mean over several. */
export type Line = {
  id: string;
  kind: LineKind;
  paths: ScoredPath[];
  /** On these entities, where that is not what the page's filter says. */
  split?: Split;
};

/** Runs that stand beside others because of how they were taught. */
const TAUGHT_OTHERWISE = ["online", "external", "text-only", "shuffled"] as const;
type Control = (typeof TAUGHT_OTHERWISE)[number];

/** All that the figures show of a line. */
export const DRAWN_STATISTICS: StatisticName[] = [
  "behaviourShift",
  "actualRate",
  "claimedRate",
  "faithfulnessSelf",
  "faithfulnessTarget",
  "agreement",
  "gap",
  "selfPull",
  "targetPull",
  "couplingIndex",
];

/** A constant explainer's name among the queries' constants. */
export const UNCHANGED = "constant-unchanged";

/** Scores of an explainer's claims about a subject's behaviour, beside `target`. */
export function scorePath(explainer: Run, subject: Run, target: RunStep): ScoredPath {
  const shared = (explainer.records?.steps ?? []).filter((step) => subject.records?.steps.includes(step));
  return {
    explainer,
    subject,
    scores: shared.map((step) => ({
      id: `${explainer.id} about ${subject.id} at ${step}`,
      claims: { kind: "run", run: explainer.id, step },
      self: { run: subject.id, step },
      target,
    })),
  };
}

/** The same scores with claims that never look at the edit. */
export function scoreConstant({ explainer, subject, scores }: ScoredPath, constant: string): ScoredPath {
  const claims = { kind: "constant", id: constant } as const;
  return {
    explainer,
    subject,
    scores: scores.map((score) => ({ ...score, id: `${constant} about ${score.id}`, claims })),
  };
}

/** The run looked at is what a mean leads to; of a mean it is not in, its first run. */
export function pathOf({ paths }: Line, run: string): ScoredPath | undefined {
  return paths.find(({ explainer }) => explainer.id === run) ?? paths[0];
}

/** Whose behaviour a run's claims are about. */
export function subjectOf(bundle: Bundle, run: Run): Run {
  return (run.subject === null ? undefined : findRun(bundle, run.subject)) ?? run;
}

function ownPath(bundle: Bundle, run: Run): ScoredPath {
  return scorePath(run, subjectOf(bundle, run), run.supervision.target ?? bundle.target);
}

/** The recorded runs of an arm and family that have a target, by seed. */
function seedsOf(bundle: Bundle, arm: string, family: string | null): Run[] {
  return bundle.runs
    .filter((run) => run.arm === arm && familyOf(bundle, run) === family)
    .filter((run) => run.records !== null && run.supervision.target !== null)
    .sort((a, b) => a.seed - b.seed);
}

/** All seeds of a run's arm and family, itself among them. */
export function siblingsOf(bundle: Bundle, run: Run): Run[] {
  return seedsOf(bundle, run.arm, familyOf(bundle, run));
}

/** What a run goes through: from which kind of start, by which shift of behaviour. */
function courseOf(bundle: Bundle, { start, shift }: Run): string {
  const from = start === null ? null : findRun(bundle, start.run)?.arm;
  return JSON.stringify([from, shift]);
}

/**
 * The run of another arm that stands beside a run, by its family and, where it can be, its seed; or null. One that goes
 * through another course is no control: its lag and its gap are those of another change.
 */
function controlOf(bundle: Bundle, kind: Control, run: Run): Run | null {
  const subject = subjectOf(bundle, run);
  if (kind === "external") {
    const external = subject.external === null ? undefined : findRun(bundle, subject.external);
    return external?.records && external.id !== run.id ? external : null;
  }
  const named = kind === "text-only" ? bundle.controls.textOnly : bundle.controls[kind];
  const arm = named === null ? undefined : findRun(bundle, named)?.arm;
  if (arm === undefined || arm === run.arm) return null;
  const course = courseOf(bundle, subject);
  const candidates = seedsOf(bundle, arm, familyOf(bundle, run)).filter((one) =>
    one.subject === null ? courseOf(bundle, one) === course : one.subject === subject.id,
  );
  return mostAlike(bundle, candidates, run) ?? null;
}

/** A control's claims: about its own behaviour, or as an outsider about the run's. */
function controlPath(bundle: Bundle, kind: Control, run: Run): ScoredPath | null {
  const control = controlOf(bundle, kind, run);
  if (control === null) return null;
  const isOutsider = kind === "external" || control.subject !== null;
  if (!isOutsider) return ownPath(bundle, control);
  return scorePath(control, subjectOf(bundle, run), run.supervision.target ?? bundle.target);
}

/** The line of a control; null where the bundle has none for this run. */
function controlLine(bundle: Bundle, kind: Control, runs: readonly Run[]): Line | null {
  const paths = runs.map((run) => controlPath(bundle, kind, run)).filter((path) => path !== null);
  // Two seeds may have to share one control: it counts once.
  const once = paths.filter((path, i) => paths.findIndex((one) => isSame(one, path)) === i);
  return once.length === 0 ? null : { id: kind, kind, paths: once };
}

function isSame(a: ScoredPath, b: ScoredPath): boolean {
  return a.explainer.id === b.explainer.id && a.subject.id === b.subject.id;
}

/** Whether a run is itself of the arm that a kind of control stands for: then it is not missing beside it. */
export function isOwnKind(bundle: Bundle, kind: Beside, run: Run): boolean {
  const { online, external, textOnly, shuffled } = bundle.controls;
  const named = {
    online,
    external,
    "text-only": textOnly,
    shuffled,
    seeds: null,
    "other-entities": null,
    constant: null,
  }[kind];
  return named !== null && findRun(bundle, named)?.arm === run.arm;
}

export type Lines = {
  main: Line;
  /** What can be drawn beside it, whether or not it is asked for; in the order of drawing. */
  beside: Line[];
};

/** The lines that a run can have beside it; those that a view asks for are for the caller to pick. */
export function listLines(bundle: Bundle, run: Run, line: TimelineView["line"]): Lines {
  const siblings = siblingsOf(bundle, run);
  const runs = line === "mean" ? siblings : [run];
  const paths = runs.map((one) => ownPath(bundle, one));
  const seeds = siblings.filter((one) => line === "mean" || one.id !== run.id);
  const besides: (Line | null)[] = [
    ...(siblings.length < 2
      ? []
      : seeds.map((one): Line => ({ id: `seed ${one.seed}`, kind: "seeds", paths: [ownPath(bundle, one)] }))),
    ...TAUGHT_OTHERWISE.map((kind) => controlLine(bundle, kind, runs)),
    { id: "constant", kind: "constant", paths: paths.map((path) => scoreConstant(path, UNCHANGED)) },
  ];
  return { main: { id: "main", kind: "main", paths }, beside: besides.filter((one) => one !== null) };
}

/** The split that a filter leaves out; null where it takes all entities. */
export function otherSplit(split: Split | null): Split | null {
  if (split === null) return null;
  return split === "held-out" ? "explained" : "held-out";
}

/** A line's runs on the entities that the filter's split leaves out; null where it leaves out none. */
export function onOtherEntities({ paths }: Line, split: Split | null): Line | null {
  const other = otherSplit(split);
  if (other === null) return null;
  return {
    id: "other-entities",
    kind: "other-entities",
    split: other,
    paths: paths.map((path) => ({
      ...path,
      scores: path.scores.map((score) => ({ ...score, id: `${other}: ${score.id}` })),
    })),
  };
}

/** Steps at which a line has points: those of its path, or those that all of its paths have. */
export function stepsOfLine({ paths }: Line): number[] {
  const [first, ...others] = paths.map(({ scores }) => scores.map(({ self }) => self.step));
  return (first ?? []).filter((step) => others.every((steps) => steps.includes(step)));
}
