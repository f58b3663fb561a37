import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CodedError } from "@/lib/errors";
import { createInferenceClient, type InferenceClient } from "@/lib/inference/client";
import type { WorkerLike } from "@/lib/inference/connection";
import { FakeEngine, type FakeScript } from "@/lib/inference/fake-engine";
import { createHost } from "@/lib/inference/host";
import { expectedLogits, ModelFixture, TREE } from "@/lib/inference/model-fixture.test-support";
import type { LoadProgress, Response, RunPart, Started } from "@/lib/inference/protocol";
import { type PortLike, serve } from "@/lib/inference/server";

/** The real server and host behind a MessageChannel, with a fake engine: a worker without a Worker. */
class ChannelWorker implements WorkerLike {
  readonly channel = new MessageChannel();
  isTerminated = false;
  /** Cancels that were asked for, by request id. */
  readonly cancels: number[] = [];
  private readonly crashListeners: ((event: { message?: string }) => void)[] = [];

  constructor(fixture: ModelFixture, script: FakeScript) {
    const host = createHost({
      loadAssets: fixture.loadAssets,
      readEnvironment: async () => ({
        hasWebGpu: false,
        adapter: null,
        isCrossOriginIsolated: false,
        cores: 1,
        hasJspi: false,
      }),
      now: () => 0,
      createEngine: async (options) => new FakeEngine(options, script),
    });
    serve(this.channel.port2 as PortLike, host);
    this.channel.port1.start();
    this.channel.port2.start();
  }

  postMessage(message: Parameters<WorkerLike["postMessage"]>[0]): void {
    if (message.type === "cancel") this.cancels.push(message.id);
    this.channel.port1.postMessage(message);
  }

  terminate(): void {
    this.isTerminated = true;
    this.channel.port1.close();
  }

  addEventListener(
    type: string,
    listener: ((event: { data: Response }) => void) | ((event: { message?: string }) => void),
  ): void {
    if (type === "message") this.channel.port1.addEventListener("message", listener as EventListener);
    else this.crashListeners.push(listener as (event: { message?: string }) => void);
  }

  /** Takes the worker down as an uncaught error does. */
  crash(message?: string): void {
    for (const listener of this.crashListeners) listener(message === undefined ? {} : { message });
  }
}

let fixture: ModelFixture;
let workers: ChannelWorker[];
let restarts: Promise<Started>[];
let client: InferenceClient;
/** Replaced by tests; asked anew at every run. */
let onRun: NonNullable<FakeScript["onRun"]>;

const SPEC = { graph: "g", weights: ["run/0", "run/60"], tree: TREE };

function run(panel = "probe", signal?: AbortSignal) {
  const parts: RunPart[] = [];
  const done = client.run(panel, SPEC, {
    onPart: (part) => parts.push(part),
    ...(signal && { signal }),
  });
  // Some are looked at only after others.
  done.catch(() => undefined);
  return { done, parts };
}

/** A promise with its key. */
function makePromise() {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((fulfil) => {
    resolve = fulfil;
  });
  return { promise, resolve: () => resolve() };
}

/** A gate runs wait at until the test opens it. */
function makeGate() {
  const arrival = makePromise();
  const opening = makePromise();
  const wait = () => {
    arrival.resolve();
    return opening.promise;
  };
  return { open: opening.resolve, arrived: arrival.promise, wait };
}

beforeEach(() => {
  fixture = new ModelFixture();
  workers = [];
  restarts = [];
  onRun = () => undefined;
  client = createInferenceClient({
    spawn: () => {
      const worker = new ChannelWorker(fixture, { onRun: (count) => onRun(count) });
      workers.push(worker);
      return worker;
    },
    onRestart: (ready) => restarts.push(ready),
  });
});
afterEach(() => client.stop());

