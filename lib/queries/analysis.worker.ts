/** The analysis worker: fetches, hashes and decodes tables and bootstraps over them, off the page's thread. */

import { assetUrl } from "@/lib/bundle/url";
import { loadAssets } from "@/lib/inference/load-assets";
import type { AnalysisMessage } from "@/lib/queries/analysis-protocol";
import { makeAnalysisServer } from "@/lib/queries/analysis-server";

const serve = makeAnalysisServer(({ origin }) => async (asset) => {
  const url = new URL(assetUrl(asset), origin).href;
  const { files } = await loadAssets([{ url, name: asset.path, sha256: asset.sha256, bytes: asset.bytes }]);
  return files[0] as Uint8Array<ArrayBuffer>;
});

self.addEventListener("message", async (event: MessageEvent<AnalysisMessage>) => {
  const response = await serve(event.data);
  if (response !== null) self.postMessage(response);
});
