/**
 * What stands beside the flagship at its last step: the controls, each with its own subject and target, and the
 * comparisons with them. Pure.
 */
import type { Bundle, RunStep } from "@/lib/bundle/schema";
import { type Combination, comparePaired, DIFFERENCE } from "@/lib/coupling/compare";
import { constantUnchanged } from "@/lib/coupling/explainers";
import { RECOVERY } from "@/lib/coupling/recovery";
import { flagFew } from "@/lib/coupling/small-cells";
import { fewestBehind, summarySums } from "@/lib/coupling/summary";
import type { Answers, Scored } from "@/lib/coupling/types";
import { ANALYSIS_METHOD } from "@/lib/queries/analysis-method";
import {
  answersAt,
  type Frame,
  type NamedScored,
  requireRun,
  scoreLastStep,
} from "@/lib/queries/overview-frame";
import type { LoadedRecords, NoRecords } from "@/lib/queries/score-answers";
import type { Comparison, ExplainerKind } from "@/lib/queries/types";
import { type Estimate, undefinedEstimate } from "@/lib/stats/estimate";

const NOT_IN_BUNDLE: NoRecords = { reason: "it has no records", isUnread: false };

export type Control = { kind: ExplainerKind; title: string; id: string | null };

/** The bundle's controls, those that it does not have with an id of null. */
export function listControls({ controls }: Bundle): Control[] {
  return [
    { kind: "online", title: "online labels", id: controls.online },
    { kind: "external", title: "external explainer", id: controls.external },
    { kind: "text-only", title: "text-only explainer", id: controls.textOnly },
    { kind: "shuffled", title: "shuffled labels", id: controls.shuffled },
  ];
}

/** A control that cannot be shown; `reason` is part of a sentence. */
export type NotShown = NoRecords & { kind: ExplainerKind };

/** What a target does, or why that is not known. */
function targetAnswers(records: LoadedRecords, { run, step }: RunStep): Answers | NoRecords {
  const table = records.get(run) ?? NOT_IN_BUNDLE;
  if ("reason" in table) return { ...table, reason: `its target is ${run}, and ${table.reason}` };
  const reason = `its target ${run} has no step ${step}`;
  return answersAt(table, step) ?? { reason, isUnread: false };
}

/** A control's claims about its own subject and target, or why it cannot be shown. */
export function scoreControl(
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
export function compare(
  own: NamedScored,
  controls: readonly (NamedScored | NotShown)[],
  frame: Frame,
): Comparison {
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
export function bothWays(reason: Estimate): Comparison {
  const both = { overExternal: reason, recovery: reason };
  return { ...both, unknowing: both };
}
