/**
 * The Overview's figures from items and records: the flagship's path over its steps, and what stands beside
 * it at the last one. Pure; the analysis worker fetches, this computes.
 */

import type { RecordsTable } from "@/lib/bundle/records";
import { findRun } from "@/lib/bundle/runs";
import type { Bundle, Run, RunStep } from "@/lib/bundle/schema";
import { type Combination, comparePaired, DIFFERENCE } from "@/lib/coupling/compare";
import { constantUnchanged, oracleOfSelf, oracleOfTarget } from "@/lib/coupling/explainers";
import { RECOVERY } from "@/lib/coupling/recovery";
import { buildScored, type Selection, selectItems } from "@/lib/coupling/scored";
import { flagFew } from "@/lib/coupling/small-cells";
import { fewestBehind, summarise, summarySums } from "@/lib/coupling/summary";
import type { Answers, Item, Scored, Split } from "@/lib/coupling/types";
import { ANALYSIS_METHOD } from "@/lib/queries/analysis-method";
import { bestConstants, listConstants } from "@/lib/queries/constants";
import type { LoadedRecords, NoRecords } from "@/lib/queries/score-answers";
import type { Comparison, ExplainerKind, ExplainerPoint, Overview, PathPoint } from "@/lib/queries/types";
import { drawResamples, type Resamples } from "@/lib/stats/cluster-bootstrap";
import { type Estimate, undefinedEstimate } from "@/lib/stats/estimate";
import { makeRng } from "@/lib/stats/rng";

const SPLITS = ["held-out", "explained"] as const satisfies Split[];
const NOT_YET = "the controls' records have not been read yet";
const NOT_IN_BUNDLE: NoRecords = { reason: "it has no records", isUnread: false };

type Control = { kind: ExplainerKind; title: string; id: string | null };

function listControls({ controls }: Bundle): Control[] {
  return [
    { kind: "online", title: "online labels", id: controls.online },
    { kind: "external", title: "external explainer", id: controls.external },
    { kind: "text-only", title: "text-only explainer", id: controls.textOnly },
    { kind: "shuffled", title: "shuffled labels", id: controls.shuffled },
  ];
}

/** Runs whose records the flagship's path needs, and those the named points need besides. */
export function overviewRuns(bundle: Bundle): { path: string[]; controls: string[] } {
  const path = [...new Set([bundle.flagship, bundle.target.run])];
  const named = listControls(bundle).flatMap(({ id }) => {
    const run = id === null ? undefined : findRun(bundle, id);
    return [id, run?.subject, run?.supervision.target?.run].filter((each) => typeof each === "string");
  });
  return { path, controls: [...new Set(named)].filter((id) => !path.includes(id)) };
}

function requireRun(bundle: Bundle, id: string): Run {
  const run = findRun(bundle, id);
  if (run === undefined)
    throw new RangeError(`internal: requireRun: expected a run of the bundle, got ${id}`);
  return run;
}

function answersAt(table: RecordsTable, step: number): Answers | null {
  return table.answers[table.steps.indexOf(step)] ?? null;
}

/** A split's rows, the draws over their entities (the same at every call), and the flagship's target's answers. */
type Frame = { selection: Selection; resamples: Resamples; target: Answers };

/** An explainer's claims about its subject at the last step that both have records of, against `target`. */
function scoreLastStep(
  frame: Frame,
  explainer: RecordsTable,
  subject: RecordsTable,
  target: Answers = frame.target,
): { step: number; scored: Scored } | null {
  const step = explainer.steps.findLast((candidate) => subject.steps.includes(candidate));
  if (step === undefined) return null;
  const claim = answersAt(explainer, step)?.claim;
  const self = answersAt(subject, step);
  const start = subject.answers[0];
  if (!claim || !self || !start) return null;
  const given = { claim, self, start, target };
  return { step, scored: buildScored(frame.selection, given) };
}

type NamedScored = Omit<ExplainerPoint, "summary"> & { scored: Scored };

function listComputed(bundle: Bundle, flagship: { step: number; scored: Scored }): NamedScored[] {
  const { step, scored } = flagship;
  const about = { run: null, subject: bundle.flagship, step };
  return [
    {
      ...about,
      id: "oracle-self",
      kind: "oracle-self",
      title: "oracle of self",
      scored: oracleOfSelf(scored),
    },
    {
      ...about,
      id: "oracle-target",
      kind: "oracle-target",
      title: "oracle of target",
      scored: oracleOfTarget(scored),
    },
    ...listConstants(bundle, scored).map((constant) => ({
      ...about,
      ...constant,
      kind: "constant" as const,
    })),
  ];
}

