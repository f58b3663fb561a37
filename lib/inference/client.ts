/**
 * The page's side of inference: one worker, started once, started again by itself when it died, with the same
 * backend and checkpoints. Per panel the latest run wins (latest-wins.ts). A run on a graphics device that was
 * lost is done once more on the new one; a run whose worker crashed rejects, and the next one finds a new
 * worker.
 */
import { CodedError, toCodedError } from "@/lib/errors";
import { Connection, type WorkerLike } from "@/lib/inference/connection";
import { createLatestWins } from "@/lib/inference/latest-wins";
import type {
  Loaded,
  LoadProgress,
  LoadSpec,
  RunPart,
  RunSpec,
  Started,
  StartSpec,
} from "@/lib/inference/protocol";

export type ClientOptions = {
  spawn(): WorkerLike;
  /** Told when the worker is started again by itself, with the promise of its being ready. */
  onRestart?: (ready: Promise<Started>) => void;
};

export type ProgressOptions = { signal?: AbortSignal; onProgress?: (progress: LoadProgress) => void };
export type RunOptions = { signal?: AbortSignal; onPart: (part: RunPart) => void };

export interface InferenceClient {
  /** Starts a fresh worker; one that was there is ended. @throws CodedError, see the protocol's `start` */
  start(spec: StartSpec, options?: ProgressOptions): Promise<Started>;
  /** Adds checkpoints to what was started. */
  load(spec: LoadSpec, options?: ProgressOptions): Promise<Loaded>;
  /**
   * Runs a tree through checkpoints, a part each. After a lost device parts come again from the first.
   * @throws CodedError "superseded" when a newer run of the panel came, "cancelled", "worker-crashed" ...
   */
  run(panel: string, spec: RunSpec, options: RunOptions): Promise<void>;
  /** Ends the worker; what is pending rejects with "cancelled". */
  stop(): void;
}

/** What a new worker has to be told to stand where the old one stood. */
type Setup = { start: StartSpec; loads: LoadSpec[]; onProgress: ProgressOptions["onProgress"] };

const cancelled = (what: string) => new CodedError("cancelled", `${what}: cancelled`);

/** A run may end like this because of the device it met, not because of what was asked. */
const isDeviceLost = (thrown: unknown) => thrown instanceof CodedError && thrown.code === "device-lost";
const isCrash = (thrown: unknown) => thrown instanceof CodedError && thrown.code === "worker-crashed";

export function createInferenceClient({ spawn, onRestart }: ClientOptions): InferenceClient {
  const latestWins = createLatestWins();
  let connection: Connection | null = null;
  let setup: Setup | null = null;
  let restarting: Promise<Connection> | null = null;

  function stop(): void {
    connection?.close(cancelled("stop"));
    connection = null;
    setup = null;
    restarting = null;
  }

  function connect(): Connection {
    try {
      connection = new Connection(spawn());
      return connection;
    } catch (thrown) {
      throw toCodedError(thrown, "worker-crashed");
    }
  }

  async function restart({ start, loads, onProgress }: Setup): Promise<Connection> {
    const fresh = connect();
    const ready = fresh.call("start", start, { onEvent: onProgress });
    onRestart?.(ready);
    try {
      await ready;
      for (const spec of loads) await fresh.call("load", spec, { onEvent: onProgress });
    } catch (thrown) {
      // Not half a model: the next request begins anew.
      fresh.close(cancelled("restart"));
      throw thrown;
    }
    return fresh;
  }

  /** The worker that stands, else a new one in its place. */
  async function standing(): Promise<Connection> {
    if (restarting !== null) return await restarting;
    if (connection !== null && !connection.isDead) return connection;
    if (setup === null) throw new CodedError("internal", "internal: client: expected start first");
    const attempt = restart(setup).finally(() => {
      if (restarting === attempt) restarting = null;
    });
    restarting = attempt;
    return await attempt;
  }

  async function runOnce(spec: RunSpec, signal: AbortSignal, onPart: RunOptions["onPart"]): Promise<void> {
    const current = await standing();
    try {
      await current.call("run", spec, { signal, onEvent: onPart });
    } catch (thrown) {
      // The device, or WebAssembly's memory, is gone, and with it everything this worker could do.
      if (isDeviceLost(thrown) || isCrash(thrown)) current.close(thrown as CodedError);
      throw thrown;
    }
  }

  return {
    async start(spec, { signal, onProgress } = {}) {
      stop();
      if (signal?.aborted) throw cancelled("start");
      const fresh = connect();
      // Compiling does not listen, so cancelling ends the worker.
      const cancel = () => fresh.close(cancelled("start"));
      signal?.addEventListener("abort", cancel);
      try {
        const started = await fresh.call("start", spec, { onEvent: onProgress });
        setup = { start: spec, loads: [], onProgress };
        return started;
      } catch (thrown) {
        fresh.close(cancelled("start"));
        throw thrown;
      } finally {
        signal?.removeEventListener("abort", cancel);
      }
    },

    async load(spec, { signal, onProgress } = {}) {
      const current = await standing();
      const loaded = await current.call("load", spec, { signal, onEvent: onProgress });
      setup?.loads.push(spec);
      return loaded;
    },

    run: (panel, spec, { signal, onPart }) =>
      latestWins(
        panel,
        async (stale) => {
          try {
            await runOnce(spec, stale, onPart);
          } catch (thrown) {
            if (!isDeviceLost(thrown) || stale.aborted) throw thrown;
            await runOnce(spec, stale, onPart);
          }
        },
        signal,
      ),

    stop,
  };
}
