/** The runs on the plane: what they are called beside each other, and sets of them to begin with. Pure. */
import { runName } from "@/components/probe/run-words";
import { armTitle, familyOf, familyTitle, findRun, groupRuns, mostAlike } from "@/lib/bundle/runs";
import type { Bundle, Run } from "@/lib/bundle/schema";
import { defaultPlaneRuns, MAX_PLANE_RUNS, notOnPlane } from "@/lib/permalink/plane-view";

export type NamedRun = {
  run: Run;
  /** "a" ... "l": stands for the name where names have no room. */
  letter: string;
  /** What tells it from the other runs chosen, as short as can be. */
  name: string;
  /** How it was trained, and which of those runs it is: "GPT-2-style, seed 0". */
  arm: string;
  note: string;
};

/** The runs by what they differ in: arm, family, and the seed where several are left. */
export function nameRuns(bundle: Bundle, ids: readonly string[]): NamedRun[] {
  const runs = ids.flatMap((id) => findRun(bundle, id) ?? []);
  const differ = (of: (run: Run) => string | null) => new Set(runs.map(of)).size > 1;
  const hasArms = differ(({ arm }) => arm);
  const hasFamilies = differ((run) => familyOf(bundle, run));
  const isLike = (one: Run, other: Run) =>
    one.arm === other.arm && familyOf(bundle, one) === familyOf(bundle, other);
  return runs.map((run, index) => {
    const id = familyOf(bundle, run);
    const family = id === null ? null : familyTitle(bundle, id);
    const [arm, seed] = [armTitle(bundle, run), `seed ${run.seed}`];
    const hasSeeds = runs.filter((other) => isLike(run, other)).length > 1;
    const parts = [hasArms && arm, hasFamilies && family, hasSeeds && seed];
    const told = parts.filter((part) => typeof part === "string");
    return {
      run,
      letter: String.fromCharCode("a".charCodeAt(0) + index),
      name: told.length > 0 ? told.join(", ") : arm,
      arm,
      note: runName(bundle, run),
    };
  });
}

export type RunSet = { id: string; title: string; runs: string[] };

function isOnPlane(bundle: Bundle, { id }: Run): boolean {
  return notOnPlane(bundle, id) === null;
}

/** Sets of two or more runs that answer a question together, no two the same. */
export function listRunSets(bundle: Bundle): RunSet[] {
  const flagship = findRun(bundle, bundle.flagship);
  if (flagship === undefined) return [];
  const arms = groupRuns(bundle);
  const ofArm = (id: string) =>
    (arms.find(({ arm }) => arm.id === id)?.runs ?? []).filter((run) => isOnPlane(bundle, run));
  const own = ofArm(flagship.arm);
  const title = armTitle(bundle, flagship);
  const inFamily = (run: Run) => familyOf(bundle, run) === familyOf(bundle, flagship);
  const sets: RunSet[] = [
    { id: "controls", title: "The first page’s run with its controls", runs: defaultPlaneRuns(bundle) },
    { id: "seeds", title: `Every seed: ${title}`, runs: own.filter(inFamily).map(({ id }) => id) },
    {
      id: "families",
      title: `Every family: ${title}`,
      runs: own.filter(({ seed }) => seed === flagship.seed).map(({ id }) => id),
    },
    ...bundle.sweeps.map((sweep) => ({
      id: `sweep-${sweep.id}`,
      title: sweep.title,
      runs: sweep.points.flatMap(({ arm }) => mostAlike(bundle, ofArm(arm), flagship)?.id ?? []),
    })),
  ];
  const seen = new Set<string>();
  return sets.flatMap((set) => {
    const runs = [...new Set(set.runs)].slice(0, MAX_PLANE_RUNS);
    const key = [...runs].sort().join();
    if (runs.length < 2 || seen.has(key)) return [];
    seen.add(key);
    return [{ ...set, runs }];
  });
}

/** The set that is shown, in whatever order; null for a choice of the visitor's own. */
export function findRunSet(sets: readonly RunSet[], runs: readonly string[]): RunSet | null {
  const same = (set: RunSet) => set.runs.length === runs.length && set.runs.every((id) => runs.includes(id));
  return sets.find(same) ?? null;
}
