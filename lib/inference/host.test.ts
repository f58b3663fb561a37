import { beforeEach, describe, expect, it } from "vitest";
import { CodedError } from "@/lib/errors";
import type { Environment } from "@/lib/inference/backend";
import type { BackendKind, EngineOptions } from "@/lib/inference/engine";
import { FakeEngine, type FakeScript } from "@/lib/inference/fake-engine";
import { createHost } from "@/lib/inference/host";
import { expectedLogits, ModelFixture, TREE } from "@/lib/inference/model-fixture.test-support";
import type { LoadProgress, RunPart, StartSpec } from "@/lib/inference/protocol";

const EVERYTHING: Environment = {
  hasWebGpu: true,
  adapter: { name: "nvidia ada", isSoftware: false },
  isCrossOriginIsolated: true,
  cores: 8,
  hasJspi: true,
};
const PLAIN: Environment = { ...EVERYTHING, hasWebGpu: false, adapter: null, isCrossOriginIsolated: false };

let fixture: ModelFixture;
let engines: FakeEngine[];
let opened: EngineOptions[];
/** Advanced by runs: time is what the script says. */
let clockMs: number;

/** A host whose backends behave as scripted; `runMs` is how long one run takes on each. */
function makeHost(
  environment: Environment,
  scripts: Partial<Record<BackendKind, FakeScript>> = {},
  runMs: Partial<Record<BackendKind, number>> = {},
) {
  return createHost({
    loadAssets: fixture.loadAssets,
    readEnvironment: async () => environment,
    now: () => clockMs,
    createEngine: async (options) => {
      opened.push(options);
      const script = scripts[options.kind] ?? {};
      const engine = new FakeEngine(options, {
        ...script,
        onRun: async (run) => {
          clockMs += runMs[options.kind] ?? 1;
          await script.onRun?.(run);
        },
      });
      engines.push(engine);
      return engine;
    },
  });
}

function start(host: ReturnType<typeof makeHost>, spec: StartSpec, signal = new AbortController().signal) {
  const progress: LoadProgress[] = [];
  const started = host.start(spec, { signal, emit: (event) => progress.push(event) });
  return { started, progress };
}

const outcomes = (attempts: { kind: string; outcome: string }[]) =>
  attempts.map(({ kind, outcome }) => `${kind} ${outcome}`);

beforeEach(() => {
  fixture = new ModelFixture();
  engines = [];
  opened = [];
  clockMs = 0;
});

describe("starting", () => {
  it("goes through its phases and reports what it did", async () => {
    const { started, progress } = start(makeHost(PLAIN), fixture.start());
    const { backend, golden, download } = await started;
    expect(backend).toMatchObject({ kind: "wasm", threads: 1 });
    expect(golden).toEqual({ maxDifference: 0, tolerance: 1e-4, checked: 4, available: 4, checkpoints: 2 });
    expect(download.isKept).toBe(true);
    expect([...new Set(progress.map(({ phase }) => phase))]).toEqual([
      "downloading",
      "compiling",
      "warming-up",
      "checking",
    ]);
    const bytes = progress.filter((event) => event.phase === "downloading").at(-1);
    expect(bytes).toMatchObject({ loadedBytes: download.bytes - 100, totalBytes: download.bytes - 100 });
    expect(progress.at(-1)).toMatchObject({ phase: "checking", done: 4, total: 4 });
  });

  it("fetches one build of the runtime, the one of the backend it tries", async () => {
    await start(makeHost(PLAIN), fixture.start()).started;
    expect(fixture.asked.filter((name) => name.startsWith("ort-"))).toEqual(["ort-wasm-simd-threaded.wasm"]);
  });

  it.each([
    ["auto", { ...PLAIN, isCrossOriginIsolated: true }, "wasm-threads", 4],
    ["wasm", EVERYTHING, "wasm", 1],
    ["webgpu", EVERYTHING, "webgpu", 1],
  ] as const)("with %s opens what suits, with its threads", async (choice, environment, kind, threads) => {
    const { backend } = await start(makeHost(environment), fixture.start(choice)).started;
    expect(backend).toMatchObject({ kind, threads });
    expect(opened).toHaveLength(1);
  });

  it("checks fewer golden cases on a slow backend, and says how many", async () => {
    const { golden } = await start(makeHost(PLAIN, {}, { wasm: 4000 }), fixture.start()).started;
    expect(golden).toMatchObject({ checked: 3, available: 4, checkpoints: 2 });
  });
});

