/**
 * What a backend must do, and nothing about how: the protocol, its tests and the fake engine know only this.
 * One engine holds one session per architecture; a checkpoint is a set of tensors handed to it.
 */

/** How a model is run. "webgpu" and the two WASM ways are different arithmetic, so each is checked alone. */
export type BackendKind = "webgpu" | "wasm-threads" | "wasm";

export type BackendInfo = {
  kind: BackendKind;
  /** GPU adapter in words ("nvidia ada", "google swiftshader"), null on WASM. */
  adapter: string | null;
  isSoftwareAdapter: boolean;
  threads: number;
  /** e.g. "onnxruntime-web 1.30.0". */
  runtime: string;
};

/**
 * A tree of tokens for one run of the model. A node attends to its ancestors and itself; its position is
 * its depth. `parents[i] < i`, -1 for a root. `reads` are the nodes whose next-token logits are wanted.
 */
export type PackedTree = {
  inputIds: Int32Array;
  parents: Int32Array;
  positions: Int32Array;
  reads: Int32Array;
};

export type WeightTensor = { name: string; shape: number[]; data: Float32Array };

/** Names of a graph's inputs besides its weights. */
export type GraphInputNames = {
  inputIds: string;
  positionIds: string;
  attentionMask: string;
  readRow: string;
  readCol: string;
};

export type GraphSource = {
  bytes: Uint8Array;
  inputs: GraphInputNames;
  output: string;
  vocabulary: number;
};

/** What an engine is made of. `build` names onnxruntime's files, `wasmBinary` is the checked large one. */
export type EngineOptions = {
  kind: BackendKind;
  threads: number;
  build: string;
  /** Address of the folder of the runtime's files, with a slash at its end. */
  runtimeBase: string;
  wasmBinary: Uint8Array<ArrayBuffer>;
};

/** @throws where the backend cannot be had; the reason is for people */
export type EngineFactory = (options: EngineOptions) => Promise<InferenceEngine>;

export interface InferenceEngine {
  readonly info: BackendInfo;
  /** Makes the one session of an architecture. Calling it again with the same key does nothing. */
  openGraph(key: string, graph: GraphSource): Promise<void>;
  /** Keeps a checkpoint's tensors under a key; they stay until `dropWeights`. Needs an open graph. */
  putWeights(key: string, tensors: WeightTensor[]): Promise<void>;
  hasWeights(key: string): boolean;
  dropWeights(key: string): void;
  /**
   * Next-token logits at the tree's reads, `[reads * vocabulary]`, row-major. One run at a time.
   * @throws CodedError "weights-invalid" where tensors are missing, "device-lost" where the GPU went away
   */
  run(graphKey: string, weightsKey: string, tree: PackedTree): Promise<Float32Array>;
  dispose(): Promise<void>;
}
