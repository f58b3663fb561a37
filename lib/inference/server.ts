/**
 * The worker's side of the protocol: takes requests from a port, lets the host do them, answers each with its
 * id. Independent of Worker, so that tests run it over a MessageChannel.
 */
import { serialiseError, toCodedError } from "@/lib/errors";
import type { Host } from "@/lib/inference/host";
import type { LoadProgress, Request, Response, RunPart } from "@/lib/inference/protocol";
import { throttleLatest } from "@/lib/inference/throttle";

/** Ten progress messages a second are enough for an eye. */
const PROGRESS_INTERVAL_MS = 100;

/** What of a MessagePort, or of a worker's own scope, is used. */
export type PortLike = {
  postMessage(message: Response, transfer?: Transferable[]): void;
  addEventListener(type: "message", listener: (event: MessageEvent<Request>) => void): void;
};

/** Progress is throttled within a phase; a new phase is told at once, after the last of the old one. */
function throttleProgress(post: (progress: LoadProgress) => void) {
  const throttled = throttleLatest(post, PROGRESS_INTERVAL_MS);
  let phase: LoadProgress["phase"] | null = null;
  const emit = (progress: LoadProgress) => {
    if (progress.phase !== phase) throttled.flush();
    phase = progress.phase;
    throttled(progress);
  };
  return { emit, flush: throttled.flush };
}

/** A trap in WebAssembly leaves its module unusable: to the page that is a crashed worker. */
function serialiseFailure(thrown: unknown) {
  const isTrap = thrown instanceof WebAssembly.RuntimeError;
  return serialiseError(isTrap ? toCodedError(thrown, "worker-crashed") : thrown);
}

/** Serves requests from now on. */
export function serve(port: PortLike, host: Host): void {
  const running = new Map<number, AbortController>();

  const answer = async (request: Exclude<Request, { type: "cancel" }>) => {
    const { id } = request;
    const stop = new AbortController();
    running.set(id, stop);
    const { signal } = stop;
    const progress = throttleProgress((event) => port.postMessage({ id, type: "event", event }));
    const emitPart = (event: RunPart) => {
      port.postMessage({ id, type: "event", event }, [event.logits.buffer as ArrayBuffer]);
    };
    const perform = () => {
      switch (request.type) {
        case "start":
          return host.start(request.spec, { signal, emit: progress.emit });
        case "load":
          return host.load(request.spec, { signal, emit: progress.emit });
        case "run":
          return host.run(request.spec, { signal, emit: emitPart });
      }
    };
    try {
      const result = await perform();
      progress.flush();
      port.postMessage({ id, type: "done", result });
    } catch (thrown) {
      progress.flush();
      port.postMessage({ id, type: "failed", error: serialiseFailure(thrown) });
    } finally {
      running.delete(id);
    }
  };

  port.addEventListener("message", ({ data: request }) => {
    if (request.type === "cancel") running.get(request.id)?.abort();
    else void answer(request);
  });
}
