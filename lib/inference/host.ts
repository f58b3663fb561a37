/**
 * What the worker does, without the worker: starts a backend with a model in it, loads further checkpoints,
 * and runs trees one at a time. No checkpoint answers before its golden logits agree. Knows no messages
 * (server.ts) and no onnxruntime (the engine factory it is given).
 */
import { CodedError } from "@/lib/errors";
import { admitModel } from "@/lib/inference/admit-model";
import { type Environment, planBackends } from "@/lib/inference/backend";
import { downloadModel } from "@/lib/inference/download-model";
import type { EngineFactory, InferenceEngine } from "@/lib/inference/engine";
import { climbLadder } from "@/lib/inference/ladder";
import type { AssetLoader, LoadedAssets } from "@/lib/inference/load-assets";
import { createMutex } from "@/lib/inference/mutex";
import type { Calls, CallType, DownloadReport, LoadProgress } from "@/lib/inference/protocol";
import { chooseBuild, type RuntimeBuild, runtimeAsset } from "@/lib/inference/runtime-files";
import { yieldToMessages } from "@/lib/inference/yield-to-messages";

export type HostParts = {
  createEngine: EngineFactory;
  loadAssets: AssetLoader;
  readEnvironment(): Promise<Environment>;
  /** Milliseconds. */
  now(): number;
};

/** How a call is told to stop, and how it tells what happens meanwhile. */
export type CallContext<T extends CallType> = {
  signal: AbortSignal;
  emit(event: Calls[T]["event"]): void;
};

export type Host = {
  [T in CallType]: (spec: Calls[T]["spec"], context: CallContext<T>) => Promise<Calls[T]["result"]>;
};

/** Adds up the progress of downloads that run side by side; each call gives the next one its counter. */
function sumDownloads(emit: (progress: LoadProgress) => void) {
  const parts: { loaded: number; total: number }[] = [];
  return () => {
    const part = { loaded: 0, total: 0 };
    parts.push(part);
    return (loaded: number, total: number) => {
      Object.assign(part, { loaded, total });
      emit({
        phase: "downloading",
        loadedBytes: parts.reduce((sum, each) => sum + each.loaded, 0),
        totalBytes: parts.reduce((sum, each) => sum + each.total, 0),
      });
    };
  };
}

function mergeReports(reports: DownloadReport[]): DownloadReport {
  return {
    bytes: reports.reduce((sum, { bytes }) => sum + bytes, 0),
    cachedBytes: reports.reduce((sum, { cachedBytes }) => sum + cachedBytes, 0),
    isKept: reports.every(({ isKept }) => isKept),
  };
}

export function createHost({ createEngine, loadAssets, readEnvironment, now }: HostParts): Host {
  let engine: InferenceEngine | null = null;
  /** Keys of weights whose golden logits agreed. */
  const admitted = new Set<string>();
  const lock = createMutex();

  function startedEngine(caller: CallType): InferenceEngine {
    if (engine === null) {
      throw new CodedError("internal", `internal: ${caller}: expected a started engine, got none`);
    }
    return engine;
  }

  return {
    async start(spec, { signal, emit }) {
      const environment = await readEnvironment();
      const plan = planBackends(spec.choice, environment);
      const addDownload = sumDownloads(emit);
      const runtimes = new Map<RuntimeBuild, Promise<LoadedAssets>>();
      const fetchRuntime = (build: RuntimeBuild) => {
        const begin = () =>
          loadAssets([runtimeAsset(build, spec.runtimeBase)], { signal, onProgress: addDownload() });
        const loading = runtimes.get(build) ?? begin();
        // Its failure counts where it is awaited, as that backend's.
        loading.catch(() => undefined);
        runtimes.set(build, loading);
        return loading;
      };
      // The first backend's runtime and the model come side by side.
      if (plan.candidates[0] !== undefined) void fetchRuntime(chooseBuild(plan.candidates[0], environment));
      const model = await downloadModel(spec, loadAssets, { signal, onProgress: addDownload() });

      const admit = { signal, emit, now };
      const opened = await climbLadder(plan, {
        spec,
        environment,
        model,
        createEngine,
        fetchRuntime,
        admit,
      });
      engine = opened.engine;
      for (const { key } of model.weights) admitted.add(key);
      const downloads = (await Promise.allSettled(runtimes.values())).flatMap((each) =>
        each.status === "fulfilled" ? [each.value.report] : [],
      );
      return {
        backend: engine.info,
        attempts: opened.attempts,
        golden: opened.golden,
        download: mergeReports([model.report, ...downloads]),
      };
    },

    async load(spec, { signal, emit }) {
      const running = startedEngine("load");
      const onProgress = sumDownloads(emit)();
      const model = await downloadModel(spec, loadAssets, { signal, onProgress });
      try {
        const admit = { signal, emit, now };
        const golden = await lock(() => admitModel(running, model, spec.tolerance, admit));
        for (const { key } of model.weights) admitted.add(key);
        return { golden, download: model.report };
      } catch (thrown) {
        for (const { key } of model.weights) if (!admitted.has(key)) running.dropWeights(key);
        throw thrown;
      }
    },

    async run({ graph, weights, tree }, { signal, emit }) {
      const running = startedEngine("run");
      for (const [index, key] of weights.entries()) {
        if (!admitted.has(key)) {
          throw new CodedError("internal", `internal: run: expected checked weights, got ${key}`);
        }
        await lock(async () => {
          await yieldToMessages();
          signal.throwIfAborted();
          const start = now();
          const logits = await running.run(graph, key, tree);
          emit({ index, logits, milliseconds: now() - start });
        });
      }
      return null;
    },
  };
}
