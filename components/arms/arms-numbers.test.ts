/**
 * Every number that the Arms page shows or saves, of the committed bundle, is the one of training/RESULTS.md: its
 * machine-readable twin names the statistics in Python's way and has more digits than the bundle's file (nine).
 * What the report does not tell (tasks and margin of single runs and of arms that are not main ones) is held against
 * the site's own computation in lib/queries/organisms-results.test.ts.
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, expect, test } from "vitest";
import { openBundleFolder } from "@/lib/bundle/read-folder.test-support";
import { type ResultName, type ResultRow, type Results, readResults } from "@/lib/bundle/results";
import { ARMS_STATISTICS } from "@/lib/permalink/arms-view";
import type { Estimate } from "@/lib/stats/estimate";
import { COLUMNS, cellOf } from "./arms-columns";
import { foundOf } from "./arms-estimates";
import { sweepPicture } from "./sweep-data";

type Number =
  | { value: number; low: number; high: number; n?: number; entities?: number }
  | { reason: string };
type Twin = {
  estimates: Record<string, Record<string, Record<string, Record<string, Record<string, Number>>>>>;
};

const twin: Twin = JSON.parse(
  readFileSync(fileURLToPath(new URL("../../training/results/results.json", import.meta.url)), "utf8"),
);
const folder = openBundleFolder("organisms");
const { bundle } = folder;
let results: Results;
let compared = 0;

beforeAll(async () => {
  if (bundle.results === null)
    throw new Error("expected the bundle to have results: npm run training:results");
  results = readResults(await folder.readAsset(bundle.results), bundle, bundle.results.path);
});

const OWN_NAMES: Partial<Record<ResultName, string>> = { cohenKappa: "kappa" };

/** "couplingIndex" as "coupling_index". */
function pythonName(name: ResultName): string {
  return OWN_NAMES[name] ?? name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** "held-out/away" as training's report names it. */
function pythonSlice(slice: string): string {
  return slice.replace(/\/away$/, "/away from the margin");
}

function expectedSlice(
  row: ResultRow,
  seed: number | null,
  slice: string,
): Record<string, Number> | undefined {
  const arm = row.isAboutItself ? `${row.arm}-itself` : row.arm;
  return twin.estimates[arm]?.[row.family]?.[seed === null ? "pooled" : String(seed)]?.[pythonSlice(slice)];
}

/** The report tells both splits of every row and run, and every slice of a main row. */
function isTold(row: ResultRow, seed: number | null, slice: string): boolean {
  return !slice.includes("/") || (row.isMain && seed === null);
}

/** The report tells it of the mean over seeds alone. */
const OF_MEANS_ONLY: readonly ResultName[] = ["unchangedSelf"];

/** Throws rather than expects: there are tens of thousands of numbers, and an expectation takes 0.2 ms. */
function expectSame(shown: Estimate, wanted: Number | undefined, where: string): void {
  const isThere = wanted !== undefined && !("reason" in wanted);
  if (shown.kind === "undefined") {
    const fixed = /^it is ([01]) by definition/.exec(shown.reason)?.[1];
    if (fixed !== undefined && isThere && wanted.low === wanted.high && wanted.value === Number(fixed))
      return;
    if (isThere) throw new Error(`${where}: expected ${wanted.value}, got n/a: ${shown.reason}`);
    return;
  }
  if (!isThere) throw new Error(`${where}: shown, and not in training's results`);
  for (const end of ["value", "low", "high"] as const) {
    if (!(Math.abs(shown[end] - wanted[end]) < 1e-8)) {
      throw new Error(`${where} ${end}: expected ${wanted[end]}, got ${shown[end]}`);
    }
  }
  if (wanted.n !== undefined && wanted.n !== shown.n) {
    throw new Error(`${where} n: expected ${wanted.n}, got ${shown.n}`);
  }
  if (wanted.entities !== undefined && wanted.entities !== shown.clusters) {
    throw new Error(`${where} entities: expected ${wanted.entities}, got ${shown.clusters}`);
  }
  compared++;
}

test("every cell of the table, on every part of the items", () => {
  for (const row of results.rows) {
    for (const { id: slice } of results.slices) {
      if (!isTold(row, null, slice)) continue;
      const wanted = expectedSlice(row, null, slice);
      for (const column of COLUMNS) {
        const name = pythonName(column.name) + (column.isOverSeeds ? "_over_seeds" : "");
        expectSame(cellOf(results, row, slice, column), wanted?.[name], `${row.id} ${slice} ${name}`);
      }
    }
  }
});

test("every run's number in the files that are saved", () => {
  for (const row of results.rows) {
    for (const seed of row.seeds) {
      for (const { id: slice } of results.slices) {
        if (!isTold(row, seed.seed, slice)) continue;
        const wanted = expectedSlice(row, seed.seed, slice);
        for (const { name, isOverSeeds } of COLUMNS) {
          if (isOverSeeds || OF_MEANS_ONLY.includes(name)) continue;
          const where = `${row.id} seed ${seed.seed} ${slice} ${name}`;
          expectSame(foundOf(results, seed.slices, slice, name), wanted?.[pythonName(name)], where);
        }
      }
    }
  }
});

/** What stands beside a row in a sweep, from the report's numbers. */
function expectedBeside(
  row: ResultRow,
  companion: string | undefined,
  name: string,
  slice: string,
): Number | undefined {
  const own = expectedSlice(row, null, slice);
  if (companion === "outside") return own?.external_index;
  if (companion === "matched") return own?.matched_index;
  if (companion === "unchanged") return own?.unchanged_gap;
  if (companion === "shuffled") return twin.estimates.shuffled?.[row.family]?.pooled?.[slice]?.[name];
  const outside = own?.external_index;
  if (companion !== "unknowing" || outside === undefined || "reason" in outside) return undefined;
  const { value, low, high, ...counted } = outside;
  return { ...counted, value: 0.5 - value, low: 0.5 - high, high: 0.5 - low };
}

test("every mark of every sweep, by every statistic, on both splits", () => {
  for (const sweep of bundle.sweeps) {
    for (const statistic of ARMS_STATISTICS) {
      for (const slice of ["held-out", "explained"]) {
        const picture = sweepPicture(results, bundle, sweep, { statistic, slice, pins: [] });
        for (const mark of picture.marks) {
          const row = results.rows.find(({ id }) => id === picture.rows.get(mark.id));
          if (row === undefined) throw new Error(`expected a row of ${mark.id}, got none`);
          const seed = mark.kind === "seed" ? Number(mark.id.split(" ").at(-1)) : null;
          const where = `${sweep.id} ${mark.id} ${statistic}`;
          const name = pythonName(statistic);
          if (mark.kind === "companion") {
            expectSame(mark.estimate, expectedBeside(row, mark.id.split(" ").at(-1), name, slice), where);
            continue;
          }
          const wanted = expectedSlice(row, seed, slice);
          expectSame(mark.estimate, wanted?.[name], where);
          if (mark.spread) expectSame(mark.spread, wanted?.[`${name}_over_seeds`], `${mark.id} over seeds`);
        }
      }
    }
  }
});

test("that was something", () => {
  expect(compared).toBeGreaterThan(1000);
});
