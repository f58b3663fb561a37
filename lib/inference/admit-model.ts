/** Puts a downloaded model into an engine and lets it answer only if its golden logits agree. */
import { CodedError } from "@/lib/errors";
import type { Model } from "@/lib/inference/download-model";
import type { InferenceEngine } from "@/lib/inference/engine";
import { checkTrials, type GoldenTrial, thinTrials } from "@/lib/inference/golden";
import type { GoldenReport, LoadProgress } from "@/lib/inference/protocol";
import { yieldToMessages } from "@/lib/inference/yield-to-messages";

/** Golden checks may take this long; on a slower backend fewer are run (see `thinTrials`). */
const GOLDEN_ALLOWANCE_MS = 10_000;

/** Odd, so that the median is one of them. */
const TIMED_RUNS = 7;

export type AdmitContext = {
  signal: AbortSignal;
  emit(progress: LoadProgress): void;
  now(): number;
};

const runTrial = (engine: InferenceEngine, { graph, weights, tree }: GoldenTrial) =>
  engine.run(graph, weights, tree);

/** The case most like a visitor's probe: prompt, edits and claims packed. */
function largestTrial(trials: GoldenTrial[]): GoldenTrial {
  const [first, ...others] = trials;
  if (first === undefined) {
    throw new CodedError("golden-mismatch", "largestTrial: expected golden cases, got none");
  }
  return others.reduce((a, b) => (b.tree.inputIds.length > a.tree.inputIds.length ? b : a), first);
}

/**
 * Opens graphs, hands over tensors, warms up with real shapes and checks.
 * @throws CodedError "golden-mismatch" with the case, "cancelled", or what the engine throws
 */
export async function admitModel(
  engine: InferenceEngine,
  { graphs, weights, trials }: Model,
  tolerance: number,
  { signal, emit, now }: AdmitContext,
): Promise<GoldenReport> {
  const backend = engine.info.kind;
  const probe = largestTrial(trials);
  emit({ phase: "compiling", backend });
  for (const { key, source } of graphs) await engine.openGraph(key, source);
  for (const { key, tensors } of weights) await engine.putWeights(key, tensors);
  await yieldToMessages();
  signal.throwIfAborted();

  // The first run of a shape compiles kernels; the second one tells how long a run takes.
  emit({ phase: "warming-up", backend });
  await runTrial(engine, probe);
  const start = now();
  await runTrial(engine, probe);
  const planned = thinTrials(trials, now() - start, GOLDEN_ALLOWANCE_MS);

  const run = async (trial: GoldenTrial) => {
    await yieldToMessages();
    signal.throwIfAborted();
    return await runTrial(engine, trial);
  };
  const result = await checkTrials(planned, run, tolerance, (done, total) =>
    emit({ phase: "checking", backend, done, total }),
  );
  const checkpoints = new Set(trials.map((trial) => trial.weights)).size;
  return { ...result, tolerance, available: trials.length, checkpoints };
}

/** Median milliseconds of the model's largest golden case, shapes already compiled. */
export async function timeModel(
  engine: InferenceEngine,
  { trials }: Model,
  { signal, now }: Pick<AdmitContext, "signal" | "now">,
): Promise<number> {
  const trial = largestTrial(trials);
  const times: number[] = [];
  for (let i = 0; i < TIMED_RUNS; i++) {
    await yieldToMessages();
    signal.throwIfAborted();
    const start = now();
    await runTrial(engine, trial);
    times.push(now() - start);
  }
  times.sort((a, b) => a - b);
  return times[TIMED_RUNS >> 1] as number;
}
