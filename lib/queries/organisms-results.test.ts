/**
 * The committed bundle's `results.json`, which Python computes from the records, against what the site computes from
 * the same records in the worker: every run, slice and statistic, values and intervals. And known explainers on
 * every kind of narrowing, where simulated records have too few edits of a kind.
 */
import { beforeAll, describe, expect, it } from "vitest";
import { type BundleFolder, openBundleFolder } from "@/lib/bundle/read-folder.test-support";
import { type ResultName, type ResultSeed, type Results, resultOf } from "@/lib/bundle/results";
import { type StatisticsFilter, WHOLE_STATISTICS } from "@/lib/coupling/item-filter";
import { STATISTICS } from "@/lib/coupling/summary";
import type { StatisticName } from "@/lib/coupling/types";
import { AnalysisData } from "@/lib/queries/analysis-data";
import type { ContrastSpec, ScoreSpec } from "@/lib/queries/types";
import type { Estimate } from "@/lib/stats/estimate";

const TIMEOUT_MS = 1_200_000;
/** Python writes nine decimals. */
const SAME = 1.001e-9;
const noTurn = async () => {};

let folder: BundleFolder;
let data: AnalysisData;
let results: Results;

beforeAll(async () => {
  folder = openBundleFolder("organisms");
  data = new AnalysisData(folder.bundle, folder.readAsset);
  const read = await data.results();
  if (read === null) throw new Error("expected the committed bundle to have results");
  results = read;
}, TIMEOUT_MS);

const isStatistic = (name: string): name is StatisticName => Object.hasOwn(STATISTICS, name);

function scoreOf({ explainer, subject, target }: ResultSeed, id = "own"): ScoreSpec {
  return { id, claims: { kind: "run", ...explainer }, self: subject, target };
}

/** The score of the outside explainer about the same behaviour, and what the row's is above it. */
function externalOf(seed: ResultSeed): { scores: ScoreSpec[]; contrasts: ContrastSpec[] } {
  const external = folder.bundle.runs.find(({ id }) => id === seed.subject.run)?.external ?? null;
  if (external === null) return { scores: [], contrasts: [] };
  const step = folder.bundle.runs.find(({ id }) => id === external)?.records?.steps.at(-1) ?? 0;
  const claims = { kind: "run" as const, run: external, step };
  const score = { id: "external", claims, self: seed.subject, target: seed.target };
  const name = "couplingIndex" as const;
  return {
    scores: [score],
    contrasts: [{ id: "aboveExternal", name, kind: "difference", plus: "own", minus: ["external"] }],
  };
}

function expectSame(site: Estimate | undefined, python: Estimate, what: string): void {
  if (site?.kind !== "value" || python.kind !== "value") {
    expect(site?.kind, what).toBe(python.kind);
    return;
  }
  for (const end of ["value", "low", "high"] as const) {
    expect(Math.abs(site[end] - python[end]), `${what}, ${end}`).toBeLessThan(SAME);
  }
  expect([site.n, site.clusters], what).toEqual([python.n, python.clusters]);
}

describe("what the site computes", { timeout: TIMEOUT_MS }, () => {
  it("is what Python computes, for every run, slice and statistic", async () => {
    let compared = 0;
    for (const row of results.rows) {
      for (const seed of row.seeds) {
        for (const { id: slice, split, task, margin } of results.slices) {
          const names = Object.keys(seed.slices[slice] ?? {});
          const external = externalOf(seed);
          const answer = await data.scores.estimates(
            {
              scores: [scoreOf(seed), ...external.scores],
              contrasts: external.contrasts,
              filter: { ...WHOLE_STATISTICS, split, task, margin },
              names: names.filter(isStatistic),
            },
            noTurn,
          );
          const [own] = answer.scores;
          if (own?.kind !== "estimates") throw new Error(`${row.id} ${seed.seed}: ${own?.reason}`);
          const what = `${row.id}, seed ${seed.seed}, ${slice}`;
          const of = (name: ResultName) => resultOf(results, seed.slices, slice, name);
          for (const name of names.filter(isStatistic)) {
            expectSame(own.estimates[name], of(name), `${what}, ${name}`);
            compared += 1;
          }
          const { estimate } = answer.contrasts[0] ?? {};
          if (estimate !== undefined && names.includes("aboveExternal")) {
            expectSame(estimate, of("aboveExternal"), `${what}, aboveExternal`);
            compared += 1;
          }
        }
      }
    }
    const seeds = results.rows.reduce((sum, row) => sum + row.seeds.length, 0);
    expect(compared).toBeGreaterThan(seeds * results.slices.length * 15);
  });
});

describe("known explainers", { timeout: TIMEOUT_MS }, () => {
  it("come out right however the items are narrowed", async () => {
    const run = folder.bundle.runs.find(({ id }) => id === folder.bundle.flagship);
    const step = run?.records?.steps.at(-1);
    if (run === undefined || step === undefined) throw new Error("expected a recorded flagship");
    const known: [ScoreSpec["claims"], number][] = [
      [{ kind: "oracle-self" }, 1],
      [{ kind: "oracle-target" }, 0],
      [{ kind: "constant", id: "constant-unchanged" }, 0.5],
      [{ kind: "constant", id: "constant-class-1" }, 0.5],
    ];
    const self = { run: run.id, step };
    const target = folder.bundle.target;
    const scores = known.map(([claims], i) => ({ id: `${i}`, claims, self, target }));
    const cue = folder.bundle.tasks[0]?.cues[0]?.id ?? null;
    const narrowed: Partial<StatisticsFilter>[] = [
      { cue },
      { edit: "add" },
      { reply: "same" },
      { margin: "away" },
      { flip: { from: 0, to: 2 } },
      { flip: { from: 2, to: 1 }, edit: "remove" },
    ];
    for (const part of narrowed) {
      const filter = { ...WHOLE_STATISTICS, ...part };
      const spec = { scores, contrasts: [], filter, names: ["couplingIndex" as const] };
      const answer = await data.scores.estimates(spec, noTurn);
      answer.scores.forEach((score, i) => {
        if (score.kind === "absent") throw new Error(score.reason);
        expect(score.estimates.couplingIndex, JSON.stringify(part)).toMatchObject({ value: known[i]?.[1] });
      });
    }
  });
});
