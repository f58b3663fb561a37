import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";
import { chooseBuild, RUNTIME_VERSION, runtimeAsset, runtimeScripts } from "@/lib/inference/runtime-files";

const PACKAGE = resolve(import.meta.dirname, "../../node_modules/onnxruntime-web");
const BUILDS = ["wasm", "webgpu", "webgpu-jspi"] as const;

it("names the version that is installed", () => {
  const { version } = JSON.parse(readFileSync(join(PACKAGE, "package.json"), "utf8"));
  expect(RUNTIME_VERSION).toBe(version);
});

it.each(BUILDS)("lists the files of the %s build as they are", (build) => {
  const wasm = runtimeAsset(build, "");
  const bytes = readFileSync(join(PACKAGE, "dist", wasm.url));
  expect(bytes.byteLength).toBe(wasm.bytes);
  expect(createHash("sha256").update(bytes).digest("hex")).toBe(wasm.sha256);
  const { entry, module } = runtimeScripts(build, "");
  // The entry asks for the module, and the module for the WASM file, by name.
  expect(readFileSync(join(PACKAGE, "dist", entry), "utf8")).toContain(`"${module}"`);
  expect(readFileSync(join(PACKAGE, "dist", module), "utf8")).toContain(wasm.name);
});

it("takes the small build unless WebGPU is wanted, and the JSPI one where it runs", () => {
  expect(chooseBuild("wasm", { hasJspi: true })).toBe("wasm");
  expect(chooseBuild("wasm-threads", { hasJspi: true })).toBe("wasm");
  expect(chooseBuild("webgpu", { hasJspi: true })).toBe("webgpu-jspi");
  expect(chooseBuild("webgpu", { hasJspi: false })).toBe("webgpu");
});

it("puts the folder's address before names", () => {
  expect(runtimeAsset("wasm", "https://x/ort/1/").url).toBe("https://x/ort/1/ort-wasm-simd-threaded.wasm");
  expect(runtimeScripts("wasm", "/ort/1/").entry).toBe("/ort/1/ort.wasm.min.mjs");
});
