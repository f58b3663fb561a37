/**
 * What the Overview's points are scored over: a split's items with the draws over their entities, and the flagship's
 * target. Pure.
 */
import type { RecordsTable } from "@/lib/bundle/records";
import { findRun } from "@/lib/bundle/runs";
import type { Bundle, Run } from "@/lib/bundle/schema";
import { buildScored, type Selection, selectItems } from "@/lib/coupling/scored";
import type { Answers, Item, Scored, Split } from "@/lib/coupling/types";
import { ANALYSIS_METHOD } from "@/lib/queries/analysis-method";
import type { LoadedRecords } from "@/lib/queries/score-answers";
import type { ExplainerPoint } from "@/lib/queries/types";
import { drawResamples, type Resamples } from "@/lib/stats/cluster-bootstrap";
import { makeRng } from "@/lib/stats/rng";

/** A run of the bundle. Throws where it has none of that id. */
export function requireRun(bundle: Bundle, id: string): Run {
  const run = findRun(bundle, id);
  if (run === undefined)
    throw new RangeError(`internal: requireRun: expected a run of the bundle, got ${id}`);
  return run;
}

/** A run's records. Throws where they were not loaded. */
export function requireRecords(records: LoadedRecords, run: string): RecordsTable {
  const table = records.get(run);
  if (table === undefined || "reason" in table) {
    throw new RangeError(
      `internal: requireRecords: expected the records of ${run}, got ${table?.reason ?? "none"}`,
    );
  }
  return table;
}

/** What a run answers at a step, or null where it has no records of it. */
export function answersAt(table: RecordsTable, step: number): Answers | null {
  return table.answers[table.steps.indexOf(step)] ?? null;
}

/** A split's rows, the draws over their entities (the same at every call), and the flagship's target's answers. */
export type Frame = { selection: Selection; resamples: Resamples; target: Answers };

/** An explainer's claims about its subject at the last step that both have records of, against `target`. */
export function scoreLastStep(
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

/** A point of the Overview before it is summed up. */
export type NamedScored = Omit<ExplainerPoint, "summary"> & { scored: Scored };

/** The items of a split, the draws over their entities (the same at every call) and the target's answers. */
export function makeFrame(
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
export function scoreFlagship(bundle: Bundle, records: LoadedRecords, frame: Frame): NamedScored | null {
  const { id, title } = requireRun(bundle, bundle.flagship);
  const table = requireRecords(records, id);
  const last = scoreLastStep(frame, table, table);
  return last && { id, kind: "run", title, run: id, subject: id, ...last };
}
