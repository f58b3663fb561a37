/** Fetches what a page wants to run (graphs, weights, golden logits) and reads it into tensors and trials. */

import { type Golden, goldenSchema } from "@/lib/bundle/golden-schema";
import { parseSafetensors } from "@/lib/bundle/safetensors";
import { CodedError } from "@/lib/errors";
import type { GraphSource, WeightTensor } from "@/lib/inference/engine";
import { type GoldenTrial, listTrials } from "@/lib/inference/golden";
import { listAssets } from "@/lib/inference/list-assets";
import type { AssetLoader } from "@/lib/inference/load-assets";
import type { AssetRequest, DownloadReport, LoadSpec } from "@/lib/inference/protocol";

export type Model = {
  graphs: { key: string; source: GraphSource }[];
  weights: { key: string; tensors: WeightTensor[] }[];
  trials: GoldenTrial[];
  report: DownloadReport;
};

function parseGolden(name: string, bytes: Uint8Array): Golden {
  try {
    return goldenSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch (thrown) {
    throw new CodedError(
      "bundle-invalid",
      `parseGolden: expected golden logits in ${name}, got something else`,
      { path: name },
      { cause: thrown },
    );
  }
}

/**
 * Downloads and reads.
 * @throws CodedError "network", "hash-mismatch", "weights-invalid" or "bundle-invalid" naming the file,
 *   "golden-mismatch" where a checkpoint has no reference logits, "cancelled"
 */
export async function downloadModel(
  spec: LoadSpec,
  loadAssets: AssetLoader,
  options: NonNullable<Parameters<AssetLoader>[1]>,
): Promise<Model> {
  const assets = listAssets(spec);
  const { files, report } = await loadAssets(assets, options);
  const fileOf = (asset: AssetRequest) => files[assets.indexOf(asset)] as Uint8Array<ArrayBuffer>;
  const checkable = new Set<string>();
  const trials = spec.golden.flatMap(({ asset, checkpoints }) => {
    for (const { weights } of checkpoints) checkable.add(weights);
    return listTrials(parseGolden(asset.name, fileOf(asset)), checkpoints);
  });
  for (const { key, asset } of spec.weights) {
    if (!checkable.has(key)) {
      throw new CodedError(
        "golden-mismatch",
        `downloadModel: expected golden logits for ${asset.name}, got none`,
        { path: asset.name },
      );
    }
  }
  return {
    graphs: spec.graphs.map(({ key, asset, inputs, output, vocabulary }) => ({
      key,
      source: { bytes: fileOf(asset), inputs, output, vocabulary },
    })),
    weights: spec.weights.map(({ key, asset }) => ({ key, tensors: parseSafetensors(fileOf(asset)) })),
    trials,
    report,
  };
}
