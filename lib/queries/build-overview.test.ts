import { describe, expect, it } from "vitest";
import type { RecordsTable } from "@/lib/bundle/records";
import type { Bundle, Run, RunStep } from "@/lib/bundle/schema";
import { ANALYSIS_METHOD } from "@/lib/queries/analysis-method";
import { addControls, buildOverview, overviewRuns } from "@/lib/queries/build-overview";
import type { NoRecords } from "@/lib/queries/score-answers";
import { simulateBundle } from "@/lib/queries/simulated-bundle.test-support";
import type { Estimate } from "@/lib/stats/estimate";

const { bundle, items, records } = simulateBundle();
const first = buildOverview(bundle, items, records);
const overview = addControls(first, bundle, items, records);

function valued(estimate: Estimate | undefined) {
  if (estimate?.kind !== "value") throw new Error(`expected a value, got ${estimate?.reason}`);
  return estimate;
}

const control = (id: string): Run => {
  const run = bundle.runs.find((candidate) => candidate.id === id);
  if (run === undefined) throw new Error(`expected a run ${id}`);
  return run;
};

/** The bundle with another target of one of its runs. */
function withTarget(id: string, target: RunStep): Bundle {
  const supervision = { ...control(id).supervision, target };
  return { ...bundle, runs: bundle.runs.map((run) => (run.id === id ? { ...run, supervision } : run)) };
}

describe("overviewRuns", () => {
  it("asks for the flagship and the target first, then for each control once", () => {
    expect(overviewRuns(bundle)).toEqual({
      path: ["flagship", "m0"],
      controls: ["online", "external", "text-only", "shuffled"],
    });
    const controls = { external: null, shuffled: null, online: null, textOnly: "external" };
    expect(overviewRuns({ ...bundle, controls }).controls).toEqual(["external"]);
  });

  it("asks for a control's own target, and for no other seed of its arm", () => {
    const others = [
      { ...control("external"), id: "external-s1", seed: 1 },
      { ...control("m0"), id: "m0-s1", seed: 1 },
    ];
    const online = withTarget("online", { run: "m0-s1", step: 100 });
    expect(overviewRuns({ ...online, runs: [...others, ...online.runs] })).toEqual({
      path: ["flagship", "m0"],
      controls: ["online", "m0-s1", "external", "text-only", "shuffled"],
    });
  });
});

