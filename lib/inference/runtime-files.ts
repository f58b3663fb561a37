/**
 * onnxruntime-web's own files, as scripts/copy-assets.mjs puts them below public/ort/<version>/. Three
 * builds of one version: WASM alone, and WebGPU for browsers with and without JSPI. A visitor fetches one.
 * Knows names, sizes and hashes, and imports nothing of onnxruntime.
 */
import type { Environment } from "@/lib/inference/backend";
import type { BackendKind } from "@/lib/inference/engine";
import type { AssetRequest } from "@/lib/inference/protocol";
import RUNTIME_FILES from "@/lib/inference/runtime-files.json";

export type RuntimeBuild = keyof typeof RUNTIME_FILES.builds;

/** The installed version of onnxruntime-web; a test holds the list against the package. */
export const RUNTIME_VERSION: string = RUNTIME_FILES.version;

/** The smallest build that has the backend. */
export function chooseBuild(kind: BackendKind, { hasJspi }: Pick<Environment, "hasJspi">): RuntimeBuild {
  if (kind !== "webgpu") return "wasm";
  return hasJspi ? "webgpu-jspi" : "webgpu";
}

/** A build's large file, to be downloaded with progress and checked like the model. */
export function runtimeAsset(build: RuntimeBuild, runtimeBase: string): AssetRequest {
  const { path, bytes, sha256 } = RUNTIME_FILES.builds[build].wasm;
  return { url: runtimeBase + path, name: path, bytes, sha256 };
}

/** Addresses of a build's two script files. */
export function runtimeScripts(build: RuntimeBuild, runtimeBase: string): { entry: string; module: string } {
  const { entry, module } = RUNTIME_FILES.builds[build];
  return { entry: runtimeBase + entry, module: runtimeBase + module };
}
