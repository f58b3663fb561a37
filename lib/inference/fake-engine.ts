/**
 * An engine without a model, for tests: deterministic, and scripted to be slow, to fail, to lose its device or
 * to take the worker down. Its logits depend, as real ones do, on the path to a node and on the weights, and
 * on nothing else.
 */
import { CodedError } from "@/lib/errors";
import type {
  BackendInfo,
  EngineOptions,
  GraphSource,
  InferenceEngine,
  PackedTree,
  WeightTensor,
} from "@/lib/inference/engine";

export type FakeScript = {
  /** Thrown when the engine is made. */
  failOpening?: Error;
  /** Added to every logit: a backend that is finite but wrong. */
  error?: number;
  /** Called before each run with its number, from 1; may throw, or wait. */
  onRun?: (run: number) => void | Promise<void>;
  isSoftwareAdapter?: boolean;
};

/** A number in 0 ... 1 from integers (FNV-1a). */
function hash(values: Iterable<number>): number {
  let state = 0x811c9dc5;
  for (const value of values) state = Math.imul(state ^ (value + 1), 0x01000193) >>> 0;
  return state / 2 ** 32;
}

/** Token ids from the root to a node. */
function pathTo(tree: PackedTree, node: number): number[] {
  const path: number[] = [];
  for (let at = node; at >= 0; at = tree.parents[at] as number) path.push(tree.inputIds[at] as number);
  return path.reverse();
}

/** The logits the fake gives: `[reads * vocabulary]` in -1 ... 1. `seed` stands for the weights. */
export function fakeLogits(tree: PackedTree, seed: number, vocabulary: number): Float32Array {
  const logits = new Float32Array(tree.reads.length * vocabulary);
  tree.reads.forEach((node, read) => {
    const path = pathTo(tree, node);
    for (let word = 0; word < vocabulary; word++) {
      logits[read * vocabulary + word] = 2 * hash([seed, ...path, word]) - 1;
    }
  });
  return logits;
}

/** What the fake takes a checkpoint's tensors for. */
export function seedOf(tensors: Pick<WeightTensor, "data">[]): number {
  return tensors.reduce((sum, { data }) => sum + data.reduce((inner, value) => inner + value, 0), 0);
}

export class FakeEngine implements InferenceEngine {
  readonly info: BackendInfo;
  isDisposed = false;
  private readonly graphs = new Map<string, GraphSource>();
  private readonly seeds = new Map<string, number>();
  private isRunning = false;
  private runs = 0;

  constructor(
    options: Pick<EngineOptions, "kind" | "threads">,
    private readonly script: FakeScript = {},
  ) {
    if (script.failOpening) throw script.failOpening;
    this.info = {
      kind: options.kind,
      adapter: options.kind === "webgpu" ? "fake adapter" : null,
      isSoftwareAdapter: script.isSoftwareAdapter ?? false,
      threads: options.threads,
      runtime: "fake 1.0.0",
    };
  }

  async openGraph(key: string, graph: GraphSource): Promise<void> {
    this.graphs.set(key, graph);
  }

  async putWeights(key: string, tensors: WeightTensor[]): Promise<void> {
    this.seeds.set(key, seedOf(tensors));
  }

  hasWeights(key: string): boolean {
    return this.seeds.has(key);
  }

  dropWeights(key: string): void {
    this.seeds.delete(key);
  }

  async run(graphKey: string, weightsKey: string, tree: PackedTree): Promise<Float32Array> {
    const graph = this.graphs.get(graphKey);
    const seed = this.seeds.get(weightsKey);
    if (graph === undefined || seed === undefined || this.isDisposed) {
      throw new CodedError("internal", `internal: FakeEngine.run: expected ${graphKey} and ${weightsKey}`);
    }
    // A session runs one thing at a time; whoever breaks that shall notice.
    if (this.isRunning) throw new CodedError("internal", "internal: FakeEngine.run: already running");
    this.isRunning = true;
    try {
      await this.script.onRun?.(++this.runs);
      const error = this.script.error ?? 0;
      return fakeLogits(tree, seed, graph.vocabulary).map((logit) => logit + error);
    } finally {
      this.isRunning = false;
    }
  }

  async dispose(): Promise<void> {
    this.isDisposed = true;
  }
}
