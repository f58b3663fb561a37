/** The inference worker: puts the parts together and serves. */
import { readEnvironment } from "@/lib/inference/environment";
import { createHost } from "@/lib/inference/host";
import { loadAssets } from "@/lib/inference/load-assets";
import { createOrtEngine } from "@/lib/inference/ort-engine";
import { type PortLike, serve } from "@/lib/inference/server";

// With the DOM's types beside the worker's, `self` has the page's type.
const port = self as unknown as PortLike;

serve(
  port,
  createHost({ createEngine: createOrtEngine, loadAssets, readEnvironment, now: () => performance.now() }),
);
