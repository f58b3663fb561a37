/**
 * Every number that the Arms page shows or saves, of the committed bundle, is the one of training/RESULTS.md: its
 * machine-readable twin names the statistics in Python's way and has more digits than the bundle's file (nine).
 * What the report does not tell (tasks and margin of single runs and of arms that are not main ones) is held against
 * the site's own computation in lib/queries/organisms-results.test.ts, as is the rest of the file. Every test counts
 * what it compared, and knows from the file's structure how much that has to be.
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { openBundleFolder } from "@/lib/bundle/read-folder.test-support";
import { type ResultName, type ResultRow, type Results, readResults } from "@/lib/bundle/results";
import { ARMS_STATISTICS, type ArmsStatistic } from "@/lib/permalink/arms-view";
import type { Estimate } from "@/lib/stats/estimate";
import { COLUMNS, cellOf } from "./arms-columns";
import { foundOf } from "./arms-estimates";
import { STATISTIC_WORDS } from "./arms-words";
import { shuffledRow } from "./sweep-companions";
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
/** Numbers compared so far, those that are n/a on both sides among them; and what neither side tells. */
let compared = 0;
let untold: string[] = [];

beforeEach(() => {
  compared = 0;
  untold = [];
});

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
/** What behaviour has become since a run's first step. */
const SINCE_START: readonly ResultName[] = ["agreementStart", "behaviourShift", "kl"];

/** Throws rather than expects: there are tens of thousands of numbers, and an expectation takes 0.2 ms. */
function expectSame(shown: Estimate, wanted: Number | undefined, where: string): void {
  const isThere = wanted !== undefined && !("reason" in wanted);
  compared++;
  if (shown.kind === "undefined" && wanted === undefined) untold.push(where);
  if (shown.kind === "undefined") {
    const fixed = /^it is ([01]) by definition/.exec(shown.reason)?.[1];
    if (fixed !== undefined && isThere && wanted.low === wanted.high && wanted.value === Number(fixed))
      return;
    if (isThere) throw new Error(`${where}: expected ${wanted.value}, got n/a: ${shown.reason}`);
    return;
  }
  if (!isThere) throw new Error(`${where}: shown, and not in training's results`);
  for (const end of ["value", "low", "high"] as const) {
    if (!(Math.abs(shown[end] - wanted[end]) < 1e-9)) {
      throw new Error(`${where} ${end}: expected ${wanted[end]}, got ${shown[end]}`);
    }
  }
  if (wanted.n !== undefined && wanted.n !== shown.n) {
    throw new Error(`${where} n: expected ${wanted.n}, got ${shown.n}`);
  }
  if (wanted.entities !== undefined && wanted.entities !== shown.clusters) {
    throw new Error(`${where} entities: expected ${wanted.entities}, got ${shown.clusters}`);
  }
}

/** Parts of the items that the report tells of a row, or of one of its runs. */
function toldSlices(row: ResultRow, seed: number | null): string[] {
  return results.slices.map(({ id }) => id).filter((slice) => isTold(row, seed, slice));
}

const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);

test("every cell of the table, on every part of the items", () => {
  for (const row of results.rows) {
    for (const slice of toldSlices(row, null)) {
      const wanted = expectedSlice(row, null, slice);
      for (const column of COLUMNS) {
        const name = pythonName(column.name) + (column.isOverSeeds ? "_over_seeds" : "");
        expectSame(cellOf(results, row, slice, column), wanted?.[name], `${row.id} ${slice} ${name}`);
      }
    }
  }
  expect(compared).toBe(sum(results.rows.map((row) => toldSlices(row, null).length)) * COLUMNS.length);
  // Fits are of whole splits, what has become of behaviour since the first step knows no margin, and one seed no others.
  const main = results.rows.filter(({ isMain }) => isMain);
  const neither = main.flatMap(({ id }) =>
    results.slices.flatMap(({ id: slice, task, margin }) => [
      ...(task !== null || margin !== null ? [`${id} ${slice} log_odds`] : []),
      ...(margin === null ? [] : SINCE_START.map((name) => `${id} ${slice} ${pythonName(name)}`)),
    ]),
  );
  const ofOneSeed = results.rows
    .filter(({ seeds }) => seeds.length < 2)
    .flatMap((row) => toldSlices(row, null).map((slice) => `${row.id} ${slice} coupling_index_over_seeds`));
  expect(untold.sort()).toEqual([...neither, ...ofOneSeed].sort());
});

