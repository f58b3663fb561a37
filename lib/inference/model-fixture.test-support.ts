/** A model that fits the fake engine, with files, hashes and golden logits like a real one's, for tests. */
import { createHash } from "node:crypto";
import type { Golden } from "@/lib/bundle/golden-schema";
import { type AssetCache, openAssetCache } from "@/lib/inference/asset-cache";
import type { PackedTree } from "@/lib/inference/engine";
import { FakeCaches } from "@/lib/inference/fake-cache.test-support";
import { fakeLogits, seedOf } from "@/lib/inference/fake-engine";
import { goldenTree } from "@/lib/inference/golden";
import { type AssetLoader, loadAssets } from "@/lib/inference/load-assets";
import type { AssetRequest, LoadSpec, StartSpec } from "@/lib/inference/protocol";

export const VOCABULARY = 5;

const CASES: Golden["cases"] = [
  { id: "chain", inputIds: [1, 2, 3], parents: [-1, 0, 1], reads: [2] },
  { id: "fork", inputIds: [1, 2, 3, 4], parents: [-1, 0, 1, 0], reads: [3, 2] },
];

/** A tree to ask about, not one of the golden cases. */
export const TREE: PackedTree = goldenTree({
  id: "probe",
  inputIds: [4, 3, 2, 1],
  parents: [-1, 0, 1, 0],
  reads: [2, 3],
});

/** A file with one tensor of one number. */
function makeWeights(value: number): Uint8Array<ArrayBuffer> {
  const header = JSON.stringify({ w: { dtype: "F32", shape: [1], data_offsets: [0, 4] } }).padEnd(64);
  const bytes = new Uint8Array(8 + header.length + 4);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(header.length), true);
  bytes.set(new TextEncoder().encode(header), 8);
  view.setFloat32(8 + header.length, value, true);
  return bytes;
}

/** The answer a checkpoint of the fixture gives. */
export function expectedLogits(tree: PackedTree, step: number): Float32Array {
  return fakeLogits(tree, seedOf([{ data: Float32Array.of(step) }]), VOCABULARY);
}

function makeGolden(run: string, steps: number[]): Golden {
  const logitsOf = (step: number) =>
    CASES.map((each) => {
      const tree = goldenTree(each);
      const flat = [...expectedLogits(tree, step)];
      return each.reads.map((_, read) => flat.slice(read * VOCABULARY, (read + 1) * VOCABULARY));
    });
  return { run, cases: CASES, checkpoints: steps.map((step) => ({ step, logits: logitsOf(step) })) };
}

/** Files by address, what was asked of them, and specifications that name them. */
export class ModelFixture {
  readonly files = new Map<string, Uint8Array<ArrayBuffer>>();
  readonly asked: string[] = [];
  readonly storage = new FakeCaches();
  private readonly graph = this.add("graph.onnx", new TextEncoder().encode("graph"));

  add(name: string, bytes: Uint8Array<ArrayBuffer>): AssetRequest {
    const url = `https://site/${name}`;
    this.files.set(url, bytes);
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    return { url, name, sha256, bytes: bytes.byteLength };
  }

  load(run: string, steps: number[]): LoadSpec {
    const golden = new TextEncoder().encode(JSON.stringify(makeGolden(run, steps)));
    const keyOf = (step: number) => `${run}/${step}`;
    return {
      graphs: [
        {
          key: "g",
          asset: this.graph,
          inputs: { inputIds: "i", positionIds: "p", attentionMask: "m", readRow: "r", readCol: "c" },
          output: "logits",
          vocabulary: VOCABULARY,
        },
      ],
      weights: steps.map((step) => ({
        key: keyOf(step),
        graph: "g",
        asset: this.add(`${run}-${step}.safetensors`, makeWeights(step)),
      })),
      golden: [
        {
          asset: this.add(`golden-${run}.json`, golden),
          run,
          checkpoints: steps.map((step) => ({ step, weights: keyOf(step), graph: "g" })),
        },
      ],
      tolerance: 1e-4,
    };
  }

  start(choice: StartSpec["choice"] = "auto", steps = [0, 60]): StartSpec {
    return { ...this.load("run", steps), choice, runtimeBase: "https://site/ort/" };
  }

  get cache(): AssetCache {
    return openAssetCache(this.storage);
  }

  /** The real loader over these files. onnxruntime's own are too large to fake: they load as nothing. */
  readonly loadAssets: AssetLoader = async (requests, options) => {
    const isRuntime = requests.every(({ url }) => url.includes("/ort/"));
    if (isRuntime) {
      for (const { name } of requests) this.asked.push(name);
      const files = requests.map(() => new Uint8Array());
      return { files, report: { bytes: 100, cachedBytes: 0, isKept: true } };
    }
    const fetch = async (url: string, init: RequestInit) => {
      this.asked.push(url.split("/").at(-1) as string);
      init.signal?.throwIfAborted();
      const bytes = this.files.get(url);
      return bytes ? new Response(bytes) : new Response("", { status: 404 });
    };
    return await loadAssets(requests, { ...options, fetch, cache: this.cache });
  };
}
