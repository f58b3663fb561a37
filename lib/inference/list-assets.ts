import type { AssetRequest, LoadSpec } from "@/lib/inference/protocol";

/** Every file of a specification: to fetch them, or only to know how much they are. */
export function listAssets({ graphs, weights, golden }: LoadSpec): AssetRequest[] {
  return [...graphs, ...weights, ...golden].map(({ asset }) => asset);
}
