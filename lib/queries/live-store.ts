/**
 * Live mode of one bundle, without React: a state that is always one of five, and what may be asked of it. A start is
 * of one run, with its target; another run is another start. Nothing of a model is downloaded before. The worker outlives pages: a model once loaded stays while
 * the site is open. Results are logits; lib/coupling/read-probe.ts makes answers of them.
 */
import type { Bundle } from "@/lib/bundle/schema";
import { siteUrl } from "@/lib/bundle/url";
import { CodedError, isCancelled, toCodedError } from "@/lib/errors";
import type { AssetCache } from "@/lib/inference/asset-cache";
import { type Environment, planBackends } from "@/lib/inference/backend";
import type { ClientOptions, InferenceClient } from "@/lib/inference/client";
import type { PackedTree } from "@/lib/inference/engine";
import { listAssets } from "@/lib/inference/list-assets";
import { countMissingBytes } from "@/lib/inference/load-assets";
import type { BackendChoice, LoadProgress, Started } from "@/lib/inference/protocol";
import { chooseBuild, RUNTIME_VERSION, runtimeAsset } from "@/lib/inference/runtime-files";
import { buildLoadSpec, buildRunSpec, checkpointKeys, liveObstacle } from "@/lib/queries/live-spec";

type Downloading = Extract<LoadProgress, { phase: "downloading" }>;

export type LiveState =
  /**
   * `missingBytes` is what a start would download, null while that is being found out. `obstacle` says, as a
   * phrase, why there can be no start; else null.
   */
  | { state: "off"; missingBytes: number | null; obstacle: string | null }
  | { state: "downloading"; progress: Downloading }
  | { state: "starting"; progress: Exclude<LoadProgress, Downloading> }
  /** The run that is live; backend, what was tried before it, golden difference, megabytes, whether they are kept. */
  | { state: "ready"; run: string; started: Started }
  | { state: "failed"; error: CodedError; sentence: string };

/** One checkpoint's answer: logits `[reads * vocabulary]` in the order of the tree's reads. */
export type LiveAnswer = { run: string; step: number; logits: Float32Array; milliseconds: number };

/** What a start would be of: a run's checkpoints, on a backend. */
export type LiveChoice = { run: string; backend: BackendChoice };

export type LiveParts = {
  createClient(options: Pick<ClientOptions, "onRestart">): InferenceClient;
  readEnvironment(): Promise<Environment>;
  cache: AssetCache;
  /** The page's address, from which the runtime's is made absolute. */
  pageUrl(): string;
};

/** What a page shows before anything is known, and on the server. */
export const LIVE_UNKNOWN: LiveState = { state: "off", missingBytes: null, obstacle: null };

export class LiveStore {
  private state: LiveState = LIVE_UNKNOWN;
  private readonly listeners = new Set<() => void>();
  private readonly client: InferenceClient;
  /** Counts starts, cancels and stops, so that what belongs to an earlier one is not heard. */
  private generation = 0;
  private stopStart: AbortController | null = null;
  /** What was last asked about: how much a start would download depends on it. */
  private choice: LiveChoice;
  /** Checkpoints that are there or on their way, by key. */
  private readonly loads = new Map<string, Promise<unknown>>();
  /** The newest request of each panel. */
  private readonly requests = new Map<string, number>();
  private requestCount = 0;

