/**
 * The engine on onnxruntime-web, and the only file that knows it. One provider, chosen by the caller, never a
 * list: onnxruntime would fall back silently and not say so. One session per graph for the page's life, with
 * the weights as inputs: on WASM arrays that are copied into each run (1 MB, 0.1 ms), on WebGPU buffers that
 * stay on the device.
 *
 * onnxruntime's scripts are not bundled but imported from where the site serves them: a bundler rewrites their
 * `import.meta.url` and would ship their .wasm a second time.
 */
import type * as Ort from "onnxruntime-web";
import { CodedError } from "@/lib/errors";
import type {
  BackendInfo,
  EngineFactory,
  EngineOptions,
  GraphSource,
  InferenceEngine,
  PackedTree,
  WeightTensor,
} from "@/lib/inference/engine";
import { type AdapterFacts, describeAdapter } from "@/lib/inference/environment";
import { RUNTIME_VERSION, type RuntimeBuild, runtimeScripts } from "@/lib/inference/runtime-files";
import { buildTreeInputs } from "@/lib/inference/tree-inputs";

type OrtModule = typeof Ort;
type Graph = { session: Ort.InferenceSession; source: GraphSource };
type Weights = { tensors: Record<string, Ort.Tensor>; buffers: GPUBuffer[] };

/** Errors and worse; onnxruntime warns of every node that runs on the CPU by design. */
const LOG_SEVERITY_ERROR = 3;

/** onnxruntime reads whole vectors of four floats. */
const BUFFER_STEP_BYTES = 16;

/**
 * Trees are padded to multiples of this. A GPU compiles its kernels anew for each length, so there are few;
 * WASM compiles nothing and pays for every token.
 */
const LENGTH_STEP = { webgpu: 64, wasm: 8 };

/** GPUBufferUsage.STORAGE | COPY_DST | COPY_SRC (WebGPU, 5.2); the types know no values. */
const WEIGHT_BUFFER_USAGE = 0x80 | 0x08 | 0x04;

const modules = new Map<string, Promise<OrtModule>>();

/** The runtime's script. One that does not come says nothing of the backend. @throws CodedError "network" */
async function importScript(address: string): Promise<OrtModule> {
  try {
    return await import(/* webpackIgnore: true */ /* turbopackIgnore: true */ address);
  } catch (cause) {
    const [path = address] = new URL(address).pathname.split("/").slice(-1);
    throw new CodedError("network", `importScript: expected ${path}, got ${cause}`, { path }, { cause });
  }
}

/** Imports a build. The number of threads is fixed with its first session, so each number has its own copy. */
function importRuntime({ build, threads, runtimeBase, wasmBinary }: EngineOptions): Promise<OrtModule> {
  const scripts = runtimeScripts(build as RuntimeBuild, runtimeBase);
  const address = `${scripts.entry}#threads=${threads}`;
  const load = async () => {
    const ort = await importScript(address);
    ort.env.wasm.numThreads = threads;
    ort.env.wasm.wasmPaths = { mjs: scripts.module };
    ort.env.wasm.wasmBinary = wasmBinary;
    return ort;
  };
  const module = modules.get(address) ?? load();
  modules.set(address, module);
  return module;
}

class OrtEngine implements InferenceEngine {
  info: BackendInfo;
  private readonly graphs = new Map<string, Graph>();
  private readonly weights = new Map<string, Weights>();
  private device: GPUDevice | null = null;
  private lossReason: string | null = null;

  constructor(
    private readonly ort: OrtModule,
    { kind, threads }: EngineOptions,
  ) {
    const runtime = `onnxruntime-web ${RUNTIME_VERSION}`;
    this.info = { kind, adapter: null, isSoftwareAdapter: false, threads, runtime };
  }

  async openGraph(key: string, source: GraphSource): Promise<void> {
    if (this.graphs.has(key)) return;
    const session = await this.ort.InferenceSession.create(source.bytes, {
      executionProviders: [this.info.kind === "webgpu" ? "webgpu" : "wasm"],
      graphOptimizationLevel: "all",
      logSeverityLevel: LOG_SEVERITY_ERROR,
    });
    this.graphs.set(key, { session, source });
    // Compiled by now; 14 to 27 MB that nobody reads again.
    this.ort.env.wasm.wasmBinary = undefined;
    if (this.info.kind === "webgpu" && this.device === null) await this.meetDevice();
  }

  /** The device is onnxruntime's own, there once it has a session. */
  private async meetDevice(): Promise<void> {
    const device = (await this.ort.env.webgpu.device) as GPUDevice;
    this.device = device;
    // Younger than WebGPU itself, so not there in every browser that has WebGPU.
    const { adapterInfo = { vendor: "", architecture: "" } } = device as { adapterInfo?: AdapterFacts };
    const { name, isSoftware } = describeAdapter(adapterInfo);
    this.info = { ...this.info, adapter: name, isSoftwareAdapter: isSoftware };
    void device.lost.then(({ reason, message }) => {
      this.lossReason = message || reason || "no reason given";
    });
  }

