/**
 * Per panel the latest request wins: one runs and one waits. A newer request takes the waiting one's place
 * and makes the running one stale: both reject with "superseded" at once, the running one is asked to stop,
 * and the newer one begins when it has. A task that rejects frees its panel like one that succeeds.
 */
import { CodedError } from "@/lib/errors";

/** Begins work; the signal is aborted when nobody waits for it any more. */
type Task<T> = (signal: AbortSignal) => Promise<T>;

type Entry = {
  /** Starts the work and resolves, never rejects, when it is over. */
  begin(): Promise<void>;
  /** Answers the caller with a failure now and stops the work. */
  give(reason: CodedError): void;
};

type Panel = { running: Entry; waiting: Entry | null };

export type LatestWins = <T>(panel: string, task: Task<T>, signal?: AbortSignal) => Promise<T>;

/** Makes the queues of all panels; panels do not wait for each other. */
export function createLatestWins(): LatestWins {
  const panels = new Map<string, Panel>();

  const begin = (name: string, entry: Entry) => {
    const panel: Panel = { running: entry, waiting: null };
    panels.set(name, panel);
    void entry.begin().then(() => {
      if (panel.waiting === null) panels.delete(name);
      else begin(name, panel.waiting);
    });
  };

  return (name, task, signal) =>
    new Promise((resolve, reject) => {
      const stop = new AbortController();
      const entry: Entry = {
        async begin() {
          // Given up while it waited.
          if (stop.signal.aborted) return;
          try {
            resolve(await task(stop.signal));
          } catch (thrown) {
            reject(thrown);
          }
        },
        give(reason) {
          reject(reason);
          stop.abort(reason);
        },
      };
      const cancel = () => entry.give(new CodedError("cancelled", `latestWins: ${name}: cancelled`));
      if (signal?.aborted) return cancel();
      signal?.addEventListener("abort", cancel, { once: true });

      const panel = panels.get(name);
      if (panel === undefined) return begin(name, entry);
      const superseded = new CodedError("superseded", `latestWins: ${name}: a newer request came`);
      panel.running.give(superseded);
      panel.waiting?.give(superseded);
      panel.waiting = entry;
    });
}
