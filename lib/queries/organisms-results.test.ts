/**
 * The committed bundle's `results.json`, which Python computes from the records, against what the site's code computes
 * from the same records: every row, seed, part of the items and statistic; of single seeds, of their mean over the same
 * draws, and of the mean over seeds. And known explainers on every kind of narrowing, where simulated records have too
 * few edits of a kind.
 */
import { beforeAll, describe, expect, it } from "vitest";
import { type BundleFolder, openBundleFolder } from "@/lib/bundle/read-folder.test-support";
import {
  overSeedsOf,
  type ResultName,
  type ResultRow,
  type ResultSeed,
  type Results,
  resultOf,
} from "@/lib/bundle/results";
import { combineStatistic, DIFFERENCE } from "@/lib/coupling/compare";
import { type StatisticsFilter, WHOLE_STATISTICS } from "@/lib/coupling/item-filter";
import { RECOVERY } from "@/lib/coupling/recovery";
import { STATISTICS } from "@/lib/coupling/summary";
import type { StatisticName } from "@/lib/coupling/types";
import { AnalysisData } from "@/lib/queries/analysis-data";
import { ANALYSIS_METHOD } from "@/lib/queries/analysis-method";
import {
  averageSamples,
  ResultSamples,
  type ResultSlice,
  type SeedSamples,
} from "@/lib/queries/organisms-samples.test-support";
import type { ScoreSpec } from "@/lib/queries/types";
import { type BootstrapSample, bootstrapEstimate } from "@/lib/stats/bootstrap-estimate";
import { type Estimate, undefinedEstimate } from "@/lib/stats/estimate";
import { tInterval } from "@/lib/stats/t-interval";

const TIMEOUT_MS = 3_600_000;
/** Python writes nine decimals. */
const SAME = 1.001e-9;
const noTurn = async () => {};

/** What the file tells of every part of the items; of whole ones and tasks also `SINCE_START`. */
const OF_EVERY_SLICE: readonly ResultName[] = [
  "faithfulnessSelf",
  "faithfulnessTarget",
  "gap",
  "unchangedGap",
  "selfPull",
  "targetPull",
  "bothPull",
  "couplingIndex",
  "matchedIndex",
  "placing",
  "cueKnowledge",
  "balancedAccuracy",
  "matthews",
  "cohenKappa",
  "agreement",
  "claimedRate",
  "actualRate",
  "unchangedSelf",
  "preferenceSelf",
  "preferenceTarget",
  "externalIndex",
  "aboveExternal",
  "recovery",
];
/** Of behaviour since the run's first step, for which there is no margin. */
const SINCE_START: readonly ResultName[] = ["agreementStart", "behaviourShift", "kl"];
const OVER_SEEDS: readonly ResultName[] = ["couplingIndex", "placing", "aboveExternal"];
/**
 * What is not computed again, with the reason; whole splits have these. Nothing else may be left out: the test holds
 * the names of every part of the file against these lists.
 */
const NOT_RECOMPUTED: Partial<Record<ResultName, string>> = {
  logOdds:
    "a conditional logistic regression, of which the site has no other road; it is held against training's report in components/arms/arms-numbers.test.ts, and against scipy in training's tests",
};

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

function namesOf({ task, margin }: ResultSlice): ResultName[] {
  const since = margin === null ? SINCE_START : [];
  const notRecomputed = task === null && margin === null ? Object.keys(NOT_RECOMPUTED) : [];
  return [...OF_EVERY_SLICE, ...since, ...(notRecomputed as ResultName[])];
}

