/**
 * `npm ci` refuses a lock that leaves out an optional package of another platform, and `npm install` writes such
 * a lock when it cannot see that package. The test notices before a newcomer does.
 */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, it } from "vitest";

type Locked = { version?: string; optionalDependencies?: Record<string, string> };

const lock = JSON.parse(readFileSync(resolve(import.meta.dirname, "../package-lock.json"), "utf8")) as {
  packages: Record<string, Locked>;
};

/** Where node would look for a package required from `path`, nearest first. */
function lookupPaths(path: string, name: string): string[] {
  const parents = path
    .split("/node_modules/")
    .map((_, index, parts) => parts.slice(0, index + 1).join("/node_modules/"));
  return [...parents.reverse().map((parent) => `${parent}/node_modules/${name}`), `node_modules/${name}`];
}

it("locks every platform's optional packages", () => {
  const missing = Object.entries(lock.packages).flatMap(([path, { optionalDependencies }]) =>
    Object.keys(optionalDependencies ?? {}).filter(
      (name) => !lookupPaths(path, name).some((candidate) => lock.packages[candidate]?.version),
    ),
  );
  expect(missing).toEqual([]);
});

it("names no registry", () => {
  expect(JSON.stringify(lock)).not.toContain('"resolved"');
});
