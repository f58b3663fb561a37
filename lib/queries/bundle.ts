"use client";

/** The manifest: fetched anew with every visit, for everything else is addressed by what it says. */
import { queryOptions, useQuery } from "@tanstack/react-query";
import { parseManifest } from "@/lib/bundle/manifest";
import type { Bundle } from "@/lib/bundle/schema";
import { manifestUrl } from "@/lib/bundle/url";
import { CodedError, isCancelled } from "@/lib/errors";
import { queryKeys } from "@/lib/queries/keys";

async function fetchText(url: string, signal?: AbortSignal): Promise<string> {
  let response: Response;
  try {
    response = await fetch(url, { cache: "no-store", signal });
  } catch (error) {
    if (isCancelled(error)) throw error;
    throw new CodedError("network", `fetchBundle: expected ${url}, got ${String(error)}`, { path: url });
  }
  const { status } = response;
  if (status === 404) throw new CodedError("bundle-missing", `fetchBundle: expected ${url}, got 404`);
  if (!response.ok)
    throw new CodedError("network", `fetchBundle: expected ${url}, got ${status}`, { status });
  return response.text();
}

/** Throws CodedError "bundle-missing", "bundle-invalid" or "network". */
export async function fetchBundle(signal?: AbortSignal): Promise<Bundle> {
  const text = await fetchText(manifestUrl(), signal);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new CodedError("bundle-invalid", `fetchBundle: expected JSON, got ${String(error)}`);
  }
  return parseManifest(json);
}

export const bundleOptions = () =>
  queryOptions({ queryKey: queryKeys.bundle(), queryFn: ({ signal }) => fetchBundle(signal) });

export const useBundle = () => useQuery(bundleOptions());