/** Throws rather than expects: there are tens of thousands of numbers, and an expectation takes 0.2 ms. */
function expectSame(site: Estimate, python: Estimate, what: string): void {
  if (site.kind !== "value" || python.kind !== "value") {
    if (site.kind === python.kind) return;
    const say = (one: Estimate) => (one.kind === "value" ? one.value : `n/a: ${one.reason}`);
    throw new Error(`${what}: expected ${say(python)}, got ${say(site)}`);
  }
  for (const end of ["value", "low", "high", "n", "clusters"] as const) {
    if (Math.abs(site[end] - python[end]) <= SAME) continue;
    throw new Error(`${what}, ${end}: expected ${python[end]}, got ${site[end]}`);
  }
}

const shown = (sample: BootstrapSample) => bootstrapEstimate(sample, ANALYSIS_METHOD);
const above = (own: BootstrapSample, external: BootstrapSample) =>
  combineStatistic("couplingIndex", [own, external], DIFFERENCE);
const NO_OTHER = undefinedEstimate("there is no other run to compare with");

/** The mean of each; of those with the very same samples one object, so that what they are to each other is known. */
function averagesOf(all: readonly BootstrapSample[][]): BootstrapSample[] {
  const isSame = (a: readonly BootstrapSample[], b: readonly BootstrapSample[]) =>
    a.length === b.length && a.every((sample, i) => sample === b[i]);
  const means: BootstrapSample[] = [];
  for (const some of all) {
    const before = means[all.findIndex((other) => isSame(other, some))];
    means.push(before ?? averageSamples(some));
  }
  return means;
}

/** A statistic of some seeds, averaged; of those only that have what it is compared with. */
function recompute(name: ResultName, seeds: readonly SeedSamples[]): Estimate {
  const indices = (some: readonly SeedSamples[]) =>
    some.map(({ own }) => own.get("couplingIndex")?.sample as BootstrapSample);
  const withExternal = seeds.filter(({ external }) => external !== null);
  const outside = withExternal.map(({ external }) => external as BootstrapSample);
  if (name === "externalIndex") return outside.length ? shown(averageSamples(outside)) : NO_OTHER;
  if (name === "aboveExternal") {
    const differences = indices(withExternal).map((own, i) => above(own, outside[i] as BootstrapSample));
    return differences.length ? shown(averageSamples(differences)) : NO_OTHER;
  }
  if (name === "recovery") {
    const complete = withExternal.filter(({ online }) => online !== null);
    if (complete.length === 0) return NO_OTHER;
    const [own, external, online] = averagesOf([
      indices(complete),
      complete.map((seed) => seed.external as BootstrapSample),
      complete.map((seed) => seed.online as BootstrapSample),
    ]) as [BootstrapSample, BootstrapSample, BootstrapSample];
    return shown(combineStatistic("couplingIndex", [own, external, online], RECOVERY));
  }
  const recomputed = seeds.map(({ own }) => own.get(name));
  const [only] = recomputed;
  if (recomputed.length === 1 && only !== undefined) return only.estimate;
  return shown(
    averageSamples(
      recomputed.map((one) => {
        if (one === undefined) throw new Error(`expected a sample of ${name}, got none`);
        return one.sample;
      }),
    ),
  );
}

/** The mean over seeds, its interval over seeds. */
function recomputeOverSeeds(name: ResultName, seeds: readonly SeedSamples[]): Estimate {
  const values = seeds.flatMap(({ own, external }) => {
    const index = own.get("couplingIndex")?.sample.value as number;
    if (name !== "aboveExternal") return [own.get(name)?.sample.value as number];
    return external === null ? [] : [index - external.value];
  });
  return tInterval(values, ANALYSIS_METHOD.level);
}