describe("the ladder", () => {
  it("goes on where a backend cannot be opened, and keeps the reason", async () => {
    const host = makeHost(EVERYTHING, {
      webgpu: { failOpening: new Error("no device") },
      "wasm-threads": { failOpening: new Error("no shared memory") },
    });
    const { backend, attempts } = await start(host, fixture.start()).started;
    expect(backend.kind).toBe("wasm");
    expect(attempts).toEqual([
      { kind: "webgpu", outcome: "failed", reason: "no device" },
      { kind: "wasm-threads", outcome: "failed", reason: "no shared memory" },
      { kind: "wasm", outcome: "kept", reason: "works" },
    ]);
  });

  it("goes on where a backend is finite but wrong, and disposes of it", async () => {
    const { backend, attempts } = await start(
      makeHost(EVERYTHING, { webgpu: { error: 2e-4 } }),
      fixture.start(),
    ).started;
    expect(backend.kind).toBe("wasm-threads");
    expect(attempts[0]).toMatchObject({ kind: "webgpu", outcome: "failed" });
    expect(attempts[0]?.reason).toContain("case chain of run at step 0");
    expect(engines[0]?.isDisposed).toBe(true);
  });

  it("passes one that differs within the tolerance, with the figure", async () => {
    const { golden } = await start(makeHost(PLAIN, { wasm: { error: 5e-5 } }), fixture.start()).started;
    expect(golden.maxDifference).toBeCloseTo(5e-5, 6);
  });

  it("says everything that failed where nothing works", async () => {
    const host = makeHost(EVERYTHING, {
      webgpu: { failOpening: new Error("no device") },
      "wasm-threads": { error: 1 },
      wasm: { failOpening: new Error("no memory") },
    });
    await expect(start(host, fixture.start()).started).rejects.toMatchObject({
      code: "backend-unavailable",
      details: { webgpu: "no device", wasm: "no memory" },
    });
  });

  it("does not blame the backends where none of them got its files", async () => {
    const lost = new CodedError("network", "ort.mjs", { path: "ort.mjs" });
    const scripts = { webgpu: { failOpening: lost }, "wasm-threads": { failOpening: lost } };
    const nothing = makeHost(EVERYTHING, { ...scripts, wasm: { failOpening: lost } });
    await expect(start(nothing, fixture.start()).started).rejects.toMatchObject({
      code: "network",
      details: { path: "ort.mjs" },
    });
    const mixed = makeHost(EVERYTHING, { ...scripts, wasm: { failOpening: new Error("no memory") } });
    await expect(start(mixed, fixture.start()).started).rejects.toMatchObject({
      code: "backend-unavailable",
    });
    const { backend } = await start(makeHost(EVERYTHING, scripts), fixture.start()).started;
    expect(backend.kind).toBe("wasm");
  });

  it("says so where every backend computes wrongly", async () => {
    await expect(
      start(makeHost(PLAIN, { wasm: { error: 1 } }), fixture.start()).started,
    ).rejects.toMatchObject({ code: "golden-mismatch" });
  });

  it("does not fall back from a backend that was asked for", async () => {
    const host = makeHost(EVERYTHING, { webgpu: { failOpening: new Error("no device") } });
    await expect(start(host, fixture.start("webgpu")).started).rejects.toMatchObject({
      code: "backend-unavailable",
      message: "no device",
    });
    expect(opened).toHaveLength(1);
  });
});

describe("a real GPU beside WASM", () => {
  it("stays where it is faster", async () => {
    const host = makeHost(EVERYTHING, {}, { webgpu: 2, "wasm-threads": 9 });
    const { backend, attempts } = await start(host, fixture.start()).started;
    expect(backend.kind).toBe("webgpu");
    expect(attempts).toEqual([
      { kind: "webgpu", outcome: "kept", reason: "2.0 ms a run" },
      { kind: "wasm-threads", outcome: "slower", reason: "9.0 ms a run" },
    ]);
    expect(engines.map(({ isDisposed }) => isDisposed)).toEqual([false, true]);
  });

  it("gives way where WASM is faster, both from one build of the runtime", async () => {
    const host = makeHost(EVERYTHING, {}, { webgpu: 9, "wasm-threads": 2 });
    const { backend, attempts } = await start(host, fixture.start()).started;
    expect(backend.kind).toBe("wasm-threads");
    expect(outcomes(attempts)).toEqual(["webgpu slower", "wasm-threads kept"]);
    expect(opened.map(({ build }) => build)).toEqual(["webgpu-jspi", "webgpu-jspi"]);
    expect(engines.map(({ isDisposed }) => isDisposed)).toEqual([true, false]);
  });

  it("stays where WASM does not pass the gate", async () => {
    const host = makeHost(EVERYTHING, { "wasm-threads": { error: 1 } }, { webgpu: 9 });
    const { backend, attempts } = await start(host, fixture.start()).started;
    expect(backend.kind).toBe("webgpu");
    expect(outcomes(attempts)).toEqual(["webgpu kept", "wasm-threads failed"]);
  });
});

