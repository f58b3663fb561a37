import { describe, expect, it } from "vitest";
import { makeAsset, makeBundle, makeRun } from "@/lib/bundle/bundle.test-support";
import type { Bundle, Run } from "@/lib/bundle/schema";
import {
  buildLoadSpec,
  buildRunSpec,
  checkpointKeys,
  liveObstacle,
  shippedSteps,
  shippedTarget,
} from "@/lib/queries/live-spec";

function makeLiveBundle(): Bundle {
  const bundle = makeBundle();
  return { ...bundle, families: bundle.families.map((each) => ({ ...each, config: { vocab_size: 7 } })) };
}

describe("buildLoadSpec", () => {
  it("names the graph, the checkpoints and their golden logits by content", () => {
    const bundle = makeLiveBundle();
    const spec = buildLoadSpec(bundle, "flagship", [10]);
    const [graph] = spec.graphs;
    expect(graph).toMatchObject({ key: "tiny", vocabulary: 7, output: "logits" });
    expect(graph?.asset.name).toBe("graphs/tiny.onnx");
    expect(graph?.asset.url).toMatch(/\/models\/.*\/graphs\/tiny\.onnx\?v=/);
    const { weights } = checkpointKeys(bundle, "flagship", 10);
    expect(spec.weights).toMatchObject([{ key: weights, graph: "tiny" }]);
    expect(spec.golden[0]).toMatchObject({
      run: "flagship",
      checkpoints: [{ step: 10, weights, graph: "tiny" }],
    });
    expect(spec.tolerance).toBe(bundle.tolerance.logits);
  });

  it("gives two runs that share a file one key for it", () => {
    const bundle = makeLiveBundle();
    const flagship = bundle.runs.find(({ id }) => id === "flagship");
    const twin = makeRun("twin", { checkpoints: flagship?.checkpoints ?? [] });
    const both = { ...bundle, runs: [...bundle.runs, twin] };
    expect(checkpointKeys(both, "twin", 0)).toEqual(checkpointKeys(both, "flagship", 0));
  });

  it("refuses what is not there", () => {
    const bundle = makeLiveBundle();
    const code = (name: string) => expect.objectContaining({ code: name });
    expect(() => buildLoadSpec(bundle, "flagship", [5])).toThrow(code("checkpoint-missing"));
    expect(() => buildLoadSpec(bundle, "nobody", [0])).toThrow(code("checkpoint-missing"));
    expect(() => buildLoadSpec(bundle, "external", [0])).toThrow(code("backend-unavailable"));
    expect(() => buildLoadSpec(makeBundle(), "flagship", [0])).toThrow(code("bundle-invalid"));
  });
});

describe("buildRunSpec", () => {
  const bundle = makeLiveBundle();
  const [family] = bundle.families as [Bundle["families"][number]];
  const shipped = makeRun("m0", { checkpoints: makeRun("m0").checkpoints.slice(1), family: "other" });

  /** The bundle with a target that ships its step 10, of a family of its own. */
  const withTarget = (target: Run) => {
    const place = { run: "m0", step: 10 };
    return {
      ...bundle,
      families: [
        family,
        { ...family, id: "other", graph: family.graph && { ...family.graph, ...makeAsset("g") } },
      ],
      runs: bundle.runs.map((run) =>
        run.id === "m0" ? target : { ...run, supervision: { ...run.supervision, target: place } },
      ),
    };
  };

  it("brings the run's checkpoints and its target's, each with its graph and golden logits", () => {
    const both = withTarget(shipped);
    const spec = buildRunSpec(both, "flagship");
    expect(shippedTarget(both, "flagship")).toEqual({ run: "m0", step: 10 });
    expect(spec.graphs.map(({ key }) => key)).toEqual(["tiny", "other"]);
    expect(spec.weights.map(({ key, graph }) => [key, graph])).toEqual([
      [checkpointKeys(both, "flagship", 0).weights, "tiny"],
      [checkpointKeys(both, "flagship", 10).weights, "tiny"],
      [checkpointKeys(both, "m0", 10).weights, "other"],
    ]);
    expect(spec.golden.map(({ run, checkpoints }) => [run, checkpoints.map(({ step }) => step)])).toEqual([
      ["flagship", [0, 10]],
      ["m0", [10]],
    ]);
  });

  it("brings nothing twice: a target whose tensors are the run's own adds nothing", () => {
    const [first] = makeRun("flagship").checkpoints;
    if (first === undefined) throw new Error("expected a checkpoint");
    const same = withTarget(makeRun("m0", { checkpoints: [{ ...first, step: 10 }] }));
    expect(buildRunSpec(same, "flagship")).toEqual(buildLoadSpec(same, "flagship", [0, 10]));
  });

  it("does without a target that cannot be run", () => {
    expect(shippedTarget(bundle, "flagship")).toBeNull();
    expect(shippedTarget(bundle, "m0")).toBeNull();
    expect(buildRunSpec(bundle, "flagship")).toEqual(buildLoadSpec(bundle, "flagship", [0, 10]));
    const unshipped = withTarget({ ...shipped, checkpoints: makeRun("m0").checkpoints.slice(0, 1) });
    expect(shippedTarget(unshipped, "flagship")).toBeNull();
  });
});

describe("liveObstacle", () => {
  it("is null where a run can be run", () => {
    expect(liveObstacle(makeLiveBundle(), "flagship")).toBeNull();
    expect(shippedSteps(makeLiveBundle(), "flagship")).toEqual([0, 10]);
  });

  it("says what is missing", () => {
    const bundle = makeLiveBundle();
    const families = bundle.families.map((each) => ({ ...each, graph: null }));
    const runs = bundle.runs.map((run) => ({ ...run, golden: null }));
    expect(liveObstacle(bundle, "external")).toMatch(/no checkpoint/);
    expect(liveObstacle({ ...bundle, families }, "flagship")).toMatch(/no graph/);
    expect(liveObstacle({ ...bundle, runs }, "flagship")).toMatch(/no reference logits/);
    expect(liveObstacle(bundle, "nobody")).toMatch(/no run nobody/);
  });
});
