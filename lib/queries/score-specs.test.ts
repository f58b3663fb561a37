import { describe, expect, it } from "vitest";
import { makeBundle, makeRecords } from "@/lib/bundle/bundle.test-support";
import { buildPrompts, listItems } from "@/lib/queries/build-prompts";
import { scoredRun, scoreSpec } from "@/lib/queries/score-specs";
import { simulateBundle } from "@/lib/queries/simulated-bundle.test-support";

const bundle = makeBundle();
const target = { run: "m0", step: 100 };

describe("scoredRun", () => {
  it("holds a run against itself, and an outside explainer against its subject", () => {
    expect(scoredRun(bundle, "flagship")).toEqual({
      run: "flagship",
      subject: "flagship",
      target,
      steps: [0, 10],
    });
    expect(scoredRun(bundle, "external")?.subject).toBe("flagship");
    expect(scoredRun(bundle, "flagship", "external")).toMatchObject({ subject: "external", target });
  });

  it("has the steps of both", () => {
    const runs = bundle.runs.map((run) =>
      run.id === "external"
        ? { ...run, records: makeRecords("external", { rows: 24, steps: [5, 10] }) }
        : run,
    );
    expect(scoredRun({ ...bundle, runs }, "external")?.steps).toEqual([10]);
  });

  it("is nothing without a target, records, or a step in common", () => {
    expect(scoredRun(bundle, "m0")).toBeNull();
    expect(scoredRun(bundle, "nobody")).toBeNull();
    expect(scoredRun(bundle, "flagship", "m0")).toBeNull();
    const without = bundle.runs.map((run) => ({ ...run, records: null }));
    expect(scoredRun({ ...bundle, runs: without }, "flagship")).toBeNull();
  });

  it("is scored at its last step unless another is asked for", () => {
    const external = scoredRun(bundle, "external");
    if (external === null) throw new Error("expected a run that can be scored");
    expect(scoreSpec(external)).toEqual({
      id: "external@10",
      claims: { kind: "run", run: "external", step: 10 },
      self: { run: "flagship", step: 10 },
      target,
    });
    expect(scoreSpec(external, 0)).toMatchObject({ id: "external@0", self: { step: 0 } });
  });
});

describe("listItems", () => {
  it("gives back what the prompts were made from", () => {
    const { items } = simulateBundle();
    expect(listItems(buildPrompts(items))).toEqual(items);
  });
});
