import { describe, expect, it } from "vitest";
import { makeBundle, makeRun } from "@/lib/bundle/bundle.test-support";
import type { Bundle } from "@/lib/bundle/schema";
import { buildLoadSpec, checkpointKeys, liveObstacle, shippedSteps } from "@/lib/queries/live-spec";

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
