import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, it } from "vitest";
import { choosePython, environmentStamp, pythonArguments } from "./training.mjs";

it("hands further arguments to the command", () => {
  expect(pythonArguments("test", ["-k", "tokenizer"])).toEqual(["-m", "pytest", "-q", "-k", "tokenizer"]);
  expect(pythonArguments("export", [])).toEqual(["-m", "organisms.export"]);
});

it.each([undefined, "tset", "toString"])("refuses the subcommand %s in one line", (name) => {
  expect(() => pythonArguments(name, [])).toThrow(
    /expected one of test, flagship, sweep, results, rerun, export, check, got/,
  );
  const script = join(import.meta.dirname, "training.mjs");
  const run = spawnSync(process.execPath, [script, ...(name ? [name] : [])], { encoding: "utf8" });
  expect(run.status).toBe(1);
  expect(run.stderr.trim().split("\n")).toHaveLength(1);
});

it("makes a new environment when a requirement or Python changes, and not otherwise", () => {
  const stamp = environmentStamp("torch==2.13.0\n", "3.11");
  expect(environmentStamp("torch==2.13.0\n", "3.11")).toBe(stamp);
  expect(environmentStamp("torch==2.13.1\n", "3.11")).not.toBe(stamp);
  expect(environmentStamp("torch==2.13.0\n", "3.12")).not.toBe(stamp);
});

it("takes the first Python that is new enough and compares versions as numbers", () => {
  const versions: Record<string, string> = { python3: "3.10", python: "2.7", "python3.11": "3.11" };
  const versionOf = (name: string) => versions[name] ?? null;
  expect(choosePython(["python3", "python", "missing", "python3.11"], versionOf)).toEqual({
    name: "python3.11",
    version: "3.11",
  });
  expect(() => choosePython(["python3", "missing"], versionOf)).toThrow(/Python 3\.11 or newer .*PYTHON=/);
});
