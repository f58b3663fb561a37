import { beforeEach, describe, expect, it } from "vitest";
import { makeBundle, makeRun } from "@/lib/bundle/bundle.test-support";
import { CodedError } from "@/lib/errors";
import { openAssetCache } from "@/lib/inference/asset-cache";
import type { Environment } from "@/lib/inference/backend";
import type { InferenceClient } from "@/lib/inference/client";
import { FakeCaches } from "@/lib/inference/fake-cache.test-support";
import type { Loaded, LoadProgress, LoadSpec, RunSpec, Started, StartSpec } from "@/lib/inference/protocol";
import { RUNTIME_VERSION, runtimeAsset } from "@/lib/inference/runtime-files";
import { checkpointKeys } from "@/lib/queries/live-spec";
import { type LiveAnswer, type LiveChoice, type LiveState, LiveStore } from "@/lib/queries/live-store";

const base = makeBundle();
const BUNDLE = {
  ...base,
  families: base.families.map((each) => ({ ...each, config: { vocab_size: 7 } })),
  runs: [...base.runs, makeRun("control", { seed: 1 })],
};
/** Graph, two checkpoints, golden logits: ten bytes each. */
const MODEL_BYTES = 40;
const RUNTIME_BYTES = runtimeAsset("wasm", "").bytes;

const STARTED: Started = {
  backend: { kind: "wasm", adapter: null, isSoftwareAdapter: false, threads: 1, runtime: "fake" },
  attempts: [],
  golden: { maxDifference: 0, tolerance: 1e-4, checked: 1, available: 1, checkpoints: 1 },
  download: { bytes: MODEL_BYTES, cachedBytes: 0, isKept: true },
};
const TREE = {
  inputIds: Int32Array.of(1),
  parents: Int32Array.of(-1),
  positions: Int32Array.of(0),
  reads: Int32Array.of(0),
};

type Deferred<T> = { promise: Promise<T>; resolve(value: T): void; reject(error: unknown): void };

function defer<T>(): Deferred<T> {
  let resolve: (value: T) => void = () => undefined;
  let reject: (error: unknown) => void = () => undefined;
  const promise = new Promise<T>((fulfil, refuse) => {
    resolve = fulfil;
    reject = refuse;
  });
  promise.catch(() => undefined);
  return { promise, resolve, reject };
}

/** A client under the test's hand. */
class FakeClient implements InferenceClient {
  readonly starts: { spec: StartSpec; answer: Deferred<Started>; signal?: AbortSignal }[] = [];
  readonly loads: { spec: LoadSpec; answer: Deferred<Loaded> }[] = [];
  readonly runs: { panel: string; spec: RunSpec }[] = [];
  stops = 0;
  tell: (progress: LoadProgress) => void = () => undefined;
  restart: (ready: Promise<Started>) => void = () => undefined;

  start: InferenceClient["start"] = (spec, { signal, onProgress } = {}) => {
    const answer = defer<Started>();
    this.starts.push({ spec, answer, ...(signal && { signal }) });
    this.tell = onProgress ?? this.tell;
    signal?.addEventListener("abort", () => answer.reject(new CodedError("cancelled", "start")));
    return answer.promise;
  };
  load: InferenceClient["load"] = (spec) => {
    const answer = defer<Loaded>();
    this.loads.push({ spec, answer });
    return answer.promise;
  };
  run: InferenceClient["run"] = async (panel, spec, { onPart }) => {
    this.runs.push({ panel, spec });
    for (const index of spec.weights.keys()) {
      onPart({ index, logits: Float32Array.of(index), milliseconds: 1 });
    }
  };
  stop: InferenceClient["stop"] = () => {
    this.stops++;
  };
}

let client: FakeClient;
let storage: FakeCaches;
let store: LiveStore;
let seen: LiveState["state"][];

function makeStore(bundle = BUNDLE, environment: Partial<Environment> = {}): LiveStore {
  const made = new LiveStore(bundle, {
    createClient: ({ onRestart }) => {
      client.restart = onRestart ?? client.restart;
      return client;
    },
    readEnvironment: async () => ({
      hasWebGpu: false,
      adapter: null,
      isCrossOriginIsolated: false,
      cores: 4,
      hasJspi: true,
      ...environment,
    }),
    cache: openAssetCache(storage),
    pageUrl: () => "https://host/name/probe/",
  });
  made.subscribe(() => {
    const { state } = made.getState();
    if (seen.at(-1) !== state) seen.push(state);
  });
  return made;
}

const on = (backend: LiveChoice["backend"], run = "flagship"): LiveChoice => ({ run, backend });

const settle = () => new Promise((resolve) => setTimeout(resolve));

async function goLive(): Promise<void> {
  const started = store.start();
  client.starts.at(-1)?.answer.resolve(STARTED);
  await started;
}

beforeEach(() => {
  client = new FakeClient();
  storage = new FakeCaches();
  seen = [];
  store = makeStore();
});

