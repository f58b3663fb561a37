/** What the plane asks the analysis for: every point as a score, once for each set of entities. Pure. */
import { findRun } from "@/lib/bundle/runs";
import type { Bundle } from "@/lib/bundle/schema";
import type { Split } from "@/lib/coupling/types";
import type { PlaneView } from "@/lib/permalink/plane-view";
import { nameConstants } from "@/lib/queries/constants";
import { type ScoredRun, scoredRun, scoreSpec } from "@/lib/queries/score-specs";
import type { EstimatesSpec, ScoreSpec } from "@/lib/queries/types";

/** The statistics of a point. */
export const PLANE_STATISTICS = ["selfPull", "targetPull", "bothPull", "couplingIndex"] as const;

/** A run with the steps that are shown of it. */
export type ShownRun = ScoredRun & { shown: number[] };

/** Explainers whose place is known beforehand, scored about the first run that is shown. */
export type Landmark = { id: string; title: string };

export type PlaneRequest = { split: Split | null; spec: EstimatesSpec };

/** The splits that are drawn apart: one, or both; null for all entities together. */
export function splitsOf({ split }: Pick<PlaneView, "split">): (Split | null)[] {
  if (split === "both") return ["held-out", "explained"];
  return [split === "all" ? null : split];
}

/** The chosen runs with their steps, and a sentence for each that has none to show. */
export function shownRuns(
  bundle: Bundle,
  { runs, steps }: Pick<PlaneView, "runs" | "steps">,
): { shown: ShownRun[]; notes: string[] } {
  const shown: ShownRun[] = [];
  const notes: string[] = [];
  for (const id of runs) {
    const title = findRun(bundle, id)?.title ?? id;
    const scored = scoredRun(bundle, id);
    if (scored === null) {
      notes.push(`Not drawn: ${title} (it has no recorded step in common with the run that it is about).`);
      continue;
    }
    const wanted =
      steps === "path"
        ? scored.steps
        : steps === "last"
          ? scored.steps.slice(-1)
          : scored.steps.filter((step) => step === steps);
    if (wanted.length > 0) shown.push({ ...scored, shown: wanted });
    else notes.push(`Not drawn: ${title} (it has no record of step ${steps}).`);
  }
  return { shown, notes };
}

export function listLandmarks(bundle: Bundle): Landmark[] {
  const [unchanged, ...classes] = nameConstants(bundle);
  return [
    { id: "oracle-self", title: "oracle of self" },
    { id: "oracle-target", title: "oracle of target" },
    // All constants stand in one place: one name is enough.
    ...(unchanged ? [{ id: unchanged.id, title: classes.length > 0 ? "constants" : unchanged.title }] : []),
  ];
}

function landmarkScores(bundle: Bundle, first: ShownRun): ScoreSpec[] {
  const { self, target } = scoreSpec(first, first.shown.at(-1) as number);
  return listLandmarks(bundle).map(({ id }) => ({
    id,
    self,
    target,
    claims: id === "oracle-self" || id === "oracle-target" ? { kind: id } : { kind: "constant", id },
  }));
}

/** One request for each split; none where no run is shown. */
export function planeRequests(
  bundle: Bundle,
  shown: readonly ShownRun[],
  { split, filter }: Pick<PlaneView, "split" | "filter">,
): PlaneRequest[] {
  const [first] = shown;
  if (first === undefined) return [];
  const scores = [
    ...shown.flatMap((run) => run.shown.map((step) => scoreSpec(run, step))),
    ...landmarkScores(bundle, first),
  ];
  return splitsOf({ split }).map((one) => ({
    split: one,
    spec: { scores, contrasts: [], filter: { ...filter, split: one }, names: [...PLANE_STATISTICS] },
  }));
}
