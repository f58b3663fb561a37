/**
 * `results.json`: what the records of every run say, computed by training, so that a page about all runs need not
 * read all records. Numbers stand in it as short lists; the functions at the end make estimates of them.
 */
import * as z from "zod/mini";
import { readChecked } from "@/lib/bundle/read-checked";
import { findRun } from "@/lib/bundle/runs";
import { type Bundle, runStepSchema } from "@/lib/bundle/schema";
import type { StatisticName } from "@/lib/coupling/types";
import { CodedError } from "@/lib/errors";
import { type Estimate, undefinedEstimate } from "@/lib/stats/estimate";

/** What the results tell beside the statistics that the site computes itself. */
export type ResultName =
  | StatisticName
  /** How much more than the cue words alone, of as many edits, the claims side with the self; 0: not at all. */
  | "placing"
  /** The coupling index of the cue words alone, of as many edits. */
  | "matchedIndex"
  /** The external explainer's coupling index, and how far the row's is above it. */
  | "externalIndex"
  | "aboveExternal"
  | "recovery"
  /** Agreement of the run's first step with the target. */
  | "agreementStart"
  /** Of the replies at the first step from those at the last, in nats. */
  | "kl"
  /** Gap and faithfulness to self of the claim that nothing would change. */
  | "unchangedGap"
  | "unchangedSelf"
  /** Conditional logistic regression: log-odds of self minus of target. */
  | "logOdds";

/** `[value, low, high, n, entities]` or `[value, low, high, entities or seeds]`, "exact" behind; or why not. */
const statisticSchema = z.union([
  z.string(),
  z.tuple([z.number(), z.number(), z.number(), z.int()]),
  z.tuple([z.number(), z.number(), z.number(), z.int(), z.int()]),
  z.tuple([z.number(), z.number(), z.number(), z.int(), z.int(), z.literal("exact")]),
]);

/** By slice and name. */
const slicesSchema = z.record(z.string(), z.record(z.string(), statisticSchema));

/** By family: what the tests say of it; null where it was not run in it. */
const verdictsSchema = z.record(z.string(), z.nullable(z.string()));

const partSchema = z.strictObject({
  id: z.string(),
  sentence: z.string(),
  verdicts: verdictsSchema,
  /** Over all families that it was planned in; null where none is given. */
  every: z.nullable(z.string()),
  tests: z.array(
    z.strictObject({
      family: z.string(),
      sentence: z.string(),
      seeds: z.array(z.int()),
      /** `[value, low, high]` for other seeds and other entities, above 0 what the claim says; or why there is none. */
      effect: z.union([z.string(), z.tuple([z.number(), z.number(), z.number()])]),
      /** One seed: the interval is for other entities only. */
      isOverEntitiesOnly: z.boolean(),
      /** p of no effect, and of one that counts, after Holm. */
      adjustedFor: z.number(),
      adjustedAgainst: z.number(),
      outcome: z.enum(["supports", "contradicts", "open"]),
    }),
  ),
});

const resultsSchema = z.strictObject({
  schemaVersion: z.literal(1),
  method: z.strictObject({ level: z.number(), draws: z.int(), seed: z.int(), unit: z.string() }),
  /** The parts of the items that the numbers are of. */
  slices: z.array(
    z.strictObject({
      id: z.string(),
      split: z.enum(["held-out", "explained"]),
      task: z.nullable(z.string()),
      margin: z.nullable(z.literal("away")),
    }),
  ),
  /** Sentences: whose claims they are, when their tests were made, and when those of `whoseEdits` were. */
  about: z.optional(z.strictObject({ claims: z.string(), tests: z.string(), added: z.string() })),
  /** The claims of the paper, with the verdicts of training/RESULTS.md. */
  claims: z.array(
    z.strictObject({
      id: z.string(),
      sentence: z.string(),
      verdicts: verdictsSchema,
      every: z.string(),
      parts: z.array(partSchema),
    }),
  ),
  /** Whether claims name the self's edits once their number is left out. */
  whoseEdits: z.array(partSchema),
  /** An arm in one family. */
  rows: z.array(
    z.strictObject({
      id: z.string(),
      arm: z.string(),
      family: z.string(),
      title: z.string(),
      group: z.string(),
      isMain: z.boolean(),
      /** An external explainer held against its own behaviour, and not its subject's. */
      isAboutItself: z.boolean(),
      seeds: z.array(
        z.strictObject({
          seed: z.int(),
          explainer: runStepSchema,
          subject: runStepSchema,
          target: runStepSchema,
          slices: slicesSchema,
        }),
      ),
      /** The mean over these seeds, its interval over entities. */
      pooled: slicesSchema,
      /** The same mean, its interval over seeds. */
      overSeeds: slicesSchema,
    }),
  ),
});