describe("off", () => {
  it("states what a start would download, less what is kept", async () => {
    expect(store.getState()).toEqual({ state: "off", missingBytes: null, obstacle: null });
    await store.measure();
    expect(store.getState()).toMatchObject({ missingBytes: MODEL_BYTES + RUNTIME_BYTES });
    await openAssetCache(storage).write(runtimeAsset("wasm", "").sha256, new Uint8Array(3));
    await store.measure();
    expect(store.getState()).toMatchObject({ missingBytes: MODEL_BYTES });
    expect(await store.cacheSize()).toBe(3);
    await store.clearCache();
    expect(store.getState()).toMatchObject({ missingBytes: MODEL_BYTES + RUNTIME_BYTES });
    expect(client.starts).toEqual([]);
  });

  it("says why there can be no start: of the bundle, or of the backend asked for", async () => {
    await store.measure(on("webgpu"));
    expect(store.getState()).toEqual({
      state: "off",
      missingBytes: null,
      obstacle: "this browser has no WebGPU here",
    });
    store = makeStore({ ...BUNDLE, families: BUNDLE.families.map((each) => ({ ...each, graph: null })) });
    await store.measure();
    expect(store.getState()).toMatchObject({ obstacle: expect.stringMatching(/no graph/) });
  });
});

describe("starting", () => {
  it("goes from bytes over phases to ready", async () => {
    const started = store.start(on("wasm"));
    expect(store.getState().state).toBe("downloading");
    client.tell({ phase: "downloading", loadedBytes: 1, totalBytes: 2 });
    expect(store.getState()).toMatchObject({ progress: { loadedBytes: 1, totalBytes: 2 } });
    client.tell({ phase: "compiling", backend: "wasm" });
    client.tell({ phase: "checking", backend: "wasm", done: 1, total: 2 });
    expect(store.getState()).toMatchObject({ state: "starting", progress: { phase: "checking" } });
    client.starts[0]?.answer.resolve(STARTED);
    await started;
    expect(store.getState()).toEqual({ state: "ready", run: "flagship", started: STARTED });
    expect(seen).toEqual(["downloading", "starting", "ready"]);
    expect(client.starts[0]?.spec).toMatchObject({
      choice: "wasm",
      runtimeBase: `https://host/ort/${RUNTIME_VERSION}/`,
      weights: [{ graph: "tiny" }, { graph: "tiny" }],
    });
  });

  it("fails with the error and its sentence, and may be tried again", async () => {
    const started = store.start();
    const error = new CodedError("hash-mismatch", "weights", { path: "w" });
    client.starts[0]?.answer.reject(error);
    await started;
    expect(store.getState()).toEqual({ state: "failed", error, sentence: error.sentence });
    await goLive();
    expect(store.getState().state).toBe("ready");
  });

  it("is off again when cancelled, and hears nothing more of it", async () => {
    const started = store.start();
    client.tell({ phase: "downloading", loadedBytes: 1, totalBytes: 2 });
    store.cancel();
    expect(client.starts[0]?.signal?.aborted).toBe(true);
    client.tell({ phase: "compiling", backend: "wasm" });
    await started;
    await settle();
    expect(store.getState()).toMatchObject({ state: "off", missingBytes: MODEL_BYTES + RUNTIME_BYTES });
  });

  it("states the bytes of the backend that was asked for, also after a cancel", async () => {
    const webGpu = { hasWebGpu: true, adapter: { name: "a gpu", isSoftware: false } };
    store = makeStore(BUNDLE, webGpu);
    await store.measure(on("webgpu"));
    const stated = store.getState();
    expect(stated).toMatchObject({ missingBytes: MODEL_BYTES + runtimeAsset("webgpu-jspi", "").bytes });
    const started = store.start(on("webgpu"));
    store.cancel();
    await started;
    await settle();
    expect(store.getState()).toEqual(stated);
  });

  it("twice lets the second one win", async () => {
    const first = store.start();
    const second = store.start(on("wasm"));
    client.starts[1]?.answer.resolve(STARTED);
    await Promise.all([first, second]);
    expect(store.getState().state).toBe("ready");
  });
});

