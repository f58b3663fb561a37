/**
 * The page's side of the analysis worker: a promise a request. A worker that dies rejects what was waiting
 * with "worker-crashed", one whose script does not come with "network"; the next request starts another.
 */

import { CodedError, rebuildError, workerEnd } from "@/lib/errors";
import type {
  AnalysisCall,
  AnalysisCalls,
  AnalysisMessage,
  AnalysisRequest,
  AnalysisResponse,
  Source,
} from "@/lib/queries/analysis-protocol";

/** What of a Worker is used. */
export type WorkerLike = Pick<Worker, "postMessage" | "terminate" | "addEventListener">;

type Waiting = { resolve: (result: never) => void; reject: (error: CodedError) => void };

export class AnalysisClient {
  private worker: WorkerLike | null = null;
  private readonly waiting = new Map<number, Waiting>();
  private nextId = 1;
  /** Whether the worker that is there has ever answered. */
  private hasAnswered = false;

  constructor(private readonly makeWorker: () => WorkerLike) {}

  /**
   * Asks the worker. Rejects with the CodedError it answered, "worker-crashed" or "network"; with "cancelled", and
   * the worker turns to the next request, where `signal` is aborted before the answer.
   */
  ask<T extends AnalysisCall>(
    type: T,
    source: Source,
    spec: AnalysisCalls[T]["spec"],
    signal?: AbortSignal,
  ): Promise<AnalysisCalls[T]["result"]> {
    return new Promise((resolve, reject) => {
      const id = this.nextId++;
      this.waiting.set(id, { resolve, reject });
      signal?.addEventListener("abort", () => this.cancel(id), { once: true });
      try {
        this.worker ??= this.start();
        this.worker.postMessage({ id, type, source, spec } as AnalysisRequest);
      } catch (error) {
        this.crash({ message: String(error) });
      }
    });
  }

  /** What was answered already stays so. */
  private cancel(id: number): void {
    const waiting = this.waiting.get(id);
    if (waiting === undefined) return;
    this.waiting.delete(id);
    waiting.reject(new CodedError("cancelled", "AnalysisClient: the answer is not wanted any more"));
    this.worker?.postMessage({ id, type: "cancel" } satisfies AnalysisMessage);
  }

  private start(): WorkerLike {
    const worker = this.makeWorker();
    this.hasAnswered = false;
    worker.addEventListener("message", (event) => {
      if (worker === this.worker) this.hasAnswered = true;
      const response = (event as MessageEvent<AnalysisResponse>).data;
      const waiting = this.waiting.get(response.id);
      this.waiting.delete(response.id);
      if (response.ok) waiting?.resolve(response.result as never);
      else waiting?.reject(rebuildError(response.error));
    });
    // A script that did not come is told by an event without a message.
    worker.addEventListener("error", (event) => this.crash(event as { message?: string }, worker));
    worker.addEventListener("messageerror", () =>
      this.crash({ message: "an answer that could not be read" }, worker),
    );
    return worker;
  }

  /** Gives up the worker and all that waits for it. The end of an earlier worker changes nothing. */
  private crash(event: { message?: string }, crashed: WorkerLike | null = this.worker): void {
    if (crashed !== this.worker) return;
    const reason = workerEnd("AnalysisClient", event, this.hasAnswered);
    this.worker?.terminate();
    this.worker = null;
    const waiting = [...this.waiting.values()];
    this.waiting.clear();
    for (const { reject } of waiting) reject(reason);
  }
}

let shared: AnalysisClient | null = null;

/** The page's one analysis worker. It is started by the first request. */
export function sharedAnalysis(): AnalysisClient {
  shared ??= new AnalysisClient(
    () => new Worker(new URL("./analysis.worker.ts", import.meta.url), { type: "module", name: "analysis" }),
  );
  return shared;
}
