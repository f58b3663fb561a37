/**
 * One worker's life, seen from the page: calls with ids and their answers. When the worker dies, or is given
 * up, everything that is pending rejects with the reason; a connection never comes back.
 */
import { CodedError, rebuildError, workerEnd } from "@/lib/errors";
import type { Calls, CallType, Request, Response } from "@/lib/inference/protocol";

/** What of Worker is used. */
export type WorkerLike = {
  postMessage(message: Request): void;
  terminate(): void;
  addEventListener(type: "message", listener: (event: { data: Response }) => void): void;
  addEventListener(type: "error" | "messageerror", listener: (event: { message?: string }) => void): void;
};

export type CallOptions<T extends CallType> = {
  /** Aborting asks the worker to stop; the call settles when it has, and its events are dropped. */
  signal?: AbortSignal | undefined;
  onEvent?: ((event: Calls[T]["event"]) => void) | undefined;
};

type Pending = {
  onEvent(event: Calls[CallType]["event"]): void;
  resolve(result: Calls[CallType]["result"]): void;
  reject(reason: CodedError): void;
};

export class Connection {
  private readonly pending = new Map<number, Pending>();
  private lastId = 0;
  private deathReason: CodedError | null = null;
  private hasAnswered = false;

  constructor(private readonly worker: WorkerLike) {
    worker.addEventListener("message", ({ data }) => this.receive(data));
    const crash = (event: { message?: string }) =>
      this.close(workerEnd("Connection", event, this.hasAnswered));
    worker.addEventListener("error", crash);
    worker.addEventListener("messageerror", crash);
  }

  get isDead(): boolean {
    return this.deathReason !== null;
  }

  call<T extends CallType>(
    type: T,
    spec: Calls[T]["spec"],
    { signal, onEvent }: CallOptions<T> = {},
  ): Promise<Calls[T]["result"]> {
    return new Promise((resolve, reject) => {
      if (this.deathReason !== null) return reject(this.deathReason);
      if (signal?.aborted) return reject(new CodedError("cancelled", `call: ${type}: cancelled`));
      const id = ++this.lastId;
      this.pending.set(id, {
        onEvent: (event) => {
          if (!signal?.aborted) onEvent?.(event as Calls[T]["event"]);
        },
        resolve: (result) => resolve(result as Calls[T]["result"]),
        reject,
      });
      signal?.addEventListener("abort", () => this.cancel(id), { once: true });
      this.worker.postMessage({ id, type, spec } as Request);
    });
  }

  /** Ends the worker; what is pending rejects with the reason. Closing twice does nothing. */
  close(reason: CodedError): void {
    if (this.deathReason !== null) return;
    this.deathReason = reason;
    this.worker.terminate();
    for (const { reject } of this.pending.values()) reject(reason);
    this.pending.clear();
  }

  private cancel(id: number): void {
    if (this.pending.has(id)) this.worker.postMessage({ id, type: "cancel" });
  }

  private receive(response: Response): void {
    this.hasAnswered = true;
    const pending = this.pending.get(response.id);
    if (pending === undefined) return;
    if (response.type === "event") {
      pending.onEvent(response.event);
      return;
    }
    this.pending.delete(response.id);
    if (response.type === "done") pending.resolve(response.result);
    else pending.reject(rebuildError(response.error));
  }
}
