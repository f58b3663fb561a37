/** Plain facts about folders: which files they hold and how large they are. Not a copy tool. */
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/**
 * Every file below a folder, as paths relative to it, sorted; empty where the folder is missing.
 * @param {string} folder
 * @returns {string[]}
 */
export function listFiles(folder) {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return [];
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) =>
      entry.isDirectory()
        ? listFiles(join(folder, entry.name)).map((path) => `${entry.name}/${path}`)
        : [entry.name],
    )
    .sort();
}

/**
 * Bytes of all files below a folder.
 * @param {string} folder
 */
export function sumBytes(folder) {
  return listFiles(folder).reduce((sum, path) => sum + statSync(join(folder, path)).size, 0);
}

/**
 * Megabytes (10^6 bytes) with one decimal, as the design's budgets count them.
 * @param {number} bytes
 */
export function formatMegabytes(bytes) {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
