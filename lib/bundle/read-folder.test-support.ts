/** Reads a bundle from its folder on disk, hashes checked, for tests that look at the real thing. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readItems } from "@/lib/bundle/items";
import { parseManifest } from "@/lib/bundle/manifest";
import { type RecordsTable, readRecords } from "@/lib/bundle/records";
import type { Asset, Bundle } from "@/lib/bundle/schema";
import { sha256Hex } from "@/lib/bundle/sha256";
import type { Item } from "@/lib/coupling/types";
import { CodedError } from "@/lib/errors";

const MODELS = fileURLToPath(new URL("../../models", import.meta.url));

export type BundleFolder = {
  bundle: Bundle;
  /** A file's bytes; throws "hash-mismatch" where they are not the manifest's. */
  readAsset(asset: Asset): Promise<Uint8Array<ArrayBuffer>>;
  readItems(): Promise<Item[]>;
  readRecords(run: string, items: Item[], options: { withProbabilities: boolean }): Promise<RecordsTable>;
};

/** Opens `models/<name>`. Throws where there is none. */
export function openBundleFolder(name: string): BundleFolder {
  const folder = join(MODELS, name);
  if (!existsSync(join(folder, "bundle.json"))) {
    throw new CodedError(
      "bundle-missing",
      `openBundleFolder: expected ${name}/bundle.json in models/, got none`,
    );
  }
  const bundle = parseManifest(JSON.parse(readFileSync(join(folder, "bundle.json"), "utf8")));
  const readAsset = async (asset: Asset) => {
    const bytes = new Uint8Array(readFileSync(join(folder, asset.path)));
    const sha256 = await sha256Hex(bytes);
    if (sha256 === asset.sha256) return bytes;
    throw new CodedError(
      "hash-mismatch",
      `readAsset: expected ${asset.path} with ${asset.sha256}, got ${sha256}`,
    );
  };
  return {
    bundle,
    readAsset,
    readItems: async () => readItems(await readAsset(bundle.items), bundle),
    async readRecords(id, items, options) {
      const asset = bundle.runs.find((run) => run.id === id)?.records;
      if (!asset) throw new RangeError(`readRecords: expected a run with records, got ${id}`);
      return readRecords(await readAsset(asset), asset, items, options);
    },
  };
}