describe("success", () => {
  it("starts with progress, then answers part by part", async () => {
    const progress: LoadProgress[] = [];
    const started = await client.start(fixture.start(), { onProgress: (event) => progress.push(event) });
    expect(started.backend.kind).toBe("wasm");
    expect(progress.map(({ phase }) => phase)).toEqual(
      expect.arrayContaining(["downloading", "compiling", "warming-up", "checking"]),
    );
    // Throttled, but the last one always comes.
    expect(progress.at(-1)).toMatchObject({ phase: "checking", done: 4, total: 4 });

    const { done, parts } = run();
    await done;
    expect(parts.map(({ index, logits }) => [index, logits])).toEqual([
      [0, expectedLogits(TREE, 0)],
      [1, expectedLogits(TREE, 60)],
    ]);
  });

  it("loads further checkpoints", async () => {
    await client.start(fixture.start());
    const loaded = await client.load(fixture.load("control", [9]));
    expect(loaded.golden.checked).toBe(2);
    await client.run("probe", { ...SPEC, weights: ["control/9"] }, { onPart: () => undefined });
  });
});

describe("errors", () => {
  it("come back as themselves: code, message, details", async () => {
    const spec = fixture.start();
    fixture.files.set("https://site/run-60.safetensors", new Uint8Array(84));
    const error = await client.start(spec).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(CodedError);
    expect(error).toMatchObject({ code: "hash-mismatch", details: { path: "run-60.safetensors" } });
    expect((error as CodedError).message).toContain("run-60.safetensors");
  });

  it("leave the queue alive", async () => {
    await client.start(fixture.start());
    onRun = () => {
      throw new Error("out of memory");
    };
    await expect(run().done).rejects.toMatchObject({ message: expect.stringContaining("out of memory") });
    onRun = () => undefined;
    const { done, parts } = run();
    await done;
    expect(parts).toHaveLength(2);
    expect(workers).toHaveLength(1);
  });

  it("of a browser that makes no worker are coded too", async () => {
    const lame = createInferenceClient({
      spawn: () => {
        throw new Error("refused by the content security policy");
      },
    });
    await expect(lame.start(fixture.start())).rejects.toMatchObject({
      code: "worker-crashed",
      message: expect.stringContaining("content security policy"),
    });
  });

  it("of a worker whose script does not come are the network's, and another start may follow", async () => {
    const lost = client.start(fixture.start());
    workers[0]?.crash();
    await expect(lost).rejects.toMatchObject({ code: "network" });
    await expect(client.start(fixture.start())).resolves.toMatchObject({ backend: { kind: "wasm" } });
    const answered = run();
    workers[1]?.crash();
    await expect(answered.done).rejects.toMatchObject({ code: "worker-crashed" });
  });

  it("of a failed start end the worker, and another start may follow", async () => {
    const spec = fixture.start();
    const file = fixture.files.get("https://site/graph.onnx") as Uint8Array<ArrayBuffer>;
    fixture.files.delete("https://site/graph.onnx");
    await expect(client.start(spec)).rejects.toMatchObject({ code: "network" });
    expect(workers[0]?.isTerminated).toBe(true);
    await expect(run().done).rejects.toThrow(/expected start first/);
    fixture.files.set("https://site/graph.onnx", file);
    await expect(client.start(spec)).resolves.toMatchObject({ backend: { kind: "wasm" } });
  });
});

describe("cancelling", () => {
  it("stops a run between checkpoints", async () => {
    await client.start(fixture.start());
    const gate = makeGate();
    onRun = gate.wait;
    const stop = new AbortController();
    const { done, parts } = run("probe", stop.signal);
    await gate.arrived;
    stop.abort();
    await expect(done).rejects.toMatchObject({ code: "cancelled" });
    expect(workers[0]?.cancels).toHaveLength(1);
    gate.open();
    await run().done;
    expect(parts).toEqual([]);
  });

  it("ends a start at once, with its worker", async () => {
    const gate = makeGate();
    onRun = gate.wait;
    const stop = new AbortController();
    const started = client.start(fixture.start(), { signal: stop.signal });
    await gate.arrived;
    stop.abort();
    await expect(started).rejects.toMatchObject({ code: "cancelled" });
    expect(workers[0]?.isTerminated).toBe(true);
  });

  it("after a start is over changes nothing", async () => {
    const stop = new AbortController();
    await client.start(fixture.start(), { signal: stop.signal });
    stop.abort();
    await run().done;
    expect(workers).toHaveLength(1);
  });

  it("rejects what is pending when the client is stopped", async () => {
    await client.start(fixture.start());
    const gate = makeGate();
    onRun = gate.wait;
    const { done } = run();
    await gate.arrived;
    client.stop();
    await expect(done).rejects.toMatchObject({ code: "cancelled" });
  });
});

