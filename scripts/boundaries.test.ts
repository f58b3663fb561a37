/**
 * The import zones of biome.json really fire: every bad snippet must be reported, every good one must not.
 * All snippets are linted by one run of biome in a temporary copy of the configuration.
 */
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = resolve(import.meta.dirname, "..");
const biome = join(root, "node_modules/.bin/biome");
const URL_STATE = 'import { useSearchParams } from "next/navigation"';

/** Folder, then what one of its files must not contain. */
const FORBIDDEN: Record<string, string[]> = {
  "lib/stats": [
    'import "react"',
    'import "next/link"',
    'import "onnxruntime-web"',
    'import "node:fs"',
    'import "../coupling/types"',
    'import type { Item } from "@/lib/coupling/types"',
    'import type { Task } from "@/lib/bundle/schema"',
    'import "@/lib/queries/keys"',
    "Math.random()",
    'Math["random"]()',
    "globalThis.Math.random()",
    "Date.now()",
    "new Date()",
    'fetch("x")',
    "window.name",
    "performance.now()",
    "crypto.randomUUID()",
  ],
  "lib/coupling": [
    'import "react"',
    'import { bundleSchema } from "@/lib/bundle/schema"',
    'import "@/lib/bundle/schema"',
    'export { bundleSchema } from "@/lib/bundle/schema"',
    'export * from "@/lib/bundle/schema"',
    'await import("@/lib/bundle/schema")',
    'import "zod"',
    'import "@/lib/inference/engine"',
    'import "@/lib/queries/keys"',
    "Math.random()",
    "Date.now()",
    'fetch("x")',
  ],
  "lib/bundle": [
    'import "react"',
    'import "@/lib/coupling/index"',
    'import "@/lib/queries/keys"',
    'import "@/lib/permalink/link"',
    'import "@/components/ui/button"',
    'import "@/app/page"',
    'import "../coupling/types"',
  ],
  "lib/inference": [
    'import "onnxruntime-web"',
    'import "onnxruntime-web/wasm"',
    'await import("onnxruntime-web/webgpu")',
    'export * from "onnxruntime-web"',
    'export { Tensor } from "onnxruntime-web"',
    'import type { Tensor } from "onnxruntime-web"',
    'import "react"',
    'import "@/lib/queries/keys"',
    'import "@/components/probe/panel"',
  ],
  "lib/queries": [
    'import "@/components/ui/button"',
    'import "@/app/page"',
    'import "onnxruntime-web"',
    'import "nuqs"',
    URL_STATE,
    'import "../coupling/types"',
  ],
  "lib/permalink": [
    'import "@/components/ui/button"',
    'import "@/lib/queries/keys"',
    'import "onnxruntime-web"',
  ],
  lib: ['import "@/lib/stats/mean"', 'import "@/components/ui/button"', 'import "nuqs"'],
  "components/probe": [
    'import "@/app/page"',
    'import "onnxruntime-web"',
    'import { useQueryState } from "nuqs"',
    'export { useQueryState } from "nuqs"',
    'export * from "nuqs"',
    'await import("nuqs")',
    URL_STATE,
    'export { useSearchParams } from "next/navigation"',
    'import "../ui/button"',
  ],
  "components/ui": [
    'import "@/lib/coupling/types"',
    'import "@/lib/queries/keys"',
    'import "@/components/charts/axis"',
  ],
  "components/charts": [
    'import "@/lib/queries/keys"',
    'import "@/lib/bundle/schema"',
    'import "@/lib/coupling/types"',
    'import "@/components/probe/panel"',
  ],
  app: ['import "onnxruntime-web"', 'import "nuqs/adapters/next/app"', URL_STATE, 'import "../lib/errors"'],
};

