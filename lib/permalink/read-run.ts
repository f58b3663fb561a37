/** Why a link's run or step cannot be shown from records, in words that complete "which ...". Pure. */
import { findRun } from "@/lib/bundle/runs";
import type { Bundle, Run } from "@/lib/bundle/schema";

export function recordedStepsOf(run: Run | undefined): readonly number[] {
  return run?.records?.steps ?? [];
}

/** Null for a run that has records. */
export function notRecorded(bundle: Bundle, id: string): string | null {
  const run = findRun(bundle, id);
  if (run === undefined) return "is not in this bundle";
  return run.records === null ? "has no records" : null;
}

/** Null for a step that the run has records of. */
export function notRecordedAt(bundle: Bundle, run: string, step: number): string | null {
  return recordedStepsOf(findRun(bundle, run)).includes(step) ? null : `is not among the steps of ${run}`;
}
