/**
 * Builds the site a second time, to be served below a path, into out-below/, for the browser tests: a build's path is
 * inlined everywhere, so only another build shows whether anything leaves it. out/ stays as it was. Takes half a
 * minute, and nothing where out/ has not been built anew since.
 */
import { spawnSync } from "node:child_process";
import { existsSync, renameSync, rmSync, statSync } from "node:fs";
import { join, resolve } from "node:path";

/** Two folders deep, as a paper's site may stand among others. */
export const BELOW_PATH = "/papers/tandem";

/** @param {string} root */
const foldersOf = (root) => ({
  out: join(root, "out"),
  below: join(root, "out-below"),
  /** Where out/ waits meanwhile; there after an interruption only. */
  kept: join(root, ".out-kept"),
});

/** @param {string} folder */
const builtAt = (folder) => statSync(join(folder, "index.html"), { throwIfNoEntry: false })?.mtimeMs ?? 0;

/**
 * Whether out-below/ holds a build as new as out/.
 * @param {string} root
 */
export function isBuiltBelow(root) {
  const { out, below } = foldersOf(root);
  return existsSync(below) && builtAt(below) >= builtAt(out);
}

/**
 * `next build` with BASE_PATH, into out/. What it prints is shown where it fails.
 * @param {string} root
 */
function runNextBuild(root) {
  const next = resolve(root, "node_modules/next/dist/bin/next");
  const { status, stdout, stderr } = spawnSync(process.execPath, [next, "build"], {
    cwd: root,
    env: { ...process.env, BASE_PATH: BELOW_PATH },
    encoding: "utf8",
  });
  if (status === 0) return;
  throw new Error(
    `build-below: expected \`next build\` to succeed below ${BELOW_PATH}, got:\n${stdout}${stderr}`,
  );
}

/**
 * Brings out-below/ up to date; gives back whether there was anything to do. public/ is taken as it is.
 * @param {string} root
 * @param {(root: string) => void} build puts a site into out/
 * @throws where there is no out/, or the build fails; out/ is then as it was
 */
export function buildBelow(root, build = runNextBuild) {
  const { out, below, kept } = foldersOf(root);
  if (existsSync(kept)) {
    rmSync(out, { recursive: true, force: true });
    renameSync(kept, out);
  }
  if (builtAt(out) === 0) {
    throw new Error(`build-below: expected a built site in ${out}, got none. Run \`npm run build\` first.`);
  }
  if (isBuiltBelow(root)) return false;
  rmSync(below, { recursive: true, force: true });
  renameSync(out, kept);
  try {
    build(root);
    renameSync(out, below);
  } finally {
    rmSync(out, { recursive: true, force: true });
    renameSync(kept, out);
  }
  return true;
}
