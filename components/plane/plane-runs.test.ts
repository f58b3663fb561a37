import { describe, expect, it } from "vitest";
import { makeArm, makeBundle, makeRecords, makeRun } from "@/lib/bundle/bundle.test-support";
import { MAX_PLANE_RUNS } from "@/lib/permalink/plane-view";
import { findRunSet, listRunSets, nameRuns } from "./plane-runs";

const small = makeBundle();
const run = (id: string, change: object) =>
  makeRun(id, { records: makeRecords(id, { rows: 24, steps: [0, 10] }), ...change });
const bundle = makeBundle({
  families: [...small.families, { ...small.families[0], id: "other", title: "Other" } as never],
  arms: [...small.arms, makeArm("late")],
  runs: [
    ...small.runs,
    run("seed-1", { seed: 1 }),
    run("other-0", { family: "other" }),
    run("late-0", { arm: "late" }),
    ...Array.from({ length: MAX_PLANE_RUNS + 3 }, (_, seed) => run(`many-${seed}`, { seed: seed + 2 })),
  ],
});
const names = (...ids: string[]) => nameRuns(bundle, ids).map(({ name }) => name);

describe("nameRuns", () => {
  it("says no more than tells the runs apart", () => {
    expect(names("flagship", "late-0")).toEqual(["Arm fixed-shift", "Arm late"]);
    expect(names("flagship", "seed-1", "late-0")).toEqual([
      "Arm fixed-shift, seed 0",
      "Arm fixed-shift, seed 1",
      "Arm late",
    ]);
    expect(names("flagship", "other-0")).toEqual(["Tiny", "Other"]);
    expect(names("flagship", "seed-1")).toEqual(["seed 0", "seed 1"]);
    expect(names("flagship", "seed-1", "other-0")).toEqual(["Tiny, seed 0", "Tiny, seed 1", "Other"]);
    expect(names("flagship")).toEqual(["Arm fixed-shift"]);
  });

  it("gives each a letter and the rest of its name", () => {
    expect(
      nameRuns(bundle, ["late-0", "seed-1"]).map(({ letter, arm, note }) => [letter, arm, note]),
    ).toEqual([
      ["a", "Arm late", "Tiny, seed 0"],
      ["b", "Arm fixed-shift", "Tiny, seed 1"],
    ]);
  });
});

describe("listRunSets", () => {
  it("has sets of runs that can be placed, never more than the plane takes", () => {
    const sets = listRunSets(bundle);
    expect(sets.map(({ id }) => id)).toEqual(["controls", "seeds", "families"]);
    expect(sets.find(({ id }) => id === "families")?.runs).toEqual(["flagship", "other-0"]);
    for (const { runs } of sets) {
      expect(runs.length).toBeLessThanOrEqual(MAX_PLANE_RUNS);
      expect(runs).not.toContain("m0");
    }
  });

  it("is found again in any order, and only whole", () => {
    const sets = listRunSets(bundle);
    expect(findRunSet(sets, ["other-0", "flagship"])?.id).toBe("families");
    expect(findRunSet(sets, ["flagship"])).toBeNull();
  });
});
