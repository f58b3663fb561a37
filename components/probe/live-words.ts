/** Live mode in words: what runs, how it was checked, what is being done, and whether it agrees. Pure. */
import { formatCount, formatMegabytes } from "@/components/ui/number-format";
import type { ProbeAnswer } from "@/lib/coupling/types";
import type { BackendInfo, BackendKind } from "@/lib/inference/engine";
import type { Attempt, GoldenReport, LoadProgress } from "@/lib/inference/protocol";

export const BACKEND_NAMES: Record<BackendKind, string> = {
  webgpu: "WebGPU",
  "wasm-threads": "WebAssembly",
  wasm: "WebAssembly",
};

/** `3e-7`, `0`: differences of logits are about their size, not their digits. */
export function formatTiny(value: number): string {
  return value === 0 ? "0" : value.toExponential(0).replace("e+0", "").replace("e-", "e\u2212");
}

/** e.g. "WebAssembly, 4 threads, onnxruntime-web 1.30.0" */
export function backendWords(backend: BackendInfo): string {
  const parts = [BACKEND_NAMES[backend.kind]];
  if (backend.adapter !== null) {
    parts.push(`${backend.adapter}${backend.isSoftwareAdapter ? " (a software adapter)" : ""}`);
  }
  if (backend.kind !== "webgpu") parts.push(`${backend.threads} thread${backend.threads === 1 ? "" : "s"}`);
  parts.push(backend.runtime);
  return parts.join(", ");
}

export function goldenWords(golden: GoldenReport): string {
  const { checked, available, maxDifference, tolerance } = golden;
  const share =
    checked === available ? formatCount(checked) : `${formatCount(checked)} of ${formatCount(available)}`;
  return `Checked against ${share} reference runs: logits differ by at most ${formatTiny(maxDifference)} (allowed ${formatTiny(tolerance)}).`;
}

/** Why the backends tried before the one that runs do not: one sentence, or null where none was. */
export function attemptWords(attempts: readonly Attempt[]): string | null {
  const others = attempts.filter((attempt) => attempt.outcome !== "kept");
  if (others.length === 0) return null;
  return `${others.map(({ kind, outcome, reason }) => `${BACKEND_NAMES[kind]}${kind === "wasm-threads" ? " with threads" : ""} ${outcome}: ${reason}`).join("; ")}.`;
}

export type ProgressWords = {
  label: string;
  done: number;
  total: number | null;
  unit: "bytes" | "checks" | null;
};

/** The phases of a start as one line: bytes while there are bytes, then what the wait is for. */
export function progressWords(progress: LoadProgress): ProgressWords {
  switch (progress.phase) {
    case "downloading":
      return {
        label: "Downloading the model and its runtime",
        done: progress.loadedBytes,
        total: progress.totalBytes,
        unit: "bytes",
      };
    case "compiling":
      return { label: `Starting ${BACKEND_NAMES[progress.backend]}`, done: 0, total: null, unit: null };
    case "warming-up":
      return { label: `Warming up ${BACKEND_NAMES[progress.backend]}`, done: 0, total: null, unit: null };
    case "checking":
      return {
        label: "Checking against the reference runs",
        done: progress.done,
        total: progress.total,
        unit: "checks",
      };
  }
}

export type Agreement = {
  /** Cells (the reply, each does, each says) whose class differs. */
  differing: number;
  cells: number;
  /** Largest difference of a probability. */
  maxDifference: number;
  /** The record keeps probabilities in steps of 1 / probabilitySteps, so it is off by up to half of one. */
  probabilitySteps: number;
};

/** Steps that are seen in a probability of two digits. */
const FINE_STEPS = 100;

function largest(a: readonly number[], b: readonly number[]): number {
  return Math.max(0, ...a.map((value, i) => Math.abs(value - (b[i] ?? 0))));
}

/** Several comparisons as one. */
export function sumAgreements(agreements: readonly Agreement[]): Agreement {
  return {
    differing: agreements.reduce((sum, one) => sum + one.differing, 0),
    cells: agreements.reduce((sum, one) => sum + one.cells, 0),
    maxDifference: Math.max(0, ...agreements.map((one) => one.maxDifference)),
    probabilitySteps: Math.min(...agreements.map((one) => one.probabilitySteps)),
  };
}

/** Live held against recorded, cell by cell; cues are matched by id. */
export function compareAnswers(
  live: ProbeAnswer,
  recorded: ProbeAnswer,
  probabilitySteps: number,
): Agreement {
  let differing = live.reply === recorded.reply ? 0 : 1;
  let cells = 1;
  let maxDifference = largest(live.replyP, recorded.replyP);
  for (const cue of live.cues) {
    const other = recorded.cues.find((one) => one.cue === cue.cue);
    if (!other) continue;
    cells += 2;
    if (cue.counterfactual !== other.counterfactual) differing++;
    if (cue.claim !== other.claim) differing++;
    maxDifference = Math.max(
      maxDifference,
      largest(cue.counterfactualP, other.counterfactualP),
      largest(cue.claimP, other.claimP),
    );
  }
  return { differing, cells, maxDifference, probabilitySteps };
}

/** e.g. "Live agrees with the record: every reply and claim is the same, probabilities within 0.002." */
export function agreementWords(agreement: Agreement, tolerance: number): string {
  const { differing, cells, maxDifference, probabilitySteps } = agreement;
  const within = `probabilities within ${maxDifference.toFixed(3)}`;
  const step = 1 / probabilitySteps;
  const rounding = step > tolerance ? ` (the record is rounded to steps of ${step.toFixed(3)})` : "";
  if (differing > 0) {
    return `Live differs from the record in ${differing} of ${formatCount(cells)} replies and claims, ${within}${rounding}.`;
  }
  if (maxDifference > tolerance + step / 2) {
    return `Live gives the same replies and claims as the record, but ${within}${rounding}, more than the ${tolerance.toFixed(3)} allowed.`;
  }
  return `Live agrees with the record: every reply and claim is the same, ${within}${rounding}.`;
}

/** Where recorded answers come from, and how coarse their probabilities are where that is seen. */
export function recordWords(probabilitySteps: number): string {
  const origin = "These answers are from the record, computed when the bundle was made.";
  if (probabilitySteps >= FINE_STEPS) return origin;
  return `${origin} It keeps probabilities in steps of 1/${probabilitySteps}; replies and claims are exact.`;
}

/** What the button says: what a start would download, null while that is being found out. */
export function startWords(missingBytes: number | null): string {
  if (missingBytes === null) return "Run it live in this browser";
  if (missingBytes === 0) return "Run it live in this browser, nothing to download";
  return `Run it live in this browser, ${formatMegabytes(missingBytes)}`;
}
