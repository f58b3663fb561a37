/**
 * What the page and the inference worker say to each other. Plain data; a request's answers carry its id.
 * A request is answered by any number of events and then by exactly one "done" or "failed". Cancelling a
 * request makes it fail with "cancelled"; cancelling one that is over does nothing.
 *
 *   start   download, open the first backend that works, check it against the golden logits
 *   load    the same for further checkpoints, on the backend that runs
 *   run     one packed tree through one or more checkpoints, an event each
 */
import type { SerialisedError } from "@/lib/errors";
import type { BackendInfo, BackendKind, GraphInputNames, PackedTree } from "@/lib/inference/engine";

/** A file by address and content. `name` is what an error calls it (its path in the bundle). */
export type AssetRequest = { url: string; name: string; sha256: string; bytes: number };

export type GraphSpec = {
  key: string;
  asset: AssetRequest;
  inputs: GraphInputNames;
  output: string;
  vocabulary: number;
};

export type WeightsSpec = { key: string; graph: string; asset: AssetRequest };

/** A golden file and where its checkpoints' tensors are. */
export type GoldenSpec = {
  asset: AssetRequest;
  run: string;
  checkpoints: { step: number; weights: string; graph: string }[];
};

/** What is wanted on the page. Every checkpoint needs golden logits, else it is not opened. */
export type LoadSpec = {
  graphs: GraphSpec[];
  weights: WeightsSpec[];
  golden: GoldenSpec[];
  /** Largest allowed absolute difference of a golden logit. */
  tolerance: number;
};

export type BackendChoice = "auto" | BackendKind;

export type StartSpec = LoadSpec & {
  choice: BackendChoice;
  /** Absolute address of the folder of onnxruntime's files, with a slash at its end. */
  runtimeBase: string;
};

export type RunSpec = { graph: string; weights: string[]; tree: PackedTree };

/** What a backend did when it was tried; `reason` is a phrase for people. */
export type Attempt = {
  kind: BackendKind;
  outcome: "kept" | "failed" | "skipped" | "slower";
  reason: string;
};

/** How far the engine's logits lie from the reference. */
export type GoldenReport = {
  /** Largest absolute difference of a logit. */
  maxDifference: number;
  tolerance: number;
  /** Pairs of checkpoint and case that were run, of all there are. Fewer only on a slow backend. */
  checked: number;
  available: number;
  checkpoints: number;
};

/** Bytes of model and runtime; `isKept` is false where the browser does not keep them for the next visit. */
export type DownloadReport = { bytes: number; cachedBytes: number; isKept: boolean };

export type Started = {
  backend: BackendInfo;
  attempts: Attempt[];
  golden: GoldenReport;
  download: DownloadReport;
};

export type Loaded = { golden: GoldenReport; download: DownloadReport };

export type LoadProgress =
  | { phase: "downloading"; loadedBytes: number; totalBytes: number }
  | { phase: "compiling"; backend: BackendKind }
  | { phase: "warming-up"; backend: BackendKind }
  | { phase: "checking"; backend: BackendKind; done: number; total: number };

/** One checkpoint's logits `[reads * vocabulary]`; `index` is its place in `RunSpec.weights`. */
export type RunPart = { index: number; logits: Float32Array; milliseconds: number };

/** Request type -> what it asks, what it is told on the way, what it gets. */
export type Calls = {
  start: { spec: StartSpec; event: LoadProgress; result: Started };
  load: { spec: LoadSpec; event: LoadProgress; result: Loaded };
  run: { spec: RunSpec; event: RunPart; result: null };
};
export type CallType = keyof Calls;

export type Request =
  | { [T in CallType]: { id: number; type: T; spec: Calls[T]["spec"] } }[CallType]
  | { id: number; type: "cancel" };

export type Response =
  | { id: number; type: "event"; event: Calls[CallType]["event"] }
  | { id: number; type: "done"; result: Calls[CallType]["result"] }
  | { id: number; type: "failed"; error: SerialisedError };
