/**
 * Long work in small pieces: between two of them the worker hears what was said to it, so that a request nobody
 * wants any more ends there and the next one begins.
 */
import { CodedError } from "@/lib/errors";
import { yieldToMessages } from "@/lib/inference/yield-to-messages";

/** How long the worker may be deaf: a frame. */
const SLICE_MS = 16;

/** Called between two pieces of work. Rejects with CodedError "cancelled" once the answer is not wanted. */
export type Turn = () => Promise<void>;

export function makeTurn(signal: AbortSignal): Turn {
  let begun = performance.now();
  return async () => {
    if (performance.now() - begun >= SLICE_MS) {
      await yieldToMessages();
      begun = performance.now();
    }
    if (signal.aborted) throw new CodedError("cancelled", "analysis: the answer is not wanted any more");
  };
}