describe("what cannot be started", () => {
  it("refuses a checkpoint without golden logits", async () => {
    const spec = fixture.start();
    const golden = spec.golden.map((each) => ({ ...each, checkpoints: each.checkpoints.slice(1) }));
    await expect(start(makeHost(PLAIN), { ...spec, golden }).started).rejects.toMatchObject({
      code: "golden-mismatch",
      details: { path: "run-0.safetensors" },
    });
  });

  it("names a corrupt file, and no backend's failure hides it", async () => {
    const spec = fixture.start();
    fixture.files.set("https://site/run-60.safetensors", new Uint8Array(84));
    await expect(start(makeHost(PLAIN), spec).started).rejects.toMatchObject({
      code: "hash-mismatch",
      details: { path: "run-60.safetensors" },
    });
    expect(opened).toEqual([]);
  });

  it("stops when cancelled between golden cases", async () => {
    const stop = new AbortController();
    const host = makeHost(PLAIN, { wasm: { onRun: (run) => (run === 3 ? stop.abort() : undefined) } });
    await expect(start(host, fixture.start(), stop.signal).started).rejects.toMatchObject({
      name: "AbortError",
    });
    expect(engines[0]?.isDisposed).toBe(true);
  });
});

describe("running", () => {
  const idle = { signal: new AbortController().signal, emit: () => undefined };

  it("answers for each checkpoint in turn", async () => {
    const host = makeHost(PLAIN, {}, { wasm: 3 });
    await start(host, fixture.start()).started;
    const parts: RunPart[] = [];
    await host.run(
      { graph: "g", weights: ["run/60", "run/0"], tree: TREE },
      { ...idle, emit: (part) => parts.push(part) },
    );
    expect(parts).toEqual([
      { index: 0, logits: expectedLogits(TREE, 60), milliseconds: 3 },
      { index: 1, logits: expectedLogits(TREE, 0), milliseconds: 3 },
    ]);
  });

  it("answers for checkpoints loaded later, once they are checked", async () => {
    const host = makeHost(PLAIN);
    await start(host, fixture.start()).started;
    const run = () => host.run({ graph: "g", weights: ["control/9"], tree: TREE }, idle);
    await expect(run()).rejects.toThrow(/expected checked weights/);
    const { golden } = await host.load(fixture.load("control", [9]), idle);
    expect(golden).toMatchObject({ checked: 2, available: 2, checkpoints: 1 });
    await expect(run()).resolves.toBeNull();
  });

  it("never lets two runs meet in the engine", async () => {
    const host = makeHost(PLAIN, {
      wasm: { onRun: () => new Promise((resolve) => setTimeout(resolve, 1)) },
    });
    await start(host, fixture.start()).started;
    const spec = { graph: "g", weights: ["run/0", "run/60"], tree: TREE };
    await expect(Promise.all([host.run(spec, idle), host.run(spec, idle)])).resolves.toEqual([null, null]);
  });

  it("goes on after a run that failed", async () => {
    let isBroken = false;
    const host = makeHost(PLAIN, {
      wasm: {
        onRun: () => {
          if (isBroken) throw new Error("out of memory");
        },
      },
    });
    await start(host, fixture.start()).started;
    const spec = { graph: "g", weights: ["run/0"], tree: TREE };
    isBroken = true;
    await expect(host.run(spec, idle)).rejects.toThrow("out of memory");
    isBroken = false;
    await expect(host.run(spec, idle)).resolves.toBeNull();
  });

  it("needs a start", async () => {
    await expect(makeHost(PLAIN).run({ graph: "g", weights: [], tree: TREE }, idle)).rejects.toThrow(
      /expected a started engine/,
    );
  });
});
