import { describe, expect, it } from "vitest";
import { makeArm, makeBundle, makeRun } from "@/lib/bundle/bundle.test-support";
import { familyOf, findRun, groupRuns, mostAlike } from "@/lib/bundle/runs";
import type { Bundle, Run } from "@/lib/bundle/schema";

const [family] = makeBundle().families as [Bundle["families"][number]];

/** Two families; the arm "noise" with seeds 0 and 2 of one and 1 of the other, listed out of order. */
const bundle = makeBundle({
  families: [family, { ...family, id: "other" }],
  arms: [makeArm("fixed-shift"), makeArm("unfinished"), makeArm("noise"), makeArm("outside")],
  runs: [
    makeRun("noise-other-s1", { arm: "noise", family: "other", seed: 1 }),
    makeRun("noise-s2", { arm: "noise", seed: 2 }),
    makeRun("noise-s0", { arm: "noise" }),
    makeRun("flagship"),
    makeRun("unfinished", { arm: "unfinished", records: null, checkpoints: [] }),
    makeRun("outside", { arm: "outside", family: null, subject: "flagship", checkpoints: [] }),
    makeRun("outside-other", { arm: "outside", family: null, subject: "noise-other-s1", checkpoints: [] }),
  ],
});

const one = (id: string): Run => {
  const run = findRun(bundle, id);
  if (run === undefined) throw new Error(`expected a run ${id}`);
  return run;
};

describe("familyOf", () => {
  it("is the subject's for an explainer that is no model", () => {
    expect(familyOf(bundle, one("noise-s2"))).toBe("tiny");
    expect(familyOf(bundle, one("outside-other"))).toBe("other");
    expect(familyOf(bundle, makeRun("x", { family: null, subject: "nobody" }))).toBeNull();
  });
});

describe("groupRuns", () => {
  it("lists what can be shown by arm, then by family and seed", () => {
    expect(groupRuns(bundle).map(({ arm, runs }) => [arm.id, runs.map(({ id }) => id)])).toEqual([
      ["fixed-shift", ["flagship"]],
      ["noise", ["noise-s0", "noise-s2", "noise-other-s1"]],
      ["outside", ["outside", "outside-other"]],
    ]);
  });
});

describe("mostAlike", () => {
  const noise = bundle.runs.filter(({ arm }) => arm === "noise");
  const like = (overrides: Partial<Run>) => mostAlike(bundle, noise, makeRun("x", overrides))?.id;

  it("keeps family and seed where it can, then the family, then the seed", () => {
    expect(like({ seed: 0 })).toBe("noise-s0");
    expect(like({ seed: 2 })).toBe("noise-s2");
    expect(like({ seed: 1 })).toBe("noise-s2");
    expect(like({ family: "other", seed: 0 })).toBe("noise-other-s1");
    expect(like({ family: "third", seed: 0 })).toBe("noise-s0");
    expect(like({ family: "third", seed: 9 })).toBe("noise-other-s1");
    expect(mostAlike(bundle, [], one("flagship"))).toBeUndefined();
  });
});
