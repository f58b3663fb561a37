/** Reads what the browser offers, in a page or in a worker. Decides nothing: see backend.ts. */
import type { Environment } from "@/lib/inference/backend";

/** Names under which software implementations of a GPU show up. */
const SOFTWARE_ADAPTER = /swiftshader|llvmpipe|lavapipe|softpipe|basic render|\bwarp\b|software/i;

/** The parts of GPUAdapterInfo that are read; older browsers put the flag on the adapter. */
export type AdapterFacts = {
  vendor: string;
  architecture: string;
  device?: string;
  description?: string;
  isFallbackAdapter?: boolean;
};

/** An adapter in words, and whether it is a program that plays GPU. */
export function describeAdapter(facts: AdapterFacts): { name: string; isSoftware: boolean } {
  const { vendor, architecture, device = "", description = "", isFallbackAdapter = false } = facts;
  const name = [vendor, architecture].filter(Boolean).join(" ") || description || "unnamed adapter";
  const everything = [vendor, architecture, device, description].join(" ");
  return { name, isSoftware: isFallbackAdapter || SOFTWARE_ADAPTER.test(everything) };
}

async function readAdapter(gpu: GPU | undefined): Promise<Environment["adapter"]> {
  try {
    const adapter = await gpu?.requestAdapter();
    return adapter ? describeAdapter(adapter.info) : null;
  } catch {
    // A browser that refuses to say has no adapter for us.
    return null;
  }
}

/** What there is here and now. Never rejects. */
export async function readEnvironment(): Promise<Environment> {
  // `gpu` is missing outside secure contexts, whatever the types say.
  const gpu = (navigator as { gpu?: GPU }).gpu;
  return {
    hasWebGpu: gpu !== undefined,
    adapter: await readAdapter(gpu),
    isCrossOriginIsolated: globalThis.crossOriginIsolated === true,
    cores: navigator.hardwareConcurrency || 1,
    hasJspi: "Suspending" in WebAssembly,
  };
}