/** A control that cannot be shown; `reason` is part of a sentence. */
type NotShown = NoRecords & { kind: ExplainerKind };

/** What a target does, or why that is not known. */
function targetAnswers(records: LoadedRecords, { run, step }: RunStep): Answers | NoRecords {
  const table = records.get(run) ?? NOT_IN_BUNDLE;
  if ("reason" in table) return { ...table, reason: `its target is ${run}, and ${table.reason}` };
  const reason = `its target ${run} has no step ${step}`;
  return answersAt(table, step) ?? { reason, isUnread: false };
}

function scoreControl(
  bundle: Bundle,
  records: LoadedRecords,
  frame: Frame,
  { kind, title, id }: Control,
): NamedScored | NotShown {
  if (id === null) return { kind, reason: `the bundle has no ${title}`, isUnread: false };
  const run = requireRun(bundle, id);
  const subject = run.subject ?? id;
  const notShown = ({ reason, isUnread }: NoRecords) => {
    return { kind, reason: `${id} is not shown: ${reason}`, isUnread };
  };
  const table = records.get(id) ?? NOT_IN_BUNDLE;
  if ("reason" in table) return notShown(table);
  const subjectTable = records.get(subject) ?? NOT_IN_BUNDLE;
  if ("reason" in subjectTable) {
    return notShown({ ...subjectTable, reason: `its subject is ${subject}, and ${subjectTable.reason}` });
  }
  // Its own, which need not be the flagship's.
  const target = targetAnswers(records, run.supervision.target ?? bundle.target);
  if ("reason" in target) return notShown(target);
  const last = scoreLastStep(frame, table, subjectTable, target);
  if (last === null) {
    return notShown({ reason: `it shares no step with ${subject}`, isUnread: false });
  }
  return { id, kind, title, run: id, subject, ...last };
}

/** The flagship against the external explainer and the online arm, in the same resampled entities. */
function compare(own: NamedScored, controls: readonly (NamedScored | NotShown)[], frame: Frame): Comparison {
  const find = (kind: ExplainerKind): NamedScored | Estimate => {
    const control = controls.find((point) => point.kind === kind);
    if (control === undefined) return undefinedEstimate(`there is no ${kind} to compare with`);
    return "reason" in control ? undefinedEstimate(control.reason) : control;
  };
  const [external, online] = [find("external"), find("online")];
  if (!("scored" in external)) return bothWays(external);
  const against = (claims: Scored) => {
    const of = (explainers: Scored[], combination: Combination) =>
      flagFew(
        comparePaired("couplingIndex", explainers, combination, frame.resamples, ANALYSIS_METHOD),
        fewestOf(explainers, frame),
      );
    const pair = [claims, external.scored];
    return {
      overExternal: of(pair, DIFFERENCE),
      recovery: "scored" in online ? of([...pair, online.scored], RECOVERY) : online,
    };
  };
  return { ...against(own.scored), unknowing: against(constantUnchanged(own.scored)) };
}

/** The fewest edits of a kind behind the coupling index of any of these. */
function fewestOf(explainers: readonly Scored[], { selection: { clusters } }: Frame): number {
  return Math.min(
    ...explainers.map((scored) => fewestBehind(summarySums(scored, clusters), "couplingIndex")),
  );
}

/** A comparison of which nothing can be said, for one reason. */
function bothWays(reason: Estimate): Comparison {
  const both = { overExternal: reason, recovery: reason };
  return { ...both, unknowing: both };
}

function buildPath(bundle: Bundle, flagship: RecordsTable, frame: Frame): PathPoint[] {
  const [start] = flagship.answers;
  if (start === undefined) return [];
  return flagship.answers.map((self, i) => {
    const scored = buildScored(frame.selection, { claim: self.claim, self, start, target: frame.target });
    return {
      step: flagship.steps[i] as number,
      summary: summarise(scored, frame.resamples, ANALYSIS_METHOD),
      constants: bestConstants(listConstants(bundle, scored)),
    };
  });
}

