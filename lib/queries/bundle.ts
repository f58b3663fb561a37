"use client";

/** The manifest: fetched anew with every visit, for everything else is addressed by what it says. */
import { queryOptions, useQuery } from "@tanstack/react-query";
import { parseManifest } from "@/lib/bundle/manifest";
import type { Bundle } from "@/lib/bundle/schema";
import { sha256Hex } from "@/lib/bundle/sha256";
import { manifestUrl } from "@/lib/bundle/url";
import { CodedError, isCancelled } from "@/lib/errors";
import { queryKeys } from "@/lib/queries/keys";

async function fetchText(url: string, signal?: AbortSignal): Promise<string> {
  let response: Response;
  try {
    response = await fetch(url, { cache: "no-store", signal });
  } catch (error) {
    if (isCancelled(error)) throw error;
    throw new CodedError("network", `fetchManifest: expected ${url}, got ${String(error)}`, { path: url });
  }
  const { status } = response;
  if (status === 404) throw new CodedError("bundle-missing", `fetchManifest: expected ${url}, got 404`);
  if (!response.ok)
    throw new CodedError("network", `fetchManifest: expected ${url}, got ${status}`, { status });
  return response.text();
}

/** The bundle, and the SHA-256 of its manifest's bytes, which stands for the whole: it names every other hash. */
export type Manifest = { bundle: Bundle; sha256: string };

/** Throws CodedError "bundle-missing", "bundle-invalid" or "network". */
export async function fetchManifest(signal?: AbortSignal): Promise<Manifest> {
  const text = await fetchText(manifestUrl(), signal);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new CodedError("bundle-invalid", `fetchManifest: expected JSON, got ${String(error)}`);
  }
  return { bundle: parseManifest(json), sha256: await sha256Hex(new TextEncoder().encode(text)) };
}

const manifestOptions = () =>
  queryOptions({ queryKey: queryKeys.bundle(), queryFn: ({ signal }) => fetchManifest(signal) });

const pickBundle = ({ bundle }: Manifest) => bundle;

export const useManifest = () => useQuery(manifestOptions());

export const useBundle = () => useQuery({ ...manifestOptions(), select: pickBundle });
