/**
 * Puts into public/ what the site serves but does not own: the bundles of models/ and the few files of
 * onnxruntime-web that the page asks for. A mirror: unchanged files are kept, files that are gone go.
 * Runs before `next dev` and `next build`.
 */
import {
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { formatMegabytes, listFiles, sumBytes } from "./file-tree.mjs";

/** @type {typeof import("../lib/inference/runtime-files.json")} */
const runtimeFiles = JSON.parse(
  readFileSync(join(import.meta.dirname, "../lib/inference/runtime-files.json"), "utf8"),
);

/** Bundle budget of the design; the whole site is checked after the build by check-site.mjs. */
const MAX_BUNDLE_BYTES = 60e6;

/** File systems keep modification times to different precision. */
const MTIME_TOLERANCE_MS = 2;

/**
 * Makes `target` hold exactly `files`.
 * @param {Map<string, string>} files path below `target` -> file to copy
 * @param {string} target
 * @returns {{ copied: string[], kept: string[], removed: string[] }} paths below `target`
 */
export function mirrorFiles(files, target) {
  const removed = listFiles(target).filter((path) => !files.has(path));
  for (const path of removed) rmSync(join(target, path));
  const copied = [];
  const kept = [];
  for (const [path, source] of files) {
    const destination = join(target, path);
    const from = statSync(source);
    const to = statSync(destination, { throwIfNoEntry: false });
    if (to?.size === from.size && Math.abs(to.mtimeMs - from.mtimeMs) < MTIME_TOLERANCE_MS) {
      kept.push(path);
      continue;
    }
    mkdirSync(dirname(destination), { recursive: true });
    copyFileSync(source, destination, constants.COPYFILE_FICLONE);
    utimesSync(destination, from.atime, from.mtime);
    copied.push(path);
  }
  return { copied, kept, removed };
}

/**
 * Files of every bundle, a bundle being a folder of `models` with a bundle.json in it.
 * @param {string} models
 * @returns {Map<string, string>}
 */
export function bundleFiles(models) {
  const paths = listFiles(models);
  const bundles = paths.filter((path) => /^[^/]+\/bundle\.json$/.test(path)).map(dirname);
  return new Map(
    paths
      .filter((path) => bundles.includes(path.split("/")[0] ?? ""))
      .map((path) => [path, join(models, path)]),
  );
}

/**
 * The files of onnxruntime-web that lib/inference/runtime-files.json names, below a folder named after its
 * version; about 40 % of what the package holds.
 * @param {string} packageFolder
 * @param {typeof runtimeFiles} listed
 * @returns {Map<string, string>}
 * @throws if the installed package is another version or lacks one of them
 */
export function ortFiles(packageFolder, listed = runtimeFiles) {
  const { version } = JSON.parse(readFileSync(join(packageFolder, "package.json"), "utf8"));
  const names = Object.values(listed.builds).flatMap(({ entry, module, wasm }) => [entry, module, wasm.path]);
  const missing = names.filter((name) => !existsSync(join(packageFolder, "dist", name)));
  if (version !== listed.version || missing.length > 0) {
    throw new Error(
      `ortFiles: expected onnxruntime-web ${listed.version} with ${names.join(", ")}, got ${version} without ${missing.join(", ") || "none of them missing"}. Bring lib/inference/runtime-files.json up to date.`,
    );
  }
  return new Map(names.map((name) => [`${version}/${name}`, join(packageFolder, "dist", name)]));
}

/** @param {string} root */
function copyAssets(root) {
  const bundles = bundleFiles(join(root, "models"));
  if (bundles.size === 0) {
    console.warn(
      "copy-assets: expected a bundle (models/<name>/bundle.json), got none; the site has no data.",
    );
  }
  for (const [folder, files] of /** @type {const} */ ([
    ["public/models", bundles],
    ["public/ort", ortFiles(join(root, "node_modules/onnxruntime-web"))],
  ])) {
    const { copied, kept, removed } = mirrorFiles(files, join(root, folder));
    const size = formatMegabytes(sumBytes(join(root, folder)));
    console.log(
      `${folder}: ${size}, ${copied.length} copied, ${kept.length} unchanged, ${removed.length} removed`,
    );
  }
  for (const bundle of new Set([...bundles.keys()].map((path) => path.split("/")[0] ?? ""))) {
    const bytes = sumBytes(join(root, "models", bundle));
    if (bytes > MAX_BUNDLE_BYTES) {
      throw new Error(
        `copy-assets: expected models/${bundle} to be at most ${formatMegabytes(MAX_BUNDLE_BYTES)}, got ${formatMegabytes(bytes)}. Ship fewer checkpoints or quantise its records.`,
      );
    }
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  copyAssets(resolve(import.meta.dirname, ".."));
}
