/**
 * Finds a Chromium for the browser tests and screenshots, or gets one in the way the machine allows. It only
 * looks for the browser and says which one it took; Playwright launches it.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "@playwright/test";

/** No request of the browser's own, so that a test sees the page's requests only. */
export const QUIET_ARGS = [
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-default-apps",
  "--disable-domain-reliability",
  "--disable-sync",
  "--no-first-run",
  "--no-pings",
];

/** A WebGPU adapter in software, for machines without a GPU. */
export const SOFTWARE_WEBGPU_ARGS = [
  "--enable-unsafe-webgpu",
  "--use-webgpu-adapter=swiftshader",
  "--enable-unsafe-swiftshader",
];

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const MAC_PATHS = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** Each manager's commands, in order. */
const PACKAGE_MANAGERS = {
  "apt-get": [["update"], ["install", "-y", "chromium"]],
  dnf: [["install", "-y", "chromium"]],
  apk: [["add", "chromium"]],
  pacman: [["-Sy", "--noconfirm", "chromium"]],
};

const ADVICE =
  "No browser for the tests: install Chromium or Chrome, or set CHROMIUM_PATH=/path/to/it, and run this again.";

/**
 * What the search may ask of the machine; tests hand in their own.
 * @typedef {object} Machine
 * @property {Record<string, string | undefined>} env
 * @property {boolean} isRoot
 * @property {(name: string) => string | null} find path of a program on PATH
 * @property {(path: string) => boolean} runs whether a browser is there and starts
 * @property {() => string} playwrightPath where Playwright keeps, or would keep, its own download
 * @property {(command: string, args: string[]) => boolean} run runs to the end, true on success
 * @property {(line: string) => void} say
 */

/**
 * A browser that is already there: CHROMIUM_PATH, then PATH, then Playwright's own download.
 * @param {Machine} machine
 * @returns {{ path: string, source: string } | null}
 * @throws if CHROMIUM_PATH names something that does not start
 */
export function findInstalledBrowser({ env, find, runs, playwrightPath }) {
  const named = env.CHROMIUM_PATH;
  if (named) {
    if (runs(named)) return { path: named, source: "CHROMIUM_PATH" };
    throw new Error(
      `CHROMIUM_PATH: expected a browser, got ${named}, which does not start. Correct or unset it.`,
    );
  }
  for (const path of [...NAMES.map(find), ...MAC_PATHS]) {
    if (path !== null && runs(path)) return { path, source: "installed on this machine" };
  }
  const own = playwrightPath();
  return runs(own) ? { path: own, source: "Playwright's own download" } : null;
}

/**
 * A browser, installed if none is there: by Playwright's download, else by the system's package manager.
 * @param {Machine} machine
 * @returns {{ path: string, source: string }}
 * @throws one line that says what to do, where nothing works
 */
export function ensureBrowser(machine) {
  const installed = findInstalledBrowser(machine);
  if (installed) return installed;

  machine.say("No browser found; trying Playwright's own download.");
  const playwright = resolve(import.meta.dirname, "../node_modules/@playwright/test/cli.js");
  if (machine.run(process.execPath, [playwright, "install", "chromium"])) {
    const path = machine.playwrightPath();
    if (machine.runs(path)) return { path, source: "downloaded by Playwright" };
  }
  const manager = Object.entries(PACKAGE_MANAGERS).find(([name]) => machine.find(name) !== null);
  const canElevate = machine.isRoot || machine.find("sudo") !== null;
  if (manager && canElevate) {
    const [name, steps] = manager;
    machine.say(`That did not work; trying ${name}.`);
    const done = steps.every((args) =>
      machine.isRoot ? machine.run(name, args) : machine.run("sudo", [name, ...args]),
    );
    const found = done ? findInstalledBrowser(machine) : null;
    if (found) return { path: found.path, source: `installed by ${name}` };
  }
  throw new Error(ADVICE);
}

/**
 * The real machine.
 * @returns {Machine}
 */
export function thisMachine() {
  return {
    env: process.env,
    isRoot: process.getuid?.() === 0,
    find: (name) =>
      (process.env.PATH ?? "")
        .split(delimiter)
        .map((folder) => join(folder, name))
        .find((path) => existsSync(path)) ?? null,
    runs: (path) => existsSync(path) && spawnSync(path, ["--version"], { stdio: "ignore" }).status === 0,
    playwrightPath: () => chromium.executablePath(),
    run: (command, args) => {
      const env = {
        PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: "15000",
        DEBIAN_FRONTEND: "noninteractive",
        ...process.env,
      };
      return spawnSync(command, args, { stdio: ["ignore", "inherit", "inherit"], env }).status === 0;
    },
    say: (line) => console.log(line),
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  try {
    const { path, source } = ensureBrowser(thisMachine());
    console.log(`Browser: ${path} (${source})`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