export type Results = z.infer<typeof resultsSchema>;
export type ResultRow = Results["rows"][number];
export type ResultSeed = ResultRow["seeds"][number];
export type ResultClaim = Results["claims"][number];
export type ResultPart = z.infer<typeof partSchema>;
export type ResultTest = ResultPart["tests"][number];
type Statistics = ResultRow["pooled"][string];

/** An estimate and what its `n` counts: items (or prompts, of a statistic of prompts), or the units themselves. */
export type ResultEstimate = Estimate & { counts?: "rows" | "entities" | "seeds" };

function checkResults(results: Results, bundle: Bundle): string[] {
  const slices = new Set(results.slices.map(({ id }) => id));
  const problems = results.slices
    .filter(({ task }) => task !== null && bundle.tasks.every(({ id }) => id !== task))
    .map(({ id, task }) => `Slice ${id} is of a task ${task}, which does not exist.`);
  const parts = [...results.claims, ...results.claims.flatMap((claim) => claim.parts), ...results.whoseEdits];
  for (const { id, verdicts } of parts) {
    const unknown = Object.keys(verdicts).find((name) =>
      bundle.families.every((family) => family.id !== name),
    );
    if (unknown !== undefined)
      problems.push(`Claim ${id} has a verdict on a family ${unknown}, which does not exist.`);
  }
  for (const row of results.rows) {
    if (bundle.arms.every(({ id }) => id !== row.arm))
      problems.push(`Row ${row.id} is of an arm ${row.arm}, which does not exist.`);
    for (const { explainer, subject, target } of row.seeds) {
      const unknown = [explainer, subject, target].find(({ run }) => findRun(bundle, run) === undefined);
      if (unknown) problems.push(`Row ${row.id} names a run ${unknown.run}, which does not exist.`);
    }
    const named = [...row.seeds.map((seed) => seed.slices), row.pooled, row.overSeeds].flatMap(Object.keys);
    const stray = named.find((id) => !slices.has(id));
    if (stray !== undefined) problems.push(`Row ${row.id} has a slice ${stray}, which is not listed.`);
  }
  return problems;
}

/**
 * The results in `json` (parsed JSON) of the bundle's file at `path`. Throws CodedError "table-invalid" that lists the
 * first problems and counts all of them.
 */
export function parseResults(json: unknown, bundle: Bundle, path: string): Results {
  const read = readChecked(resultsSchema, json, "the results", (results) => checkResults(results, bundle));
  if (read.value !== null) return read.value;
  throw new CodedError("table-invalid", `${path}: expected sound results, got: ${read.problems}`, {
    path,
    problems: read.count,
  });
}

/** The same from the file's bytes; what is no JSON is refused in the same way. */
export function readResults(bytes: Uint8Array, bundle: Bundle, path: string): Results {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    throw new CodedError("table-invalid", `${path}: expected JSON, got ${String(error)}`, { path });
  }
  return parseResults(json, bundle, path);
}

const NOT_THERE: ResultEstimate = undefinedEstimate("the bundle's results do not tell it");

/** How an interval over entities was made; the words are those of the site's own estimates. */
function methodOf({ method }: Results, statistic: readonly unknown[]): string {
  if (statistic.at(-1) === "exact") return "Clopper–Pearson";
  const { unit, draws } = method;
  if (statistic.length === 4) return `sandwich over ${unit} with t tails`;
  return `percentile bootstrap over ${unit} with t tails, ${draws.toLocaleString("en-GB")} draws`;
}

/**
 * One number of a seed or of the mean over seeds (`seed.slices`, `row.pooled`), with its interval over entities;
 * undefined where the file has a reason in its place, or nothing.
 */
export function resultOf(
  results: Results,
  slices: Readonly<Record<string, Statistics>>,
  slice: string,
  name: ResultName,
): ResultEstimate {
  const statistic = slices[slice]?.[name];
  if (statistic === undefined) return NOT_THERE;
  if (typeof statistic === "string") return undefinedEstimate(statistic);
  const [value, low, high, n, clusters = n] = statistic;
  const counts = statistic.length === 4 ? "entities" : "rows";
  const { level } = results.method;
  return {
    kind: "value",
    value,
    low,
    high,
    level,
    n,
    clusters,
    counts,
    method: methodOf(results, statistic),
  };
}

/** The mean over a row's seeds with its interval over seeds; undefined as above, and for one seed. */
export function overSeedsOf(
  results: Results,
  row: Pick<ResultRow, "overSeeds">,
  slice: string,
  name: ResultName,
): ResultEstimate {
  const statistic = row.overSeeds[slice]?.[name];
  if (statistic === undefined) return NOT_THERE;
  if (typeof statistic === "string") return undefinedEstimate(statistic);
  const [value, low, high, seeds] = statistic;
  const { level } = results.method;
  const method = `t-interval over ${seeds} seeds`;
  return { kind: "value", value, low, high, level, n: seeds, clusters: seeds, counts: "seeds", method };
}
