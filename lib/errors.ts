/**
 * What can go wrong in a visitor's hands, as codes. An error has two texts: its message says exactly what
 * happened (`fn: expected X, got Y`) and is for a report; its sentence, from the table here, says what that
 * means and what to do, names the file where it is about one, and is what a page shows. Not here: states that are no failure (no WebGPU where WASM
 * works, no records for a prompt, unknown words), which are values of the functions that find them.
 */

/** Code -> sentence. A sentence stands alone, names no internals and ends with what the reader can do. */
export const ERROR_SENTENCES = {
  "bundle-missing":
    "The bundle's manifest could not be found. Check that the site was built with its bundle.",
  "bundle-invalid": "The bundle's manifest is not valid, so nothing can be shown. Export the bundle again.",
  "table-invalid":
    "A table of the bundle is damaged or does not match its manifest. Reload, or export it again.",
  "hash-mismatch": "A file is not the one the bundle names: its hash differs. Reload to fetch it again.",
  network: "A file could not be fetched. Check the connection and try again.",
  "weights-invalid":
    "The checkpoint's weights are damaged. Recorded results still work; reload to fetch them again.",
  "checkpoint-missing": "This checkpoint is not part of the bundle. Choose one of those on the step axis.",
  "tokenizer-invalid":
    "The bundle's tokenizer could not be read, so no prompt can be run. Recorded results still work.",
  "prompt-empty": "The prompt is empty. Type something, or pick an entity.",
  "prompt-too-long": "The prompt is longer than the model can read. Shorten it.",
  "reply-unknown": "A reply candidate is no word of the model's vocabulary. Choose another entity or claim.",
  "worker-crashed":
    "The background worker stopped. It is started again with the next request; try once more.",
  "backend-unavailable": "No backend could run the model in this browser. Recorded results still work.",
  "golden-mismatch":
    "This backend does not reproduce the reference numbers, so its results are not shown. Recorded results still work.",
  cancelled: "Cancelled.",
  superseded: "A newer request of the same panel took this one's place.",
  "device-lost": "The graphics device was lost. The model is started again; try once more.",
  quota: "The browser has no room left to keep the model. It runs from memory until the page is closed.",
  internal: "Something is wrong with the site itself. Reload; if it comes back, please report it.",
} as const satisfies Record<string, string>;

export type ErrorCode = keyof typeof ERROR_SENTENCES;

/** Facts beside an error, for its report and for pages that show them (bytes, tokens, limit; `path`: a file). */
export type ErrorDetails = Record<string, string | number | boolean | null>;

/** What crosses a worker's boundary; plain data. */
export type SerialisedError = { code: ErrorCode; message: string; details: ErrorDetails };

/** An error with a code. `message` is the exact text, `sentence` the one a page shows. */
export class CodedError extends Error {
  override readonly name = "CodedError";
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.details = details;
  }

  /** The table's sentence, with the file it is about where there is one. */
  get sentence(): string {
    const { path } = this.details;
    const sentence = ERROR_SENTENCES[this.code];
    return typeof path === "string" ? `${sentence} The file is ${path}.` : sentence;
  }
}

function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === "string" && Object.hasOwn(ERROR_SENTENCES, value);
}

/** Whether a request ended because somebody asked it to: cancelled, superseded by a newer one, or aborted. */
export function isCancelled(error: unknown): boolean {
  if (error instanceof CodedError) return error.code === "cancelled" || error.code === "superseded";
  return error instanceof Error && error.name === "AbortError";
}

/**
 * Makes a CodedError of whatever was thrown. A CodedError stays itself, an AbortError becomes "cancelled",
 * anything else gets the given code, "internal" unless the caller knows better, and keeps its cause.
 */
export function toCodedError(thrown: unknown, code: ErrorCode = "internal"): CodedError {
  if (thrown instanceof CodedError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  if (isCancelled(thrown)) return new CodedError("cancelled", message, {}, { cause: thrown });
  const prefix = code === "internal" && !message.startsWith("internal:") ? "internal: " : "";
  return new CodedError(code, prefix + message, {}, { cause: thrown });
}

/** For posting to another thread; see `rebuildError`. */
export function serialiseError(thrown: unknown): SerialisedError {
  const { code, message, details } = toCodedError(thrown);
  return { code, message, details };
}

/** The inverse of `serialiseError`. Data that is no serialised error becomes an "internal" error. */
export function rebuildError(data: unknown): CodedError {
  if (
    typeof data === "object" &&
    data !== null &&
    "code" in data &&
    "message" in data &&
    isErrorCode(data.code)
  ) {
    const details = "details" in data && typeof data.details === "object" ? data.details : null;
    return new CodedError(data.code, String(data.message), (details ?? {}) as ErrorDetails);
  }
  return new CodedError(
    "internal",
    `internal: rebuildError: expected a serialised error, got ${typeof data}`,
  );
}

/** What browsers say of a worker's own script, or of a part of it, that did not arrive. */
const SCRIPT_NOT_LOADED = /NetworkError|importScripts|failed to fetch|module script failed|error loading/i;

/**
 * Why a worker ended, from the event that told it. One that never answered and gives no reason, or names a script, did
 * not get its script: that is the network's fault and no crash. `who` begins the message.
 */
export function workerEnd(who: string, event: { message?: string }, hasAnswered: boolean): CodedError {
  const reason = event.message || "no reason";
  const isUnloaded = !hasAnswered && (!event.message || SCRIPT_NOT_LOADED.test(event.message));
  if (isUnloaded) return new CodedError("network", `${who}: expected the worker's script, got ${reason}`);
  return new CodedError("worker-crashed", `${who}: expected the worker to go on, got ${reason}`);
}
