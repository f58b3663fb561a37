/**
 * The one place that makes addresses of a bundle's files. Everything is served from the site's own origin,
 * under any sub-path; an address carries the content's hash, so a redeploy never meets a stale cache, and the
 * manifest itself is the only file without one (it is fetched with `no-store`).
 */
import type { Asset } from "@/lib/bundle/schema";

/** Sub-path the site is served under ("/name", or empty), inlined at build time. */
const BASE_PATH = process.env.NEXT_PUBLIC_BASE_PATH ?? "";

/** Folder below `models/` of the bundle that the site opens, inlined at build time. */
const BUNDLE = process.env.NEXT_PUBLIC_BUNDLE ?? "organisms";

/** Digits of the hash in an address: enough that two contents never share one. */
const HASH_DIGITS = 16;

/** Address of a file the site serves, from a path at the site's root ("/ort/x.wasm"). */
export function siteUrl(path: `/${string}`): string {
  return `${BASE_PATH}${path}`;
}

/** Address of the manifest. */
export function manifestUrl(): string {
  return siteUrl(`/models/${BUNDLE}/bundle.json`);
}

/** Address of a file of the bundle, by its content. */
export function assetUrl(asset: Pick<Asset, "path" | "sha256">): string {
  return siteUrl(`/models/${BUNDLE}/${asset.path}?v=${asset.sha256.slice(0, HASH_DIGITS)}`);
}