describe("ready", () => {
  it("answers for one checkpoint and for many, each with its step", async () => {
    await goLive();
    const one = await store.runProbe("probe", "flagship", 10, TREE);
    expect(one).toMatchObject({ run: "flagship", step: 10 });
    const answers: LiveAnswer[] = [];
    await store.runAllCheckpoints("timeline", "flagship", [0, 10], TREE, (answer) => answers.push(answer));
    expect(answers.map(({ step, logits }) => [step, logits[0]])).toEqual([
      [0, 0],
      [10, 1],
    ]);
    expect(client.runs[1]).toMatchObject({
      panel: "timeline",
      spec: {
        graph: "tiny",
        weights: [0, 10].map((step) => checkpointKeys(BUNDLE, "flagship", step).weights),
      },
    });
    expect(client.loads).toEqual([]);
  });

  it("loads a control's checkpoint when it is asked for, once", async () => {
    await goLive();
    const asked = [store.runProbe("left", "control", 0, TREE), store.runProbe("right", "control", 0, TREE)];
    await settle();
    expect(client.runs).toEqual([]);
    client.loads[0]?.answer.resolve({ golden: STARTED.golden, download: STARTED.download });
    await Promise.all(asked);
    expect(client.loads).toHaveLength(1);
    expect(client.runs.map(({ panel }) => panel)).toEqual(["left", "right"]);
  });

  it("does not let a request that waited for its checkpoint overtake a newer one", async () => {
    await goLive();
    const older = store.runProbe("probe", "control", 0, TREE);
    older.catch(() => undefined);
    await store.runProbe("probe", "flagship", 0, TREE);
    client.loads[0]?.answer.resolve({ golden: STARTED.golden, download: STARTED.download });
    await expect(older).rejects.toMatchObject({ code: "superseded" });
    expect(client.runs).toHaveLength(1);
  });

  it("tries a checkpoint again that could not be loaded", async () => {
    await goLive();
    const failed = store.runProbe("probe", "control", 0, TREE);
    client.loads[0]?.answer.reject(new CodedError("network", "offline"));
    await expect(failed).rejects.toMatchObject({ code: "network" });
    await settle();
    expect(store.getState().state).toBe("ready");
    const again = store.runProbe("probe", "control", 0, TREE);
    client.loads[1]?.answer.resolve({ golden: STARTED.golden, download: STARTED.download });
    await expect(again).resolves.toMatchObject({ run: "control" });
  });

  it("refuses a checkpoint that does not ship, and everything while it is off", async () => {
    await expect(store.runProbe("probe", "flagship", 0, TREE)).rejects.toThrow(/expected live mode to be on/);
    await goLive();
    await expect(store.runProbe("probe", "flagship", 5, TREE)).rejects.toMatchObject({
      code: "checkpoint-missing",
    });
    store.cancel();
    expect(client.stops).toBe(1);
    await expect(store.runProbe("probe", "flagship", 0, TREE)).rejects.toThrow(/expected live mode to be on/);
  });
});

describe("another run", () => {
  it("has its own bytes and its own start", async () => {
    await store.measure(on("auto", "control"));
    expect(store.getState()).toMatchObject({ missingBytes: MODEL_BYTES + RUNTIME_BYTES });
    const started = store.start(on("auto", "control"));
    client.starts[0]?.answer.resolve(STARTED);
    await started;
    expect(store.getState()).toEqual({ state: "ready", run: "control", started: STARTED });
    const keys = [0, 10].map((step) => checkpointKeys(BUNDLE, "control", step).weights);
    expect(client.starts[0]?.spec.weights.map(({ key }) => key)).toEqual(keys);
    await store.runProbe("probe", "control", 10, TREE);
    expect(client.loads).toEqual([]);
  });

  it("says what keeps it from being run", async () => {
    await store.measure(on("auto", "external"));
    expect(store.getState()).toMatchObject({ obstacle: expect.stringMatching(/no checkpoint/) });
  });

  it("ends what is live or starting, and hears nothing more of it", async () => {
    await goLive();
    await store.measure(on("auto", "control"));
    expect(client.stops).toBe(1);
    expect(store.getState()).toMatchObject({ state: "off", missingBytes: MODEL_BYTES + RUNTIME_BYTES });
    await expect(store.runProbe("probe", "flagship", 0, TREE)).rejects.toThrow(/expected live mode to be on/);

    const starting = store.start(on("auto", "control"));
    await store.measure(on("auto"));
    client.starts.at(-1)?.answer.resolve(STARTED);
    await starting;
    expect(store.getState().state).toBe("off");
    expect(client.starts.at(-1)?.signal?.aborted).toBe(true);
  });

  it("is no reason to stop where only the backend is another", async () => {
    await goLive();
    await store.measure(on("wasm"));
    expect(store.getState().state).toBe("ready");
    expect(client.stops).toBe(0);
  });
});

describe("a worker that is started again", () => {
  it("is seen starting, then ready with what it found", async () => {
    await goLive();
    const ready = defer<Started>();
    client.restart(ready.promise);
    client.tell({ phase: "compiling", backend: "wasm" });
    expect(store.getState().state).toBe("starting");
    const again = { ...STARTED, download: { ...STARTED.download, cachedBytes: MODEL_BYTES } };
    ready.resolve(again);
    await settle();
    expect(store.getState()).toEqual({ state: "ready", run: "flagship", started: again });
  });

  it("is seen failing", async () => {
    await goLive();
    const ready = defer<Started>();
    client.restart(ready.promise);
    ready.reject(new CodedError("backend-unavailable", "no memory"));
    await settle();
    expect(store.getState()).toMatchObject({ state: "failed", error: { code: "backend-unavailable" } });
  });
});