/** Compares all of a row's numbers of a part of the items; how many there were. */
async function compareRow(samples: ResultSamples, row: ResultRow, slice: ResultSlice): Promise<number> {
  const names = namesOf(slice).filter((name) => !(name in NOT_RECOMPUTED));
  const seeds: SeedSamples[] = [];
  let compared = 0;
  for (const seed of row.seeds) {
    const made = await samples.of(seed, slice);
    seeds.push(made);
    for (const name of names) {
      const what = `${row.id}, seed ${seed.seed}, ${slice.id}, ${name}`;
      expectSame(recompute(name, [made]), resultOf(results, seed.slices, slice.id, name), what);
      compared += 1;
    }
  }
  for (const name of names) {
    const what = `${row.id}, pooled, ${slice.id}, ${name}`;
    expectSame(recompute(name, seeds), resultOf(results, row.pooled, slice.id, name), what);
    compared += 1;
  }
  for (const name of OVER_SEEDS) {
    const what = `${row.id}, over seeds, ${slice.id}, ${name}`;
    expectSame(recomputeOverSeeds(name, seeds), overSeedsOf(results, row, slice.id, name), what);
    compared += 1;
  }
  return compared;
}

/** Compares what pages are told of a seed and a part of the items with what the file tells. */
async function compareWorker(
  { explainer, subject, target, slices }: ResultSeed,
  { id: slice, split, task, margin }: ResultSlice,
): Promise<void> {
  const names = Object.keys(slices[slice] ?? {}).filter(isStatistic);
  const claims = { kind: "run" as const, ...explainer };
  const filter = { ...WHOLE_STATISTICS, split, task, margin };
  const scores = [{ id: "own", claims, self: subject, target }];
  const spec = { scores, contrasts: [], filter, names };
  const [own] = (await data.scores.estimates(spec, noTurn)).scores;
  if (own?.kind !== "estimates") throw new Error(`${explainer.run}: ${own?.reason}`);
  expect(names.length).toBeGreaterThan(10);
  for (const name of names) {
    const estimate = own.estimates[name];
    if (estimate === undefined) throw new Error(`expected ${name} of ${explainer.run}, got none`);
    expectSame(estimate, resultOf(results, slices, slice, name), `${explainer.run}, ${slice}, ${name}`);
  }
}

describe("what the site computes", { timeout: TIMEOUT_MS }, () => {
  it("has a name for everything that the file tells, of every row, seed and part of the items", () => {
    for (const row of results.rows) {
      for (const slice of results.slices) {
        const told = [...row.seeds.map((seed) => seed.slices), row.pooled];
        for (const part of told) {
          expect(Object.keys(part[slice.id] ?? {}).sort(), `${row.id}, ${slice.id}`).toEqual(
            namesOf(slice).sort(),
          );
        }
        expect(Object.keys(row.overSeeds[slice.id] ?? {}).sort()).toEqual([...OVER_SEEDS].sort());
      }
    }
  });

  it("is what Python computes: every number of every row and seed, and of the mean over seeds", async () => {
    const samples = await ResultSamples.open(folder.bundle, data);
    let compared = 0;
    for (const row of results.rows)
      for (const slice of results.slices) compared += await compareRow(samples, row, slice);
    const parts = results.rows.reduce((sum, row) => sum + row.seeds.length + 1, 0);
    const names = results.slices.reduce(
      (sum, slice) => sum + namesOf(slice).filter((name) => !(name in NOT_RECOMPUTED)).length,
      0,
    );
    const overSeeds = results.rows.length * results.slices.length * OVER_SEEDS.length;
    expect(compared).toBe(parts * names + overSeeds);
  });

  it("is what pages are told: the worker's answer for the flagship's arm, and for a seed of every other", async () => {
    const flagship = folder.bundle.runs.find(({ id }) => id === folder.bundle.flagship);
    const isFlagships = ({ id }: ResultRow) => id === `${flagship?.arm}/${flagship?.family}`;
    expect(results.rows.filter(isFlagships)).toHaveLength(1);
    const asked: string[] = [];
    for (const [place, row] of results.rows.entries()) {
      // Whole held-out items of each; seeds and the other parts take turns over the arms.
      const seed = row.seeds[place % row.seeds.length] as ResultSeed;
      const [whole, ...others] = results.slices as [ResultSlice, ...ResultSlice[]];
      const part = others[place % others.length] as ResultSlice;
      const seeds = isFlagships(row) ? row.seeds : [seed];
      const parts = isFlagships(row) ? results.slices : [whole, part];
      for (const one of seeds) for (const slice of parts) await compareWorker(one, slice);
      asked.push(row.arm);
    }
    const arms = new Set(results.rows.map(({ arm }) => arm));
    expect(new Set(asked)).toEqual(arms);
  });
});

