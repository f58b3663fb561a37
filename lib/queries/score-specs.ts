/** What a run is scored against, as the manifest says: the specs that pages ask with. Pure. */
import { findRun } from "@/lib/bundle/runs";
import type { Bundle, RunStep } from "@/lib/bundle/schema";
import type { ScoreSpec } from "@/lib/queries/types";

/** A run's place in a score: whose claims, whose behaviour, and at which steps both are recorded, ascending. */
export type ScoredRun = { run: string; subject: string; target: RunStep; steps: number[] };

/**
 * A run with its subject and target; null where it has no records, no target (M0), or no step in common with its
 * subject. `subject` scores it against another run's behaviour than the manifest's, and that one's target.
 */
export function scoredRun(bundle: Bundle, id: string, subject?: string): ScoredRun | null {
  const explainer = findRun(bundle, id);
  const subjectId = subject ?? explainer?.subject ?? id;
  const self = findRun(bundle, subjectId);
  const target = (subject === undefined ? explainer : self)?.supervision.target ?? null;
  if (target === null || !explainer?.records || !self?.records) return null;
  const behaved = new Set(self.records.steps);
  const steps = explainer.records.steps.filter((step) => behaved.has(step));
  return steps.length === 0 ? null : { run: id, subject: subjectId, target, steps };
}

/** The score of a run at one of its steps; by default the last one, at which outside explainers are compared. */
export function scoreSpec(
  { run, subject, target, steps }: ScoredRun,
  step = steps.at(-1) as number,
): ScoreSpec {
  return {
    id: `${run}@${step}`,
    claims: { kind: "run", run, step },
    self: { run: subject, step },
    target,
  };
}
