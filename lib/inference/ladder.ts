/**
 * Tries backends in order until one works, that is: opens, runs, and gives the golden logits. Where a real
 * GPU works, WASM is timed beside it and the faster one stays: small graphs are often faster on WASM.
 */
import { CodedError, type ErrorDetails, isCancelled, toCodedError } from "@/lib/errors";
import { type AdmitContext, admitModel, timeModel } from "@/lib/inference/admit-model";
import { BACKEND_ORDER, type BackendPlan, countThreads, type Environment } from "@/lib/inference/backend";
import type { Model } from "@/lib/inference/download-model";
import type { BackendKind, EngineFactory, InferenceEngine } from "@/lib/inference/engine";
import type { LoadedAssets } from "@/lib/inference/load-assets";
import type { Attempt, GoldenReport, StartSpec } from "@/lib/inference/protocol";
import { chooseBuild, type RuntimeBuild } from "@/lib/inference/runtime-files";

export type LadderContext = {
  spec: StartSpec;
  environment: Environment;
  model: Model;
  createEngine: EngineFactory;
  fetchRuntime(build: RuntimeBuild): Promise<LoadedAssets>;
  admit: AdmitContext;
};

type Opened = { engine: InferenceEngine; golden: GoldenReport };

/** A backend and the build it came in: both backends of a comparison live in one build. */
type Rung = { kind: BackendKind; build: RuntimeBuild };

/** Opens a backend and checks the model in it; what was opened is disposed of again if anything fails. */
async function open({ kind, build }: Rung, context: LadderContext): Promise<Opened> {
  const { spec, environment, model, createEngine, fetchRuntime, admit } = context;
  const [wasmBinary] = (await fetchRuntime(build)).files;
  if (wasmBinary === undefined) throw new CodedError("internal", "internal: open: expected a file, got none");
  admit.emit({ phase: "compiling", backend: kind });
  const threads = countThreads(kind, environment);
  const engine = await createEngine({ kind, threads, build, runtimeBase: spec.runtimeBase, wasmBinary });
  try {
    return { engine, golden: await admitModel(engine, model, spec.tolerance, admit) };
  } catch (thrown) {
    await engine.dispose().catch(() => undefined);
    throw thrown;
  }
}

/** Opens a backend, or tells why not. Being cancelled is no failure of the backend's. */
async function tryOpen(rung: Rung, context: LadderContext): Promise<Opened | CodedError> {
  try {
    return await open(rung, context);
  } catch (thrown) {
    if (isCancelled(thrown)) throw thrown;
    return toCodedError(thrown, "backend-unavailable");
  }
}

/** Times the GPU against its rival and keeps the faster one. */
async function keepFaster(
  gpu: Opened,
  rival: Opened,
  { model, admit }: LadderContext,
): Promise<Opened & { attempts: Attempt[] }> {
  const timed = [];
  for (const opened of [gpu, rival]) {
    timed.push({ opened, ms: await timeModel(opened.engine, model, admit) });
  }
  const [faster, slower] = timed.sort((a, b) => a.ms - b.ms) as [Timed, Timed];
  await slower.opened.engine.dispose().catch(() => undefined);
  const attempts = ([faster, slower] as const).map(
    ({ opened, ms }, i): Attempt => ({
      kind: opened.engine.info.kind,
      outcome: i === 0 ? "kept" : "slower",
      reason: `${ms.toFixed(1)} ms a run`,
    }),
  );
  return { ...faster.opened, attempts };
}

type Timed = { opened: Opened; ms: number };

/** One error for a ladder of failures: a backend that computes wrongly is another thing than a missing one. */
function describeFailures(choice: StartSpec["choice"], failures: Map<BackendKind, CodedError>): CodedError {
  const errors = [...failures.values()];
  const areAll = (code: CodedError["code"]) =>
    errors.length > 0 && errors.every((each) => each.code === code);
  // Files that do not come say nothing of the backends.
  const isOne = choice !== "auto" || areAll("network");
  if (isOne && errors[0] !== undefined) return errors[0];
  const reasons: ErrorDetails = Object.fromEntries(
    [...failures].map(([kind, { message }]) => [kind, message]),
  );
  return new CodedError(
    areAll("golden-mismatch") ? "golden-mismatch" : "backend-unavailable",
    `climbLadder: expected a backend that works, got ${Object.entries(reasons)
      .map(([kind, reason]) => `${kind}: ${reason}`)
      .join("; ")}`,
    reasons,
  );
}

/**
 * Climbs down the plan's candidates.
 * @throws CodedError "backend-unavailable" or "golden-mismatch" with every backend's reason, "network" where none of
 *   them got its files, "cancelled"
 */
export async function climbLadder(
  { candidates, skipped }: BackendPlan,
  context: LadderContext,
): Promise<Opened & { attempts: Attempt[] }> {
  const attempts: Attempt[] = [...skipped];
  const failures = new Map<BackendKind, CodedError>();
  const finish = (opened: Opened, further: Attempt[]) => ({
    ...opened,
    attempts: [...attempts, ...further].sort(
      (a, b) => BACKEND_ORDER.indexOf(a.kind) - BACKEND_ORDER.indexOf(b.kind),
    ),
  });
  for (const kind of candidates) {
    const build = chooseBuild(kind, context.environment);
    const opened = await tryOpen({ kind, build }, context);
    if (opened instanceof CodedError) {
      attempts.push({ kind, outcome: "failed", reason: opened.message });
      failures.set(kind, opened);
      continue;
    }
    const kept: Attempt = { kind, outcome: "kept", reason: "works" };
    const rivalKind = candidates.find((other) => other !== "webgpu");
    if (kind !== "webgpu" || rivalKind === undefined) return finish(opened, [kept]);
    const rival = await tryOpen({ kind: rivalKind, build }, context);
    if (rival instanceof CodedError) {
      return finish(opened, [kept, { kind: rivalKind, outcome: "failed", reason: rival.message }]);
    }
    const winner = await keepFaster(opened, rival, context);
    return finish(winner, winner.attempts);
  }
  throw describeFailures(context.spec.choice, failures);
}
