import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import runtimeFiles from "@/lib/inference/runtime-files.json";
import { findSiteFaults } from "./check-site.mjs";
import { bundleFiles, mirrorFiles, ortFiles } from "./copy-assets.mjs";
import { listFiles } from "./file-tree.mjs";

const ortPackage = resolve(import.meta.dirname, "../node_modules/onnxruntime-web");
let folder = "";

const write = (path: string, text: string) => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tandem-assets-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it("copies new files, keeps unchanged ones, replaces changed ones and removes what is gone", () => {
  write("models/a/bundle.json", "{}");
  write("models/a/records/run.parquet", "one");
  const mirror = () => mirrorFiles(bundleFiles(join(folder, "models")), join(folder, "public"));
  expect(mirror()).toEqual({ copied: ["a/bundle.json", "a/records/run.parquet"], kept: [], removed: [] });
  expect(mirror().kept).toEqual(["a/bundle.json", "a/records/run.parquet"]);

  write("models/a/records/run.parquet", "two");
  const later = new Date(Date.now() + 5_000);
  utimesSync(join(folder, "models/a/records/run.parquet"), later, later);
  expect(mirror()).toMatchObject({ copied: ["a/records/run.parquet"], kept: ["a/bundle.json"] });
  expect(readFileSync(join(folder, "public/a/records/run.parquet"), "utf8")).toBe("two");

  rmSync(join(folder, "models/a/records/run.parquet"));
  expect(mirror().removed).toEqual(["a/records/run.parquet"]);
  expect(existsSync(join(folder, "public/a/records/run.parquet"))).toBe(false);
});

it("takes only folders with a bundle.json for bundles", () => {
  write("models/bundle.schema.json", "{}");
  write("models/a/bundle.json", "{}");
  write("models/a/items.parquet", "");
  write("models/half-written/items.parquet", "");
  expect([...bundleFiles(join(folder, "models")).keys()]).toEqual(["a/bundle.json", "a/items.parquet"]);
});

it("has no bundle where models is missing", () => {
  expect(bundleFiles(join(folder, "models")).size).toBe(0);
});

it.each(Object.entries(runtimeFiles.builds))("lists what onnxruntime-web's %s build asks for", (_, build) => {
  const dist = join(ortPackage, "dist");
  const asked = [...readFileSync(join(dist, build.entry), "utf8").matchAll(/ort-wasm[\w.-]*\.mjs/g)].map(
    String,
  );
  expect(new Set(asked)).toEqual(new Set([build.module]));
  const wasm = readFileSync(join(dist, build.wasm.path));
  expect(build.module.replace(".mjs", ".wasm")).toBe(build.wasm.path);
  expect(wasm.byteLength).toBe(build.wasm.bytes);
  expect(createHash("sha256").update(wasm).digest("hex")).toBe(build.wasm.sha256);
});

it("names the version in the path and refuses another version of the package", () => {
  const files = [...ortFiles(ortPackage).keys()];
  expect(files).toHaveLength(3 * Object.keys(runtimeFiles.builds).length);
  expect(files.every((path) => path.startsWith(`${runtimeFiles.version}/ort`))).toBe(true);
  write("ort/package.json", '{ "version": "9.9.9" }');
  expect(() => ortFiles(join(folder, "ort"))).toThrow(/expected onnxruntime-web .* got 9\.9\.9/);
});

it("finds a build that is missing, too large or carries a second runtime", () => {
  const out = join(folder, "out");
  expect(findSiteFaults(out)[0]).toMatch(/npm run build/);
  write("out/index.html", "12345");
  write("out/ort/1.0.0/ort.wasm", "");
  expect(findSiteFaults(out)).toEqual([]);
  expect(findSiteFaults(out, 4)[0]).toMatch(/at most/);
  write("out/_next/static/media/ort.wasm", "");
  expect(findSiteFaults(out)[0]).toMatch(/_next\/static\/media\/ort\.wasm/);
});

it("lists files with forward slashes, sorted", () => {
  write("tree/b.txt", "");
  write("tree/a/c.txt", "");
  expect(listFiles(join(folder, "tree"))).toEqual(["a/c.txt", "b.txt"]);
});