test("every run's number in the files that are saved", () => {
  const names = COLUMNS.filter(({ isOverSeeds }) => !isOverSeeds)
    .map(({ name }) => name)
    .filter((name) => !OF_MEANS_ONLY.includes(name));
  for (const row of results.rows) {
    for (const seed of row.seeds) {
      for (const slice of toldSlices(row, seed.seed)) {
        const wanted = expectedSlice(row, seed.seed, slice);
        for (const name of names) {
          const where = `${row.id} seed ${seed.seed} ${slice} ${name}`;
          expectSame(foundOf(results, seed.slices, slice, name), wanted?.[pythonName(name)], where);
        }
      }
    }
  }
  const parts = results.rows.flatMap((row) => row.seeds.map(({ seed }) => toldSlices(row, seed).length));
  expect(compared).toBe(sum(parts) * names.length);
  expect(untold).toEqual([]);
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

/** The rows that a sweep draws: in it an external explainer stands for itself. */
function rowsOfSweep(points: (typeof bundle.sweeps)[number]["points"]): ResultRow[] {
  return points.flatMap(({ arm }) =>
    bundle.families.flatMap(({ id: family }) => {
      const rows = results.rows.filter((row) => row.arm === arm && row.family === family);
      return rows.find(({ isAboutItself }) => isAboutItself) ?? rows[0] ?? [];
    }),
  );
}

/** Marks that stand beside the rows of a sweep: those with a number of their own, by every companion that they have. */
function countBeside(rows: readonly ResultRow[], statistic: ArmsStatistic, slice: string): number {
  const valued = rows.filter((row) => foundOf(results, row.pooled, slice, statistic).kind === "value");
  return sum(
    STATISTIC_WORDS[statistic].companions.map(({ name }) =>
      name === "shuffled"
        ? valued.filter((row) => shuffledRow(bundle, results, row) !== undefined).length
        : valued.length,
    ),
  );
}

test("every mark of every sweep, by every statistic, on both splits", () => {
  let expected = 0;
  for (const sweep of bundle.sweeps) {
    const rows = rowsOfSweep(sweep.points);
    for (const statistic of ARMS_STATISTICS) {
      const name = pythonName(statistic);
      for (const slice of ["held-out", "explained"]) {
        const picture = sweepPicture(results, bundle, sweep, { statistic, slice, pins: [] });
        for (const mark of picture.marks) {
          const row = results.rows.find(({ id }) => id === picture.rows.get(mark.id));
          if (row === undefined) throw new Error(`expected a row of ${mark.id}, got none`);
          const seed = mark.kind === "seed" ? Number(mark.id.split(" ").at(-1)) : null;
          const where = `${sweep.id} ${mark.id} ${statistic}`;
          if (mark.kind === "companion") {
            expectSame(mark.estimate, expectedBeside(row, mark.id.split(" ").at(-1), name, slice), where);
            continue;
          }
          const wanted = expectedSlice(row, seed, slice);
          expectSame(mark.estimate, wanted?.[name], where);
          if (mark.spread?.kind === "value")
            expectSame(mark.spread, wanted?.[`${name}_over_seeds`], `${mark.id} over seeds`);
        }
        const spreads = rows.filter((row) => {
          const spread = expectedSlice(row, null, slice)?.[`${name}_over_seeds`];
          return spread !== undefined && "value" in spread;
        });
        expected += sum(rows.map(({ seeds }) => seeds.length + 1)) + spreads.length;
        expected += countBeside(rows, statistic, slice);
      }
    }
  }
  expect(expected).toBeGreaterThan(0);
  expect(compared).toBe(expected);
  expect(untold).toEqual([]);
});
