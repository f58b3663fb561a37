/** From the bundle's manifest to what the inference worker has to load. Pure. */
import { findRun } from "@/lib/bundle/runs";
import type { Asset, Bundle, Run, RunStep } from "@/lib/bundle/schema";
import { assetUrl } from "@/lib/bundle/url";
import { CodedError } from "@/lib/errors";
import type { AssetRequest, LoadSpec } from "@/lib/inference/protocol";

/** A checkpoint's tensors go by their content: two runs may share a file (a run's step 0 is its M0). */
export type CheckpointKeys = { graph: string; weights: string };

function requestOf(asset: Asset): AssetRequest {
  return { url: assetUrl(asset), name: asset.path, sha256: asset.sha256, bytes: asset.bytes };
}

function runOf(bundle: Bundle, id: string): Run {
  const run = findRun(bundle, id);
  if (run === undefined) {
    throw new CodedError("checkpoint-missing", `runOf: expected a run of the bundle, got ${id}`, { run: id });
  }
  return run;
}

/** Why a run's checkpoints cannot be run here, as a phrase; null if they can. */
export function liveObstacle(bundle: Bundle, runId: string): string | null {
  const run = findRun(bundle, runId);
  if (run === undefined) return `the bundle has no run ${runId}`;
  const family = bundle.families.find(({ id }) => id === run.family);
  if (run.checkpoints.length === 0) return "the bundle ships no checkpoint of this run";
  if (!family?.graph) return "the bundle ships no graph to run its checkpoints with";
  if (run.golden === null) return "the bundle ships no reference logits to check them against";
  return null;
}

/** Steps of a run whose checkpoints ship, ascending. */
export function shippedSteps(bundle: Bundle, runId: string): number[] {
  return runOf(bundle, runId)
    .checkpoints.map(({ step }) => step)
    .sort((a, b) => a - b);
}

/**
 * Names of a checkpoint in the worker.
 * @throws CodedError "checkpoint-missing"
 */
export function checkpointKeys(bundle: Bundle, runId: string, step: number): CheckpointKeys {
  const run = runOf(bundle, runId);
  const checkpoint = run.checkpoints.find((each) => each.step === step);
  if (checkpoint === undefined || run.family === null) {
    throw new CodedError(
      "checkpoint-missing",
      `checkpointKeys: expected a shipped step of ${runId}, got ${step}`,
      {
        run: runId,
        step,
      },
    );
  }
  return { graph: run.family, weights: checkpoint.sha256 };
}

/**
 * What to load for some steps of a run: its family's graph, the checkpoints, their golden logits.
 * @throws CodedError "backend-unavailable" with the obstacle, "checkpoint-missing", "bundle-invalid"
 */
export function buildLoadSpec(bundle: Bundle, runId: string, steps: readonly number[]): LoadSpec {
  const obstacle = liveObstacle(bundle, runId);
  const run = runOf(bundle, runId);
  const family = bundle.families.find(({ id }) => id === run.family);
  if (obstacle !== null || !family?.graph || run.golden === null) {
    throw new CodedError("backend-unavailable", `buildLoadSpec: expected ${runId} to run, but ${obstacle}`);
  }
  const vocabulary = family.config.vocab_size;
  if (typeof vocabulary !== "number") {
    throw new CodedError(
      "bundle-invalid",
      `buildLoadSpec: expected vocab_size in the config of ${family.id}, got ${typeof vocabulary}`,
    );
  }
  const { graph } = family;
  const checkpoints = steps.map((step) => ({ step, ...checkpointKeys(bundle, runId, step) }));
  const assetOf = (step: number) => run.checkpoints.find((each) => each.step === step) as Asset;
  return {
    graphs: [
      {
        key: family.id,
        asset: requestOf(graph),
        inputs: graph.inputs,
        output: graph.output,
        vocabulary,
      },
    ],
    weights: checkpoints.map(({ step, graph: graphKey, weights }) => ({
      key: weights,
      graph: graphKey,
      asset: requestOf(assetOf(step)),
    })),
    golden: [{ asset: requestOf(run.golden), run: runId, checkpoints }],
    tolerance: bundle.tolerance.logits,
  };
}

/** The target of a run's claims, where it can be run as well; else null. */
export function shippedTarget(bundle: Bundle, runId: string): RunStep | null {
  const { target } = runOf(bundle, runId).supervision;
  if (target === null || liveObstacle(bundle, target.run) !== null) return null;
  return shippedSteps(bundle, target.run).includes(target.step) ? target : null;
}

/**
 * What live mode of a run takes: all of its checkpoints that ship, and its target's where that does. A target
 * whose tensors are among the run's own (its step 0) adds nothing.
 * @throws as `buildLoadSpec`
 */
export function buildRunSpec(bundle: Bundle, runId: string): LoadSpec {
  const own = buildLoadSpec(bundle, runId, shippedSteps(bundle, runId));
  const target = shippedTarget(bundle, runId);
  if (target === null) return own;
  const other = buildLoadSpec(bundle, target.run, [target.step]);
  const weights = other.weights.filter(({ key }) => own.weights.every((each) => each.key !== key));
  if (weights.length === 0) return own;
  const graphs = other.graphs.filter(({ key }) => own.graphs.every((each) => each.key !== key));
  return {
    ...own,
    graphs: [...own.graphs, ...graphs],
    weights: [...own.weights, ...weights],
    golden: [...own.golden, ...other.golden],
  };
}