describe("stale requests", () => {
  it("reject with superseded; the newest of a panel is answered, other panels are left alone", async () => {
    await client.start(fixture.start());
    const gate = makeGate();
    onRun = gate.wait;
    const first = run();
    const other = run("timeline");
    await gate.arrived;
    const second = run();
    const third = run();
    await expect(first.done).rejects.toMatchObject({ code: "superseded" });
    await expect(second.done).rejects.toMatchObject({ code: "superseded" });
    gate.open();
    await Promise.all([third.done, other.done]);
    expect(third.parts).toHaveLength(2);
    expect(other.parts).toHaveLength(2);
    // The stale run stopped after the checkpoint it was at, and nobody heard of it.
    expect(first.parts).toEqual([]);
    expect(second.parts).toEqual([]);
  });
});

describe("a worker that dies", () => {
  it("rejects what is pending and is started again, checkpoints and all, with the next request", async () => {
    await client.start(fixture.start());
    await client.load(fixture.load("control", [9]));
    const gate = makeGate();
    onRun = gate.wait;
    const pending = [run("left"), run("right")];
    await gate.arrived;
    workers[0]?.crash("out of memory");
    for (const { done } of pending) {
      await expect(done).rejects.toMatchObject({
        code: "worker-crashed",
        message: expect.stringContaining("out of memory"),
      });
    }
    expect(workers).toHaveLength(1);
    onRun = () => undefined;
    await client.run("left", { ...SPEC, weights: ["control/9"] }, { onPart: () => undefined });
    expect(workers).toHaveLength(2);
    expect(restarts).toHaveLength(1);
    // From the cache: the second worker asked the network for nothing of the model.
    expect(fixture.asked.filter((name) => name === "run-0.safetensors")).toHaveLength(1);
  });

  it("is started again once, however many ask", async () => {
    await client.start(fixture.start());
    workers[0]?.crash("gone");
    await Promise.all([run("left").done, run("right").done, run("top").done]);
    expect(workers).toHaveLength(2);
  });

  it("while it starts rejects the start", async () => {
    const gate = makeGate();
    onRun = gate.wait;
    const started = client.start(fixture.start());
    await gate.arrived;
    workers[0]?.crash("gone");
    await expect(started).rejects.toMatchObject({ code: "worker-crashed" });
  });

  it("by a trap in WebAssembly counts as dead", async () => {
    await client.start(fixture.start());
    onRun = () => {
      throw new WebAssembly.RuntimeError("unreachable");
    };
    await expect(run().done).rejects.toMatchObject({ code: "worker-crashed" });
    expect(workers[0]?.isTerminated).toBe(true);
    onRun = () => undefined;
    await run().done;
    expect(workers).toHaveLength(2);
  });
});

describe("a lost graphics device", () => {
  const lost = () => {
    throw new CodedError("device-lost", "device lost");
  };

  it("is answered by a new worker, and the run is done again", async () => {
    await client.start(fixture.start());
    let losses = 1;
    onRun = () => {
      if (losses-- > 0) lost();
    };
    const { done, parts } = run();
    await done;
    expect(parts.map(({ index }) => index)).toEqual([0, 1]);
    expect(workers).toHaveLength(2);
    await expect(restarts[0]).resolves.toMatchObject({ backend: { kind: "wasm" } });
  });

  it("is not tried for ever", async () => {
    await client.start(fixture.start());
    // Golden runs of the new worker pass; every probe loses the device.
    const golden = 6;
    onRun = (count) => {
      if (count > golden) lost();
    };
    await expect(run().done).rejects.toMatchObject({ code: "device-lost" });
    expect(workers).toHaveLength(2);
  });
});