const isStatistic = (name: string): name is StatisticName => Object.hasOwn(STATISTICS, name);

/** What shuffled labels leave of each statistic of knowledge about edits. */
const NULLS = { couplingIndex: 0.5, selfPull: 0, targetPull: 0, cueKnowledge: 0 } as const;
type NullName = keyof typeof NULLS;
const NULL_NAMES = Object.keys(NULLS) as NullName[];

/**
 * Rows with shuffled labels whose interval misses its null, of ten of each statistic: two families, five parts of the
 * items. Two of the 40 are to be expected of 95 % intervals. A new one is to be said here.
 */
const POOLED_MISSES = ["shuffled/gpt2, held-out/refusal, cueKnowledge"];
/**
 * Single seeds, of 30 of each statistic: three a row. One or two of each are to be expected (1.5 on average, five or
 * more once in sixty times), but parts of the items overlap, and K is made of the pulls.
 */
const SEED_MISSES = [
  "shuffled/gpt2, seed 2, held-out/away, couplingIndex",
  "shuffled/gpt2, seed 2, held-out/away, selfPull",
  "shuffled/llama, seed 1, held-out/sycophancy, cueKnowledge",
  "shuffled/llama, seed 1, held-out/away, cueKnowledge",
];
const MOST_MISSES = 4;

describe("claims that cannot know", () => {
  const armOf = (id: string | null) => folder.bundle.runs.find((run) => run.id === id)?.arm;
  /** The rows of a control in every family. */
  function rowsOf(control: string | null): ResultRow[] {
    const rows = results.rows.filter(({ arm }) => arm === armOf(control));
    expect(rows.map(({ family }) => family)).toEqual(folder.bundle.families.map(({ id }) => id));
    return rows;
  }
  /** Of numbers by part of the items, the part and statistic whose interval misses its null, or is not there. */
  function missesOf(parts: ResultSeed["slices"], names: readonly NullName[]): string[] {
    return results.slices.flatMap(({ id }) =>
      names
        .filter((name) => {
          const one = resultOf(results, parts, id, name);
          return one.kind !== "value" || one.low > NULLS[name] || NULLS[name] > one.high;
        })
        .map((name) => `${id}, ${name}`),
    );
  }

  it("have a coupling index whose interval holds one half, in every family, split and part: text-only", () => {
    for (const { id, pooled } of rowsOf(folder.bundle.controls.textOnly))
      expect(missesOf(pooled, ["couplingIndex"]), id).toEqual([]);
  });

  it("have it, pulls and cue knowledge at their nulls where labels are shuffled, but for what is said", () => {
    const misses = rowsOf(folder.bundle.controls.shuffled).flatMap(({ id, pooled }) =>
      missesOf(pooled, NULL_NAMES).map((miss) => `${id}, ${miss}`),
    );
    expect(misses).toEqual(POOLED_MISSES);
  });

  it("of single seeds with shuffled labels miss their nulls no more often than such intervals do", () => {
    const misses = rowsOf(folder.bundle.controls.shuffled).flatMap(({ id, seeds }) =>
      seeds.flatMap(({ seed, slices }) =>
        missesOf(slices, NULL_NAMES).map((miss) => `${id}, seed ${seed}, ${miss}`),
      ),
    );
    expect(misses).toEqual(SEED_MISSES);
    for (const name of NULL_NAMES)
      expect(misses.filter((miss) => miss.endsWith(name)).length, name).toBeLessThanOrEqual(MOST_MISSES);
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