function summarisePoint({ scored, ...point }: NamedScored, frame: Frame): ExplainerPoint {
  return { ...point, summary: summarise(scored, frame.resamples, ANALYSIS_METHOD) };
}

function requireRecords(records: LoadedRecords, run: string): RecordsTable {
  const table = records.get(run);
  if (table === undefined || "reason" in table) {
    throw new RangeError(
      `internal: requireRecords: expected the records of ${run}, got ${table?.reason ?? "none"}`,
    );
  }
  return table;
}

/** The items of a split, the draws over their entities (the same at every call) and the target's answers. */
function makeFrame(
  bundle: Bundle,
  items: readonly Item[],
  records: LoadedRecords,
  split: Split,
): Frame | null {
  const { run, step } = bundle.target;
  const target = answersAt(requireRecords(records, run), step);
  if (target === null)
    throw new RangeError(`internal: makeFrame: expected the target's step ${step}, got none`);
  const selection = selectItems(items, (item) => item.split === split);
  if (selection.clusters === 0) return null;
  const rng = makeRng(ANALYSIS_METHOD.seed);
  return { selection, resamples: drawResamples(selection.clusters, ANALYSIS_METHOD.draws, rng), target };
}

/** The flagship's own point, with its claims. */
function scoreFlagship(bundle: Bundle, records: LoadedRecords, frame: Frame): NamedScored | null {
  const { id, title } = requireRun(bundle, bundle.flagship);
  const table = requireRecords(records, id);
  const last = scoreLastStep(frame, table, table);
  return last && { id, kind: "run", title, run: id, subject: id, ...last };
}

/**
 * The quick part: path, oracles and constants, from the flagship's and the target's records. Throws where
 * `records` lacks one of the two.
 */
export function buildOverview(bundle: Bundle, items: readonly Item[], records: LoadedRecords): Overview {
  const run = requireRun(bundle, bundle.flagship);
  const flagship = requireRecords(records, run.id);
  const waiting = bothWays(undefinedEstimate(NOT_YET));
  const overview: Overview = {
    flagship: { run: run.id, title: run.title, family: run.family },
    target: { ...bundle.target, title: requireRun(bundle, bundle.target.run).title },
    steps: flagship.steps,
    ramp: run.shift.ramp,
    path: { explained: [], "held-out": [] },
    points: { explained: [], "held-out": [] },
    comparison: { explained: waiting, "held-out": waiting },
    method: ANALYSIS_METHOD,
    missing: [],
    unread: [],
    isComplete: false,
  };
  for (const split of SPLITS) {
    const frame = makeFrame(bundle, items, records, split);
    const own = frame && scoreFlagship(bundle, records, frame);
    if (!frame || !own) {
      overview.missing.push(`The bundle has no ${split} items.`);
      continue;
    }
    const path = buildPath(bundle, flagship, frame);
    const { scored: _, ...point } = own;
    overview.path[split] = path;
    overview.points[split] = [
      { ...point, summary: (path.at(-1) as PathPoint).summary },
      ...listComputed(bundle, own).map((computed) => summarisePoint(computed, frame)),
    ];
  }
  return overview;
}

/**
 * The rest: `first` with the controls' points and the comparisons. A control that cannot be shown ends in `missing`,
 * or in `unread` where its records could not be read.
 */
export function addControls(
  first: Overview,
  bundle: Bundle,
  items: readonly Item[],
  records: LoadedRecords,
): Overview {
  const missing = new Set(first.missing);
  const unread = new Set<string>();
  const points = { ...first.points };
  const comparison = { ...first.comparison };
  for (const split of SPLITS) {
    const frame = makeFrame(bundle, items, records, split);
    const own = frame && scoreFlagship(bundle, records, frame);
    if (!frame || !own) continue;
    const controls = listControls(bundle).map((control) => scoreControl(bundle, records, frame, control));
    const named = controls.filter((control) => "scored" in control);
    for (const control of controls) {
      if (!("reason" in control)) continue;
      if (control.isUnread) unread.add(control.reason);
      else missing.add(`${control.reason.replace(/^the/, "The")}.`);
    }
    points[split] = [...first.points[split], ...named.map((control) => summarisePoint(control, frame))];
    comparison[split] = compare(own, controls, frame);
  }
  return { ...first, points, comparison, missing: [...missing], unread: [...unread], isComplete: true };
}
