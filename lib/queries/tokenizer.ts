"use client";

/** A family's tokenizer, by which the page marks unknown words whether or not a model runs. */
import { queryOptions, skipToken, useQuery } from "@tanstack/react-query";
import type { Asset, Bundle } from "@/lib/bundle/schema";
import { makeTokenizer, type TextTokenizer } from "@/lib/bundle/tokenizer";
import { assetUrl } from "@/lib/bundle/url";
import { CodedError } from "@/lib/errors";
import { loadAssets } from "@/lib/inference/load-assets";
import { useBundle } from "@/lib/queries/bundle";
import { queryKeys } from "@/lib/queries/keys";

function parseJson(bytes: Uint8Array, asset: Asset): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    throw new CodedError("tokenizer-invalid", `fetchTokenizer: ${asset.path}: ${String(error)}`);
  }
}

/** Throws CodedError "tokenizer-invalid", "hash-mismatch" or "network". */
export async function fetchTokenizer(
  bundle: Bundle,
  family: string,
  signal?: AbortSignal,
): Promise<TextTokenizer> {
  const tokenizer = bundle.families.find(({ id }) => id === family)?.tokenizer;
  if (tokenizer === undefined) {
    throw new CodedError(
      "tokenizer-invalid",
      `fetchTokenizer: expected a family of the bundle, got ${family}`,
    );
  }
  const assets = [tokenizer, tokenizer.config];
  const requests = assets.map((asset) => ({
    url: assetUrl(asset),
    name: asset.path,
    sha256: asset.sha256,
    bytes: asset.bytes,
  }));
  const { files } = await loadAssets(requests, { signal });
  const [json, config] = assets.map((asset, i) => parseJson(files[i] as Uint8Array, asset));
  return makeTokenizer(json, config);
}

export const tokenizerOptions = (bundle: Bundle | undefined, family: string | null) =>
  queryOptions({
    queryKey:
      bundle === undefined || family === null
        ? ["bundle", "waiting", "tokenizer"]
        : queryKeys.tokenizer(bundle, family),
    queryFn:
      bundle === undefined || family === null
        ? skipToken
        : ({ signal }) => fetchTokenizer(bundle, family, signal),
    structuralSharing: false,
  });

/** Null for a run that is no language model: it has no tokenizer, and the query waits for ever. */
export const useTokenizer = (family: string | null) => useQuery(tokenizerOptions(useBundle().data, family));
