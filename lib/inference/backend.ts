/**
 * Which backends to try, and in which order: WebGPU on real graphics hardware, WASM with threads where the
 * page is cross-origin isolated, WASM. What is left out is left out for a reason that the page can show.
 * Pure: what the browser offers is read in environment.ts.
 */
import { CodedError } from "@/lib/errors";
import type { BackendKind } from "@/lib/inference/engine";
import type { Attempt, BackendChoice } from "@/lib/inference/protocol";

/** What this browser, page and machine offer. */
export type Environment = {
  hasWebGpu: boolean;
  /** The adapter WebGPU would use; null where there is none. */
  adapter: { name: string; isSoftware: boolean } | null;
  isCrossOriginIsolated: boolean;
  /** Logical cores; 1 where unknown. */
  cores: number;
  /** WebAssembly can wait for promises: a third off onnxruntime's WebGPU build. */
  hasJspi: boolean;
};

export type BackendPlan = { candidates: BackendKind[]; skipped: Attempt[] };

export const BACKEND_ORDER: readonly BackendKind[] = ["webgpu", "wasm-threads", "wasm"];

/** More threads than this bring nothing to graphs this small. */
const MAX_THREADS = 4;

/** With fewer cores a second thread only takes time from the page. */
const MIN_CORES_FOR_THREADS = 4;

/** Threads of a backend; decided once, for onnxruntime keeps the first number it is given. */
export function countThreads(kind: BackendKind, { cores }: Environment): number {
  return kind === "wasm-threads" ? Math.max(2, Math.min(MAX_THREADS, Math.ceil(cores / 2))) : 1;
}

/** Why a backend cannot run here at all; null if it can. */
function obstacle(kind: BackendKind, environment: Environment): string | null {
  if (kind === "webgpu") {
    if (!environment.hasWebGpu) return "this browser has no WebGPU here";
    if (environment.adapter === null) return "WebGPU found no graphics adapter";
  }
  if (kind === "wasm-threads" && !environment.isCrossOriginIsolated) {
    return "the page is not cross-origin isolated";
  }
  return null;
}

/** Why a backend that can run is not tried unless it is asked for; null if it is. */
function objection(kind: BackendKind, { adapter, cores }: Environment): string | null {
  if (kind === "webgpu" && adapter?.isSoftware) return `the adapter (${adapter.name}) is software`;
  if (kind === "wasm-threads" && cores < MIN_CORES_FOR_THREADS)
    return `${cores} cores are too few for threads`;
  return null;
}

/**
 * Plans what to try. "auto" tries what suits; a named backend is tried alone, a software adapter included.
 * @throws CodedError "backend-unavailable" if the named backend cannot run here
 */
export function planBackends(choice: BackendChoice, environment: Environment): BackendPlan {
  if (choice !== "auto") {
    const reason = obstacle(choice, environment);
    if (reason !== null) {
      throw new CodedError("backend-unavailable", `planBackends: expected ${choice}, but ${reason}`, {
        backend: choice,
        reason,
      });
    }
    return { candidates: [choice], skipped: [] };
  }
  const plan: BackendPlan = { candidates: [], skipped: [] };
  for (const kind of BACKEND_ORDER) {
    const reason = obstacle(kind, environment) ?? objection(kind, environment);
    if (reason === null) plan.candidates.push(kind);
    else plan.skipped.push({ kind, outcome: "skipped", reason });
  }
  return plan;
}