  async putWeights(key: string, tensors: WeightTensor[]): Promise<void> {
    if (this.weights.has(key)) return;
    const put: Weights = { tensors: {}, buffers: [] };
    for (const { name, shape, data } of tensors) {
      if (this.info.kind === "webgpu") {
        const gpuBuffer = this.uploadFloats(data);
        put.buffers.push(gpuBuffer);
        put.tensors[name] = this.ort.Tensor.fromGpuBuffer(gpuBuffer, { dataType: "float32", dims: shape });
      } else {
        put.tensors[name] = new this.ort.Tensor("float32", data, shape);
      }
    }
    this.weights.set(key, put);
  }

  private uploadFloats(data: Float32Array): GPUBuffer {
    if (this.device === null) {
      throw new CodedError("internal", "internal: OrtEngine.putWeights: expected an open graph, got none");
    }
    const buffer = this.device.createBuffer({
      size: Math.ceil(data.byteLength / BUFFER_STEP_BYTES) * BUFFER_STEP_BYTES,
      usage: WEIGHT_BUFFER_USAGE,
      mappedAtCreation: true,
    });
    new Float32Array(buffer.getMappedRange()).set(data);
    buffer.unmap();
    return buffer;
  }

  hasWeights(key: string): boolean {
    return this.weights.has(key);
  }

  dropWeights(key: string): void {
    for (const buffer of this.weights.get(key)?.buffers ?? []) buffer.destroy();
    this.weights.delete(key);
  }

  async run(graphKey: string, weightsKey: string, tree: PackedTree): Promise<Float32Array> {
    const graph = this.graphs.get(graphKey);
    const weights = this.weights.get(weightsKey);
    if (graph === undefined || weights === undefined) {
      throw new CodedError(
        "internal",
        `internal: OrtEngine.run: expected graph ${graphKey} and weights ${weightsKey}, got ${graph ? "no weights" : "no graph"}`,
      );
    }
    const feeds = this.makeFeeds(graph, weights, tree);
    let outputs: Ort.InferenceSession.OnnxValueMapType;
    try {
      outputs = await graph.session.run(feeds);
    } catch (thrown) {
      throw this.lossReason === null ? thrown : this.deviceLost(thrown);
    }
    // A lost device may also answer, with zeros.
    if (this.lossReason !== null) throw this.deviceLost();
    return readLogits(outputs, graph.source, tree.reads.length);
  }

  private makeFeeds({ session, source }: Graph, weights: Weights, tree: PackedTree) {
    const { Tensor } = this.ort;
    const lengthStep = LENGTH_STEP[this.info.kind === "webgpu" ? "webgpu" : "wasm"];
    const { length, inputIds, positionIds, attentionMask, readRow, readCol } = buildTreeInputs(
      tree,
      lengthStep,
    );
    const reads = readCol.length;
    const feeds: Record<string, Ort.Tensor> = {
      ...weights.tensors,
      [source.inputs.inputIds]: new Tensor("int32", inputIds, [1, length]),
      [source.inputs.positionIds]: new Tensor("int32", positionIds, [1, length]),
      [source.inputs.attentionMask]: new Tensor("float32", attentionMask, [1, 1, length, length]),
      [source.inputs.readRow]: new Tensor("int32", readRow, [reads]),
      [source.inputs.readCol]: new Tensor("int32", readCol, [reads]),
    };
    const missing = session.inputNames.filter((name) => feeds[name] === undefined);
    if (missing.length > 0) {
      throw new CodedError(
        "weights-invalid",
        `OrtEngine.run: expected the graph's inputs among the weights, got none for ${missing.join(", ")}`,
      );
    }
    return feeds;
  }

  private deviceLost(cause?: unknown): CodedError {
    return new CodedError(
      "device-lost",
      `OrtEngine.run: expected a graphics device, got ${this.lossReason}`,
      {},
      { cause },
    );
  }

  async dispose(): Promise<void> {
    for (const key of [...this.weights.keys()]) this.dropWeights(key);
    for (const { session } of this.graphs.values()) await session.release();
    this.graphs.clear();
  }
}

/** The graph's output as `[reads * vocabulary]` of its own memory. */
function readLogits(
  outputs: Ort.InferenceSession.OnnxValueMapType,
  { output, vocabulary }: GraphSource,
  reads: number,
): Float32Array {
  const logits = outputs[output];
  if (logits === undefined || !(logits.data instanceof Float32Array)) {
    throw new CodedError("internal", `internal: OrtEngine.run: expected an output ${output} of float32`);
  }
  if (logits.data.length !== reads * vocabulary) {
    throw new CodedError(
      "internal",
      `internal: OrtEngine.run: expected logits [${reads}, ${vocabulary}], got [${logits.dims}]`,
    );
  }
  return logits.data;
}

/** Makes an engine; its sessions come with `openGraph`. @throws CodedError "network" */
export const createOrtEngine: EngineFactory = async (options) =>
  new OrtEngine(await importRuntime(options), options);
