/** Finding one's way among a bundle's runs: by id, by arm, family and seed. Pure; what to read of them is not here. */
import type { Arm, Bundle, Run } from "@/lib/bundle/schema";

export function findRun(bundle: Bundle, id: string): Run | undefined {
  return bundle.runs.find((run) => run.id === id);
}

/** The arm's title: how a run was trained. */
export function armTitle(bundle: Bundle, run: Run): string {
  return bundle.arms.find(({ id }) => id === run.arm)?.title ?? run.arm;
}

/** A family's title; its id where the bundle has none such. */
export function familyTitle(bundle: Bundle, id: string): string {
  return bundle.families.find((family) => family.id === id)?.title ?? id;
}

/** The family of what a run is about: an explainer that is no model itself belongs to its subject's. */
export function familyOf(bundle: Bundle, run: Run): string | null {
  if (run.family !== null || run.subject === null) return run.family;
  return findRun(bundle, run.subject)?.family ?? null;
}

/** Whether a page has anything of a run to show: its records, or weights to run. */
export function isShowable(run: Run): boolean {
  return run.records !== null || run.checkpoints.length > 0;
}

/** The run whose weights a run's descend from in the end; itself where they come from nobody. */
export function firstAncestor(bundle: Bundle, run: Run): Run {
  const seen = new Set<string>();
  let oldest = run;
  while (oldest.start !== null && !seen.has(oldest.id)) {
    seen.add(oldest.id);
    const before = findRun(bundle, oldest.start.run);
    if (before === undefined) break;
    oldest = before;
  }
  return oldest;
}

export type ArmRuns = { arm: Arm; runs: Run[] };

/** The showable runs by arm, in the bundle's order of arms; an arm's by family (in the bundle's order) and seed. */
export function groupRuns(bundle: Bundle): ArmRuns[] {
  const placeOf = (run: Run) => bundle.families.findIndex(({ id }) => id === familyOf(bundle, run));
  return bundle.arms.flatMap((arm) => {
    const runs = bundle.runs
      .filter((run) => run.arm === arm.id && isShowable(run))
      .sort((a, b) => placeOf(a) - placeOf(b) || a.seed - b.seed);
    return runs.length > 0 ? [{ arm, runs }] : [];
  });
}

/** Of `runs`, the one most like `run`: of its family and seed, else of its family, else of its seed, else the first. */
export function mostAlike(bundle: Bundle, runs: readonly Run[], run: Run): Run | undefined {
  const family = familyOf(bundle, run);
  const ofFamily = runs.filter((other) => familyOf(bundle, other) === family);
  const ofSeed = (among: readonly Run[]) => among.find(({ seed }) => seed === run.seed);
  return ofSeed(ofFamily) ?? ofFamily[0] ?? ofSeed(runs) ?? runs[0];
}