/** Folder, then what one of its files may contain. */
const ALLOWED: Record<string, string[]> = {
  "lib/stats": [
    'import "./mean"',
    'import "@/lib/stats/mean"',
    'import "@/lib/errors"',
    'import "pure-rand/types/RandomGenerator"',
    "Math.sqrt(2)",
  ],
  "lib/coupling": [
    'import "@/lib/stats/mean"',
    'import "@huggingface/tokenizers"',
    'import type { Task } from "@/lib/bundle/schema"',
    'export type { Task } from "@/lib/bundle/schema"',
  ],
  "lib/bundle": ['import "zod"', 'import type { Item } from "@/lib/coupling/types"', 'fetch("x")'],
  "lib/inference": ['import "@/lib/bundle/schema"', 'import "@/lib/errors"', "performance.now()"],
  "lib/queries": [
    'import "@/lib/coupling/types"',
    'import "@/lib/inference/client"',
    'import "@tanstack/react-query"',
  ],
  "lib/permalink": ['import "nuqs"', URL_STATE, 'import "@/lib/bundle/schema"'],
  "components/probe": [
    'import "@/lib/queries/keys"',
    'import "@/lib/permalink/link"',
    'import "@/components/ui/button"',
    'import { usePathname } from "next/navigation"',
  ],
  "components/ui": ['import "@/lib/stats/estimate"'],
  "components/charts": ['import "@/components/ui/button"', 'import "@/lib/stats/mean"'],
  app: ['import "@/components/probe/panel"', 'import "./globals.css"'],
};

const RULES = new Set(["noRestrictedImports", "noRestrictedGlobals", "noJsRestrictedProperties", "plugin"]);
const ENGINE = "lib/inference/ort-engine.ts";
const PURE_TEST = "lib/stats/mean.test.ts";
let workspace = "";
let reported = new Set<string>();

const snippetPath = (folder: string, kind: "bad" | "good", index: number) => `${folder}/${kind}-${index}.ts`;

/** Text of a module that holds the snippet: expressions are given a name, so that nothing else is wrong. */
const moduleOf = (snippet: string) =>
  /^(import|export) /.test(snippet) ? `${snippet};\n` : `export const value = ${snippet};\n`;

beforeAll(() => {
  workspace = mkdtempSync(join(tmpdir(), "tandem-zones-"));
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(workspace, path)), { recursive: true });
    writeFileSync(join(workspace, path), text);
  };
  cpSync(join(root, "biome.json"), join(workspace, "biome.json"));
  cpSync(join(root, "scripts/lint"), join(workspace, "scripts/lint"), { recursive: true });
  for (const [kind, table] of [
    ["bad", FORBIDDEN],
    ["good", ALLOWED],
  ] as const) {
    for (const [folder, snippets] of Object.entries(table)) {
      snippets.forEach((snippet, index) => {
        write(snippetPath(folder, kind, index), moduleOf(snippet));
      });
    }
  }
  write(
    ENGINE,
    'import "onnxruntime-web/wasm";\nexport const load = () => import("onnxruntime-web/webgpu");\n',
  );
  write(PURE_TEST, 'import "vitest";\nimport "node:fs";\nexport const now = new Date();\n');
  const run = spawnSync(
    biome,
    ["lint", "--vcs-enabled=false", "--reporter=json", "--max-diagnostics=none", "."],
    {
      cwd: workspace,
      encoding: "utf8",
    },
  );
  const report = JSON.parse(run.stdout) as {
    diagnostics: { category: string; location: { path: string | { file: string } } }[];
  };
  reported = new Set(
    report.diagnostics
      .filter(({ category }) => RULES.has(category.split("/").at(-1) ?? ""))
      .map(({ location }) => (typeof location.path === "string" ? location.path : location.path.file)),
  );
}, 60_000);

afterAll(() => rmSync(workspace, { recursive: true, force: true }));

describe.each(Object.entries(FORBIDDEN))("%s must not contain", (folder, snippets) => {
  it.each(snippets.map((snippet, index) => [snippet, index] as const))("%s", (_, index) => {
    expect(reported).toContain(snippetPath(folder, "bad", index));
  });
});

describe.each(Object.entries(ALLOWED))("%s may contain", (folder, snippets) => {
  it.each(snippets.map((snippet, index) => [snippet, index] as const))("%s", (_, index) => {
    expect(reported).not.toContain(snippetPath(folder, "good", index));
  });
});

it("lets ort-engine.ts import onnxruntime-web and tests read files and clocks", () => {
  expect(reported).not.toContain(ENGINE);
  expect(reported).not.toContain(PURE_TEST);
});