describe("buildOverview", () => {
  it("follows the flagship over its steps, in both splits", () => {
    expect(overview.steps).toEqual([0, 5, 10]);
    for (const split of ["held-out", "explained"] as const) {
      expect(overview.path[split].map(({ step }) => step)).toEqual([0, 5, 10]);
      const [start, , last] = overview.path[split];
      // At its first step the flagship is the target: nothing to tell apart.
      expect(start?.summary.couplingIndex.kind).toBe("undefined");
      expect(start?.summary.agreement).toMatchObject({ value: 1 });
      expect(valued(last?.summary.agreement).value).toBeLessThan(0.9);
      expect(last?.summary.counts).toMatchObject({ items: 288, prompts: 72, entities: 24 });
    }
  });

  it("names every point at the last step, oracles and constants where they must be", () => {
    const points = overview.points["held-out"];
    expect(points.map(({ id }) => id)).toEqual([
      "flagship",
      "oracle-self",
      "oracle-target",
      "constant-unchanged",
      "constant-class-0",
      "constant-class-1",
      "constant-class-2",
      "online",
      "external",
      "text-only",
      "shuffled",
    ]);
    expect(new Set(points.map(({ step }) => step))).toEqual(new Set([10]));
    const index = (id: string) =>
      valued(points.find((point) => point.id === id)?.summary.couplingIndex).value;
    expect(index("oracle-self")).toBe(1);
    expect(index("oracle-target")).toBe(0);
    for (const id of ["constant-unchanged", "constant-class-0", "constant-class-2"])
      expect(index(id)).toBe(0.5);
    expect(index("online")).toBeGreaterThan(index("flagship"));
    expect(index("flagship")).toBeGreaterThan(index("shuffled"));
    expect(points[0]?.summary).toBe(overview.path["held-out"].at(-1)?.summary);
  });

  it("scores external and text-only claims against the flagship's behaviour", () => {
    const points = overview.points["held-out"];
    const find = (id: string) => points.find((point) => point.id === id);
    for (const id of ["external", "text-only"]) {
      expect(find(id)?.subject).toBe("flagship");
      expect(find(id)?.summary.actualRate).toEqual(find("flagship")?.summary.actualRate);
      expect(find(id)?.summary.faithfulnessSelf).not.toEqual(find("flagship")?.summary.faithfulnessSelf);
    }
    expect(find("shuffled")?.subject).toBe("shuffled");
  });

  it("holds a control's claims against its own target", () => {
    // With itself as target there is nothing to tell apart.
    const itself = withTarget("shuffled", { run: "shuffled", step: 10 });
    const points = addControls(first, itself, items, records).points["held-out"];
    const find = (id: string) => points.find((point) => point.id === id)?.summary;
    expect(find("shuffled")?.agreement).toMatchObject({ value: 1 });
    expect(find("shuffled")?.couplingIndex.kind).toBe("undefined");
    const others = overview.points["held-out"];
    expect(find("online")).toEqual(others.find(({ id }) => id === "online")?.summary);

    const nowhere = withTarget("shuffled", { run: "m0-s1", step: 100 });
    expect(addControls(first, nowhere, items, records).missing).toEqual([
      "shuffled is not shown: its target is m0-s1, and it has no records.",
    ]);
  });

  it("makes do with a first and a last step", () => {
    const ends = new Map(
      [...records].map(([run, table]) => [
        run,
        table.steps.length < 3 ? table : { steps: [0, 10], answers: table.answers.filter((_, i) => i !== 1) },
      ]),
    );
    const short = addControls(buildOverview(bundle, items, ends), bundle, items, ends);
    expect(short.steps).toEqual([0, 10]);
    expect(short.path["held-out"].map(({ summary }) => summary)).toEqual(
      [0, 2].map((i) => overview.path["held-out"][i]?.summary),
    );
    expect(short.points).toEqual(overview.points);
    expect(short.missing).toEqual([]);
  });

  it("compares in the same resampled entities", () => {
    const points = overview.points["held-out"];
    const index = (id: string) =>
      valued(points.find((point) => point.id === id)?.summary.couplingIndex).value;
    const { overExternal, recovery } = overview.comparison["held-out"];
    expect(valued(overExternal).value).toBeCloseTo(index("flagship") - index("external"), 12);
    expect(valued(recovery).value).toBeCloseTo(
      (index("flagship") - index("external")) / (index("online") - index("external")),
      12,
    );
    const { unknowing } = overview.comparison["held-out"];
    expect(valued(unknowing.overExternal).value).toBeCloseTo(0.5 - index("external"), 12);
    expect(valued(unknowing.recovery).value).toBeCloseTo(
      (0.5 - index("external")) / (index("online") - index("external")),
      12,
    );
  });

  it("gives the same numbers every time", () => {
    const again = addControls(buildOverview(bundle, items, records), bundle, items, records);
    expect(again).toEqual(overview);
    expect(overview.method).toEqual(ANALYSIS_METHOD);
  });

  it("answers first from the flagship and the target alone", () => {
    const two = new Map([...records].filter(([run]) => run === "flagship" || run === "m0"));
    expect(buildOverview(bundle, items, two)).toEqual(first);
    expect(first.path).toEqual(overview.path);
    expect(first.isComplete).toBe(false);
    expect(first.points["held-out"]).toEqual(overview.points["held-out"].slice(0, 7));
    expect(first.comparison["held-out"].recovery).toEqual({
      kind: "undefined",
      reason: "the controls' records have not been read yet",
    });
    expect(first.missing).toEqual([]);
  });

  it("says what is missing and shows the rest", () => {
    const damaged = new Map<string, RecordsTable | NoRecords>(records);
    damaged.set("external", { reason: "its records could not be read", isUnread: true });
    damaged.set("online", { steps: [7], answers: [] });
    const controls = { ...bundle.controls, shuffled: null };
    const partial = addControls(first, { ...bundle, controls }, items, damaged);
    expect(partial.missing).toEqual([
      "online is not shown: it shares no step with online.",
      "The bundle has no shuffled labels.",
    ]);
    expect(partial.unread).toEqual(["external is not shown: its records could not be read"]);
    expect(partial.points.explained.map(({ id }) => id)).toContain("text-only");
    expect(partial.comparison.explained.overExternal).toEqual({
      kind: "undefined",
      reason: "external is not shown: its records could not be read",
    });
  });

  it("does without a split that has no items", () => {
    const heldOut = items.map((item) => ({ ...item, split: "held-out" as const }));
    const partial = addControls(buildOverview(bundle, heldOut, records), bundle, heldOut, records);
    expect(partial.path.explained).toEqual([]);
    expect(partial.missing).toEqual(["The bundle has no explained items."]);
  });
});
