/**
 * The gate before any live number: the same trees through the engine and, long before, through PyTorch, must
 * give the same logits. A GPU that is finite but wrong shows here and nowhere else.
 * Pure: which pairs to run, how far two answers lie apart, and what that means.
 */
import type { Golden } from "@/lib/bundle/golden-schema";
import { CodedError } from "@/lib/errors";
import type { PackedTree } from "@/lib/inference/engine";
import type { GoldenReport } from "@/lib/inference/protocol";

type GoldenCase = Golden["cases"][number];

/** One comparison: a case through a checkpoint, and the logits `[reads * vocabulary]` it must give. */
export type GoldenTrial = {
  run: string;
  step: number;
  case: string;
  graph: string;
  weights: string;
  tree: PackedTree;
  expected: Float32Array;
};

/** The tree of a golden case; positions are depths. */
export function goldenTree({ inputIds, parents, reads }: GoldenCase): PackedTree {
  const positions = new Int32Array(parents.length);
  parents.forEach((parent, node) => {
    positions[node] = parent < 0 ? 0 : (positions[parent] as number) + 1;
  });
  return {
    inputIds: Int32Array.from(inputIds),
    parents: Int32Array.from(parents),
    positions,
    reads: Int32Array.from(reads),
  };
}

/**
 * Every pair of wanted checkpoint and case.
 * @throws CodedError "golden-mismatch" for a checkpoint without reference logits: it cannot be checked
 */
export function listTrials(
  golden: Golden,
  checkpoints: { step: number; weights: string; graph: string }[],
): GoldenTrial[] {
  const trees = golden.cases.map(goldenTree);
  return checkpoints.flatMap(({ step, weights, graph }) => {
    const logits = golden.checkpoints.find((checkpoint) => checkpoint.step === step)?.logits;
    if (logits === undefined || golden.cases.length === 0) {
      throw new CodedError(
        "golden-mismatch",
        `listTrials: expected reference logits of ${golden.run} at step ${step}, got none`,
        { run: golden.run, step },
      );
    }
    return golden.cases.map((each, i) => ({
      run: golden.run,
      step,
      case: each.id,
      graph,
      weights,
      tree: trees[i] as PackedTree,
      expected: Float32Array.from((logits[i] ?? []).flat()),
    }));
  });
}

/**
 * Which trials to run where all of them would take longer than allowed: every case of the first checkpoint
 * (what the backend computes), then of each other one the shortest (that its tensors are the right ones).
 */
export function thinTrials(trials: GoldenTrial[], trialMs: number, allowanceMs: number): GoldenTrial[] {
  if (trials.length * trialMs <= allowanceMs) return trials;
  const byWeights = new Map<string, GoldenTrial[]>();
  for (const trial of trials) byWeights.set(trial.weights, [...(byWeights.get(trial.weights) ?? []), trial]);
  const shortest = (a: GoldenTrial, b: GoldenTrial) =>
    b.tree.inputIds.length < a.tree.inputIds.length ? b : a;
  return [...byWeights.values()].flatMap((group, i) => (i === 0 ? group : [group.reduce(shortest)]));
}

/** Largest absolute difference; NaN where the sizes differ or a number is not finite. */
export function maxDifference(actual: Float32Array, expected: Float32Array): number {
  if (actual.length !== expected.length) return Number.NaN;
  let largest = 0;
  for (let i = 0; i < actual.length; i++) {
    const difference = Math.abs((actual[i] as number) - (expected[i] as number));
    // Not `>`: a NaN must not slip through.
    if (!(difference <= largest)) largest = difference;
    if (Number.isNaN(largest)) return largest;
  }
  return largest;
}

/**
 * Runs trials and compares.
 * @throws CodedError "golden-mismatch" naming the first case beyond the tolerance
 */
export async function checkTrials(
  trials: GoldenTrial[],
  run: (trial: GoldenTrial) => Promise<Float32Array>,
  tolerance: number,
  onProgress: (done: number, total: number) => void = () => undefined,
): Promise<Pick<GoldenReport, "maxDifference" | "checked">> {
  let largest = 0;
  for (const [i, trial] of trials.entries()) {
    onProgress(i, trials.length);
    const difference = maxDifference(await run(trial), trial.expected);
    if (!(difference <= tolerance)) {
      throw new CodedError(
        "golden-mismatch",
        `checkTrials: expected logits within ${tolerance} of the reference, got ${difference} for case ${trial.case} of ${trial.run} at step ${trial.step}`,
        { run: trial.run, step: trial.step, case: trial.case, difference, tolerance },
      );
    }
    largest = Math.max(largest, difference);
  }
  onProgress(trials.length, trials.length);
  return { maxDifference: largest, checked: trials.length };
}