  constructor(
    private readonly bundle: Bundle,
    private readonly parts: LiveParts,
  ) {
    this.choice = { run: bundle.flagship, backend: "auto" };
    this.client = parts.createClient({ onRestart: (ready) => void this.followRestart(ready) });
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly getState = (): LiveState => this.state;

  private set(state: LiveState): void {
    this.state = state;
    for (const listener of this.listeners) listener();
  }

  /**
   * Finds out how much a start would download; the state says it while it is "off". Another run than before ends
   * what is live or starting: its answers must not pass for the new one's. Never rejects.
   */
  readonly measure = async (choice: LiveChoice = this.choice): Promise<void> => {
    const isOther = choice.run !== this.choice.run;
    this.choice = choice;
    if (isOther) this.turnOff();
    const { generation } = this;
    const off = await this.measureOff(choice);
    const isAsked = this.generation === generation && this.choice === choice;
    if (isAsked && this.state.state === "off") this.set(off);
  };

  private async measureOff({ run, backend }: LiveChoice): Promise<LiveState> {
    const obstacle = liveObstacle(this.bundle, run);
    if (obstacle !== null) return { state: "off", missingBytes: null, obstacle };
    const environment = await this.parts.readEnvironment();
    try {
      const [kind] = planBackends(backend, environment).candidates;
      const assets = listAssets(buildRunSpec(this.bundle, run));
      if (kind !== undefined) assets.push(runtimeAsset(chooseBuild(kind, environment), this.runtimeBase()));
      const missingBytes = await countMissingBytes(assets, this.parts.cache);
      return { state: "off", missingBytes, obstacle: null };
    } catch (thrown) {
      const error = toCodedError(thrown);
      return { state: "off", missingBytes: null, obstacle: String(error.details.reason ?? error.sentence) };
    }
  }

  private runtimeBase(): string {
    return new URL(siteUrl(`/ort/${RUNTIME_VERSION}/`), this.parts.pageUrl()).href;
  }

  /** Goes live with all of a run's checkpoints. Resolves when it is over; the state says how. */
  readonly start = async (choice: LiveChoice = this.choice): Promise<void> => {
    const { run, backend } = choice;
    const totalBytes = this.missingBytes();
    const generation = this.begin();
    this.choice = choice;
    const stop = new AbortController();
    this.stopStart = stop;
    this.showProgress({ phase: "downloading", loadedBytes: 0, totalBytes });
    try {
      const spec = buildRunSpec(this.bundle, run);
      const started = await this.client.start(
        { ...spec, choice: backend, runtimeBase: this.runtimeBase() },
        {
          signal: stop.signal,
          onProgress: (progress) => {
            if (this.generation === generation) this.showProgress(progress);
          },
        },
      );
      if (this.generation !== generation) return;
      for (const { key } of spec.weights) this.loads.set(key, Promise.resolve());
      this.set({ state: "ready", run, started });
    } catch (thrown) {
      if (this.generation === generation) this.fail(thrown);
    } finally {
      if (this.stopStart === stop) this.stopStart = null;
    }
  };

  /** Ends live mode, whether it is starting or running. The cache keeps what was finished. */
  readonly cancel = (): void => {
    this.turnOff();
    void this.measure();
  };

  private turnOff(): void {
    this.begin();
    this.client.stop();
    this.set(LIVE_UNKNOWN);
  }

  /** Forgets the files kept for the next visit. What runs goes on. */
  readonly clearCache = async (): Promise<void> => {
    await this.parts.cache.clear();
    if (this.state.state === "off") await this.measure();
  };

  /** Bytes kept for the next visit. */
  readonly cacheSize = (): Promise<number> => this.parts.cache.size();

  /**
   * Runs a tree through one checkpoint, which is loaded first where the start did not bring it.
   * @throws CodedError "superseded" when the panel asked again, "cancelled", "checkpoint-missing" ...
   */
  readonly runProbe = async (
    panel: string,
    run: string,
    step: number,
    tree: PackedTree,
    signal?: AbortSignal,
  ): Promise<LiveAnswer> => {
    const answers: LiveAnswer[] = [];
    await this.runAllCheckpoints(panel, run, [step], tree, (answer) => answers.push(answer), signal);
    const answer = answers.at(-1);
    if (answer === undefined) throw new CodedError("internal", "internal: runProbe: expected an answer");
    return answer;
  };

  /**
   * Runs a tree through several checkpoints; `onResult` gets each answer as it comes, in the order of `steps`.
   * After a lost graphics device answers come again from the first.
   * @throws as `runProbe`
   */
  readonly runAllCheckpoints = async (
    panel: string,
    run: string,
    steps: readonly number[],
    tree: PackedTree,
    onResult: (answer: LiveAnswer) => void,
    signal?: AbortSignal,
  ): Promise<void> => {
    const request = ++this.requestCount;
    this.requests.set(panel, request);
    await this.ensureLoaded(run, steps);
    if (this.requests.get(panel) !== request) {
      throw new CodedError("superseded", `runAllCheckpoints: ${panel}: a newer request came`);
    }
    const keys = steps.map((step) => checkpointKeys(this.bundle, run, step));
    const graph = keys[0]?.graph;
    if (graph === undefined) return;
    const spec = { graph, weights: keys.map(({ weights }) => weights), tree };
    await this.client.run(panel, spec, {
      ...(signal && { signal }),
      onPart: ({ index, logits, milliseconds }) => {
        // A newer request may still be loading its checkpoint.
        if (this.requests.get(panel) !== request) return;
        onResult({ run, step: steps[index] as number, logits, milliseconds });
      },
    });
  };

  private async ensureLoaded(run: string, steps: readonly number[]): Promise<void> {
    if (this.loads.size === 0) {
      throw new CodedError(
        "internal",
        `internal: live: expected live mode to be on, got ${this.state.state}`,
      );
    }
    const keyOf = (step: number) => checkpointKeys(this.bundle, run, step).weights;
    const missing = steps.filter((step) => !this.loads.has(keyOf(step)));
    if (missing.length > 0) {
      const loading = this.client.load(buildLoadSpec(this.bundle, run, missing));
      for (const step of missing) {
        this.loads.set(keyOf(step), loading);
        // The next one who asks tries again.
        loading.catch(() => this.loads.delete(keyOf(step)));
      }
    }
    await Promise.all(steps.map((step) => this.loads.get(keyOf(step))));
  }

  /** A worker that died is started again by itself; the page sees it start. */
  private async followRestart(ready: Promise<Started>): Promise<void> {
    const { generation } = this;
    try {
      const started = await ready;
      if (this.generation === generation) this.set({ state: "ready", run: this.choice.run, started });
    } catch (thrown) {
      if (this.generation === generation) this.fail(thrown);
    }
  }

  /** Begins a new life: what was there before is not heard any more. */
  private begin(): number {
    this.stopStart?.abort();
    this.stopStart = null;
    this.loads.clear();
    return ++this.generation;
  }

  private missingBytes(): number {
    return this.state.state === "off" ? (this.state.missingBytes ?? 0) : 0;
  }

  private showProgress(progress: LoadProgress): void {
    if (progress.phase === "downloading") this.set({ state: "downloading", progress });
    else this.set({ state: "starting", progress });
  }

  private fail(thrown: unknown): void {
    this.begin();
    const error = toCodedError(thrown);
    if (isCancelled(error)) {
      this.set(LIVE_UNKNOWN);
      void this.measure();
    } else {
      this.set({ state: "failed", error, sentence: error.sentence });
    }
  }
}
