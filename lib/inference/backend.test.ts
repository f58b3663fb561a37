import { describe, expect, it } from "vitest";
import { countThreads, type Environment, planBackends } from "@/lib/inference/backend";
import { describeAdapter } from "@/lib/inference/environment";

const GPU_MACHINE: Environment = {
  hasWebGpu: true,
  adapter: { name: "nvidia ada", isSoftware: false },
  isCrossOriginIsolated: true,
  cores: 8,
  hasJspi: true,
};
const PLAIN: Environment = {
  hasWebGpu: false,
  adapter: null,
  isCrossOriginIsolated: false,
  cores: 8,
  hasJspi: false,
};
const SOFTWARE: Environment = {
  ...GPU_MACHINE,
  adapter: { name: "google swiftshader", isSoftware: true },
};

describe("planBackends, left to itself", () => {
  it("tries everything in order where everything is there", () => {
    expect(planBackends("auto", GPU_MACHINE)).toEqual({
      candidates: ["webgpu", "wasm-threads", "wasm"],
      skipped: [],
    });
  });

  it("has WASM left on a plain host and says why", () => {
    const { candidates, skipped } = planBackends("auto", PLAIN);
    expect(candidates).toEqual(["wasm"]);
    expect(skipped.map(({ kind, reason }) => [kind, reason])).toEqual([
      ["webgpu", "this browser has no WebGPU here"],
      ["wasm-threads", "the page is not cross-origin isolated"],
    ]);
  });

  it("does not prefer a software adapter to WASM", () => {
    const { candidates, skipped } = planBackends("auto", SOFTWARE);
    expect(candidates).toEqual(["wasm-threads", "wasm"]);
    expect(skipped[0]?.reason).toContain("google swiftshader");
  });
});

describe("planBackends on two cores", () => {
  const environment = { ...PLAIN, isCrossOriginIsolated: true, cores: 2 };

  it("leaves threads out unless they are asked for", () => {
    expect(planBackends("auto", environment).candidates).toEqual(["wasm"]);
    expect(planBackends("wasm-threads", environment).candidates).toEqual(["wasm-threads"]);
  });
});

describe("planBackends, told what to take", () => {
  it.each(["webgpu", "wasm-threads", "wasm"] as const)("tries %s alone", (kind) => {
    expect(planBackends(kind, SOFTWARE)).toEqual({ candidates: [kind], skipped: [] });
  });

  it.each([
    ["webgpu", PLAIN, /no WebGPU/],
    ["webgpu", { ...GPU_MACHINE, adapter: null }, /no graphics adapter/],
    ["wasm-threads", PLAIN, /not cross-origin isolated/],
  ] as const)("refuses %s where it cannot run", (kind, environment, reason) => {
    expect(() => planBackends(kind, environment)).toThrow(
      expect.objectContaining({ code: "backend-unavailable", message: expect.stringMatching(reason) }),
    );
  });
});

it("takes half the cores, two to four; one where no threads are wanted", () => {
  const threads = (cores: number) => countThreads("wasm-threads", { ...GPU_MACHINE, cores });
  expect([1, 2, 4, 6, 8, 64].map(threads)).toEqual([2, 2, 2, 3, 4, 4]);
  expect(countThreads("wasm", GPU_MACHINE)).toBe(1);
  expect(countThreads("webgpu", GPU_MACHINE)).toBe(1);
});

it("tells software adapters from hardware by the flag or by name", () => {
  const facts = { vendor: "google", architecture: "swiftshader" };
  expect(describeAdapter(facts)).toEqual({ name: "google swiftshader", isSoftware: true });
  expect(describeAdapter({ vendor: "mesa", architecture: "", description: "llvmpipe (LLVM 17)" })).toEqual({
    name: "mesa",
    isSoftware: true,
  });
  expect(describeAdapter({ vendor: "x", architecture: "y", isFallbackAdapter: true }).isSoftware).toBe(true);
  expect(describeAdapter({ vendor: "nvidia", architecture: "ada" })).toEqual({
    name: "nvidia ada",
    isSoftware: false,
  });
  expect(describeAdapter({ vendor: "", architecture: "" }).name).toBe("unnamed adapter");
});
