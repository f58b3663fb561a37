/** Makes the inference worker. Apart from client.ts, so that tests need no bundler and no Worker. */
import type { WorkerLike } from "@/lib/inference/connection";

export function spawnWorker(): WorkerLike {
  // Bundlers look for exactly this form.
  return new Worker(new URL("./worker.ts", import.meta.url), { type: "module", name: "inference" });
}
