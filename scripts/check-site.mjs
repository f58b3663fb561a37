/**
 * Looks at the finished build and fails where it breaks a promise: too large, or carrying a second copy of
 * onnxruntime's files (a bundler that follows `import.meta.url` would add one). Runs after `next build`.
 */
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { formatMegabytes, listFiles, sumBytes } from "./file-tree.mjs";

const MAX_SITE_BYTES = 150e6;

/**
 * What is wrong with a built site, one sentence each; empty if nothing is.
 * @param {string} out
 * @param {number} maxBytes
 * @returns {string[]}
 */
export function findSiteFaults(out, maxBytes = MAX_SITE_BYTES) {
  const files = listFiles(out);
  if (files.length === 0) return [`expected a built site in ${out}, got nothing: run \`npm run build\`.`];
  const faults = [];
  const bytes = sumBytes(out);
  if (bytes > maxBytes) {
    faults.push(`expected at most ${formatMegabytes(maxBytes)}, got ${formatMegabytes(bytes)}.`);
  }
  const strays = files.filter((path) => path.endsWith(".wasm") && !path.startsWith("ort/"));
  if (strays.length > 0) {
    faults.push(
      `expected .wasm files only below ort/, got ${strays.join(", ")}: set env.wasm.wasmPaths and import a build of onnxruntime-web without bundled files.`,
    );
  }
  return faults;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const out = resolve(import.meta.dirname, "../out");
  const faults = findSiteFaults(out);
  for (const fault of faults) console.error(`check-site: ${fault}`);
  if (faults.length > 0) process.exit(1);
  console.log(`out: ${formatMegabytes(sumBytes(out))} in ${listFiles(out).length} files`);
}
