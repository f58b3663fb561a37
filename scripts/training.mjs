/**
 * Runs a command of training/ in its own Python environment: makes training/.venv from the pinned
 * requirements where it is missing or they changed, then hands over. Knows nothing about the commands' work.
 *
 *   node scripts/training.mjs test|flagship|sweep|results|rerun|export|check [arguments for the command]
 */
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

/** Subcommand -> what python is given. */
const COMMANDS = {
  test: ["-m", "pytest", "-q"],
  flagship: ["-m", "organisms.flagship"],
  sweep: ["-m", "organisms.sweep"],
  results: ["-m", "organisms.results"],
  rerun: ["-m", "organisms.rerun"],
  export: ["-m", "organisms.export"],
  check: ["-m", "organisms.check"],
};

/** What numpy and scipy of requirements.txt ask for. */
const OLDEST_PYTHON = [3, 11];
const PYTHON_NAMES = ["python3", "python", "python3.13", "python3.12", "python3.11"];

/**
 * One thread a process: the models are small, so more threads only contend, and sums come out in the same
 * order on every machine. A value the caller has set stays.
 */
const THREADS = { OMP_NUM_THREADS: "1", MKL_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1" };

/** Nothing is ever fetched from a model hub. */
const OFFLINE = { HF_HUB_OFFLINE: "1", TRANSFORMERS_OFFLINE: "1", TOKENIZERS_PARALLELISM: "false" };

/**
 * What the environment depends on; when it changes, the environment is made anew.
 * @param {string} requirements content of requirements.txt
 * @param {string} pythonVersion e.g. "3.11"
 */
export function environmentStamp(requirements, pythonVersion) {
  return createHash("sha256").update(`${pythonVersion}\n${requirements}`).digest("hex");
}

/**
 * Python's arguments for a subcommand.
 * @param {string | undefined} name
 * @param {string[]} extra
 * @returns {string[]}
 * @throws if there is no such subcommand
 */
export function pythonArguments(name, extra) {
  const command = Object.entries(COMMANDS).find(([known]) => known === name)?.[1];
  if (command) return [...command, ...extra];
  throw new Error(`training: expected one of ${Object.keys(COMMANDS).join(", ")}, got ${name ?? "nothing"}.`);
}

/**
 * The first of several interpreters that is new enough.
 * @param {string[]} names
 * @param {(name: string) => string | null} versionOf "3.11", or null where it does not start
 * @returns {{ name: string, version: string }}
 * @throws if none is
 */
export function choosePython(names, versionOf) {
  for (const name of names) {
    const version = versionOf(name);
    if (version === null) continue;
    const [major = 0, minor = 0] = version.split(".").map(Number);
    const [oldestMajor = 0, oldestMinor = 0] = OLDEST_PYTHON;
    if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return { name, version };
  }
  throw new Error(
    `training: expected Python ${OLDEST_PYTHON.join(".")} or newer among ${names.join(", ")}, got none. Install it, or name one: PYTHON=/path/to/python3`,
  );
}

/** @param {string} name */
function readPythonVersion(name) {
  const script = "import sys; print('%d.%d' % sys.version_info[:2])";
  const { status, stdout } = spawnSync(name, ["-c", script], { encoding: "utf8" });
  return status === 0 ? stdout.trim() : null;
}

/**
 * Runs a program with its output shown.
 * @param {string} program
 * @param {string[]} args
 * @param {string} advice what to do where it fails
 */
function runStep(program, args, advice) {
  const { status } = spawnSync(program, args, { stdio: ["ignore", "inherit", "inherit"] });
  if (status !== 0) throw new Error(`training: ${program} ${args.slice(0, 3).join(" ")} failed. ${advice}`);
}

/**
 * Python of training/.venv, made first where needed. The stamp is written last, so an interrupted
 * installation is started again.
 * @param {string} training
 */
function prepareEnvironment(training) {
  const requirements = join(training, "requirements.txt");
  const environment = join(training, ".venv");
  const stampFile = join(environment, "requirements.sha256");
  const python = join(environment, process.platform === "win32" ? "Scripts/python.exe" : "bin/python");
  const base = choosePython(process.env.PYTHON ? [process.env.PYTHON] : PYTHON_NAMES, readPythonVersion);
  const stamp = environmentStamp(readFileSync(requirements, "utf8"), base.version);
  if (existsSync(python) && existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp) return python;

  console.log(
    `Making training/.venv with Python ${base.version}; torch is large, this takes some minutes once.`,
  );
  rmSync(environment, { recursive: true, force: true });
  runStep(base.name, ["-m", "venv", environment], "On Debian and Ubuntu: apt-get install python3-venv");
  runStep(
    python,
    ["-m", "pip", "install", "--disable-pip-version-check", "--quiet", "-r", requirements],
    "Look at pip's message above; run the same command again to go on.",
  );
  writeFileSync(stampFile, stamp);
  return python;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  try {
    const [name, ...extra] = process.argv.slice(2);
    const args = pythonArguments(name, extra);
    const training = resolve(import.meta.dirname, "../training");
    const python = prepareEnvironment(training);
    const env = { ...THREADS, ...OFFLINE, PYTHONUNBUFFERED: "1", ...process.env };
    const run = spawn(python, args, { cwd: training, stdio: "inherit", env });
    for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM"]))
      process.on(signal, () => run.kill(signal));
    run.on("exit", (status) => process.exit(status ?? 1));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
