/**
 * The Timeline's mean over seeds, of the committed bundle and at the last step, is the one that training reports: of
 * every row the coupling index with its interval over seeds, and of the flagship's arm every statistic drawn. And it is
 * held against online labels where training does so.
 */
import { beforeAll, expect, test } from "vitest";
import { openBundleFolder } from "@/lib/bundle/read-folder.test-support";
import { overSeedsOf, type ResultRow, type Results, resultOf } from "@/lib/bundle/results";
import { findRun } from "@/lib/bundle/runs";
import { WHOLE_STATISTICS } from "@/lib/coupling/item-filter";
import type { StatisticName } from "@/lib/coupling/types";
import { AnalysisData } from "@/lib/queries/analysis-data";
import { pointsOf } from "./line-points";
import { DRAWN_STATISTICS, listLines, stepsOfLine } from "./lines";

/** Every run of the bundle is read, which takes many times as long beside a training. */
const TIMEOUT_MS = 3_600_000;
/** The file has nine decimals. */
const SAME = 1.001e-9;

const folder = openBundleFolder("organisms");
const { bundle } = folder;
const data = new AnalysisData(bundle, folder.readAsset);
let results: Results;

beforeAll(async () => {
  const read = await data.results();
  if (read === null) throw new Error("expected the committed bundle to have results");
  results = read;
});

/** The mean line's last points of a row, of each statistic. */
async function lastPoints(row: ResultRow, slice: Results["slices"][number], names: StatisticName[]) {
  const run = findRun(bundle, row.seeds[0]?.explainer.run ?? "");
  if (run === undefined) throw new Error(`expected a run of ${row.id}, got none`);
  const { main } = listLines(bundle, run, "mean");
  const last = stepsOfLine(main).at(-1);
  const scores = main.paths.flatMap((path) => path.scores.filter(({ self }) => self.step === last));
  expect(scores.map(({ claims }) => claims)).toEqual(
    row.seeds.map(({ explainer }) => ({ kind: "run", ...explainer })),
  );
  const { split, task, margin } = slice;
  const filter = { ...WHOLE_STATISTICS, split, task, margin };
  const answer = await data.scores.estimates({ scores, contrasts: [], filter, names }, async () => {});
  const answered = new Map(answer.scores.map((score) => [score.id, score]));
  return names.map((name) => pointsOf(main, answered, name, results.method.level).at(-1)?.estimate);
}

test("online labels stand beside the runs that training holds against them, and no others", () => {
  for (const row of results.rows.filter(({ isAboutItself }) => !isAboutItself)) {
    const run = findRun(bundle, row.seeds[0]?.explainer.run ?? "");
    if (run === undefined) throw new Error(`expected a run of ${row.id}, got none`);
    const { recovery } = row.pooled["held-out"] ?? {};
    const hasOnline = listLines(bundle, run, "run").beside.some(({ kind }) => kind === "online");
    const isOnline =
      bundle.controls.online !== null && run.arm === findRun(bundle, bundle.controls.online)?.arm;
    expect(hasOnline || isOnline, row.id).toBe(Array.isArray(recovery));
  }
});

test("is, of every row and split, the coupling index over seeds", { timeout: TIMEOUT_MS }, async () => {
  // Outside explainers about themselves are no line of the Timeline's: it shows them about their subject.
  const rows = results.rows.filter(({ isAboutItself }) => !isAboutItself);
  let compared = 0;
  for (const row of rows) {
    for (const slice of results.slices.filter(({ task, margin }) => task === null && margin === null)) {
      const [point] = await lastPoints(row, slice, ["couplingIndex"]);
      const wanted = overSeedsOf(results, row, slice.id, "couplingIndex");
      const what = `${row.id}, ${slice.id}`;
      if (row.seeds.length === 1) {
        // One seed says nothing of others: the line is that seed's own, with its interval over entities.
        const own = resultOf(results, row.pooled, slice.id, "couplingIndex");
        if (point?.kind !== "value" || own.kind !== "value") throw new Error(`${what}: expected values`);
        expect(wanted.kind, what).toBe("undefined");
        expect(Math.abs(point.value - own.value), what).toBeLessThan(SAME);
        expect(point.method, what).not.toContain("seeds");
        compared++;
        continue;
      }
      if (point?.kind !== "value" || wanted.kind !== "value") throw new Error(`${what}: expected values`);
      for (const end of ["value", "low", "high"] as const)
        expect(Math.abs(point[end] - wanted[end]), `${what}, ${end}`).toBeLessThan(SAME);
      expect([point.n, point.method], what).toEqual([wanted.n, wanted.method]);
      compared++;
    }
  }
  expect(compared).toBe(2 * rows.length);
});

test("is, of the flagship's arm and every part of the items, the mean of every statistic drawn", {
  timeout: TIMEOUT_MS,
}, async () => {
  const flagship = findRun(bundle, bundle.flagship);
  const row = results.rows.find(({ id }) => id === `${flagship?.arm}/${flagship?.family}`);
  if (row === undefined) throw new Error("expected a row of the flagship's arm");
  for (const slice of results.slices) {
    // The file tells no behaviour shift of items away from the margin: prompts have no margin of their own.
    const names = DRAWN_STATISTICS.filter((name) => row.pooled[slice.id]?.[name] !== undefined);
    expect(names).toEqual(
      slice.margin === null ? DRAWN_STATISTICS : DRAWN_STATISTICS.filter((name) => name !== "behaviourShift"),
    );
    const points = await lastPoints(row, slice, names);
    names.forEach((name, i) => {
      const [point, wanted] = [points[i], resultOf(results, row.pooled, slice.id, name)];
      const what = `${slice.id}, ${name}`;
      if (point?.kind !== "value" || wanted.kind !== "value") throw new Error(`${what}: expected values`);
      expect(Math.abs(point.value - wanted.value), what).toBeLessThan(SAME);
    });
  }
});
