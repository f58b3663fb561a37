import { describe, expect, it } from "vitest";
import { makeBundle } from "@/lib/bundle/bundle.test-support";
import { overSeedsOf, parseResults, type ResultRow, resultOf } from "@/lib/bundle/results";
import { CodedError } from "@/lib/errors";

const bundle = makeBundle();
const at = { run: "flagship", step: 10 };

function makeRow(overrides: Partial<ResultRow> = {}): ResultRow {
  return {
    id: "fixed-shift/tiny",
    arm: "fixed-shift",
    family: "tiny",
    title: "Fixed labels",
    group: "fixed",
    isMain: true,
    isAboutItself: false,
    seeds: [
      {
        seed: 0,
        explainer: at,
        subject: at,
        target: { run: "m0", step: 100 },
        slices: {
          "held-out": {
            couplingIndex: [0.6, 0.5, 0.7, 879, 87],
            preferenceSelf: [0.5, 0.3, 0.8, 12, 7, "exact"],
            logOdds: [0.4, -0.3, 1.2, 120],
            recovery: "no outside explainer of it is there",
          },
        },
      },
    ],
    pooled: { "held-out": { couplingIndex: [0.62, 0.58, 0.66, 2551, 93] } },
    overSeeds: {
      "held-out": { couplingIndex: [0.62, 0.57, 0.68, 3], placing: "one seed says nothing about others" },
    },
    ...overrides,
  };
}

const makeClaim = (verdicts: Record<string, string | null>) => ({
  id: "2",
  sentence: "They follow.",
  verdicts,
  every: "cannot tell",
  parts: [
    {
      id: "2a",
      sentence: "Labels of an earlier self.",
      verdicts,
      every: "cannot tell",
      tests: [
        {
          family: "tiny",
          sentence: "K − ½",
          seeds: [0, 1],
          effect: [0.1, -0.1, 0.3],
          isOverEntitiesOnly: false,
          adjustedFor: 0.3,
          adjustedAgainst: 1,
          outcome: "open",
        },
      ],
    },
  ],
});

const makeResults = (
  overrides: Partial<ResultRow> = {},
  verdicts: Record<string, string | null> = { tiny: null },
) => ({
  schemaVersion: 1,
  method: { level: 0.95, draws: 2000, seed: 20260630, unit: "entities" },
  slices: [{ id: "held-out", split: "held-out", task: null, margin: null }],
  claims: [makeClaim(verdicts)],
  whoseEdits: [],
  rows: [makeRow(overrides)],
});

const parse = (json: unknown) => parseResults(json, bundle, "results.json");
const problemOf = (json: unknown): string => {
  try {
    parse(json);
  } catch (error) {
    expect(error).toBeInstanceOf(CodedError);
    expect(error).toMatchObject({ code: "table-invalid", details: { path: "results.json" } });
    return (error as CodedError).message;
  }
  return expect.unreachable("expected a refusal");
};

describe("parseResults", () => {
  it("takes sound results as they are", () => {
    expect(parse(makeResults())).toEqual(makeResults());
  });

  it("says where the form is wrong", () => {
    const seeds = makeRow().seeds.map((seed) => ({ ...seed, slices: { "held-out": { gap: [1, 2] } } }));
    expect(problemOf(makeResults({ seeds } as never))).toMatch(
      /^results\.json: expected sound results, got: rows\.0\.seeds\.0\.slices\.held-out\.gap: /,
    );
    expect(problemOf({ ...makeResults(), schemaVersion: 2 })).toMatch(/schemaVersion: .*expected 1/);
    expect(problemOf(null)).toMatch(/the results: /);
  });

  it("finds names that lead nowhere", () => {
    const elsewhere = { run: "gone", step: 1 };
    const seeds = makeRow().seeds.map((seed) => ({ ...seed, subject: elsewhere }));
    const problem = problemOf(makeResults({ arm: "other", seeds, pooled: { "the rest": {} } }));
    expect(problem).toContain("Row fixed-shift/tiny is of an arm other, which does not exist.");
    expect(problem).toContain("Row fixed-shift/tiny names a run gone, which does not exist.");
    expect(problem).toContain("Row fixed-shift/tiny has a slice the rest, which is not listed.");
    const slices = [{ id: "held-out", split: "held-out", task: "c", margin: null }];
    expect(problemOf({ ...makeResults(), slices })).toContain("of a task c, which does not exist");
    expect(problemOf(makeResults({}, { stranger: "holds here" }))).toContain(
      "Claim 2a has a verdict on a family stranger, which does not exist.",
    );
  });
});

describe("what results say", () => {
  const results = parse(makeResults());
  const row = results.rows[0] as ResultRow;
  const own = (name: "couplingIndex" | "preferenceSelf" | "logOdds" | "recovery" | "gap") =>
    resultOf(results, row.seeds[0]?.slices ?? {}, "held-out", name);

  it("has its interval, what it counts and how it was made", () => {
    const percentile = "percentile bootstrap over entities with t tails, 2,000 draws";
    const rows = { kind: "value", level: 0.95, counts: "rows" };
    expect(own("couplingIndex")).toEqual({
      ...rows,
      value: 0.6,
      low: 0.5,
      high: 0.7,
      n: 879,
      clusters: 87,
      method: percentile,
    });
    expect(own("preferenceSelf")).toMatchObject({ n: 12, clusters: 7, method: "Clopper–Pearson" });
    expect(own("logOdds")).toMatchObject({ n: 120, clusters: 120, counts: "entities" });
    expect(own("logOdds")).toMatchObject({ method: "sandwich over entities with t tails" });
    expect(resultOf(results, row.pooled, "held-out", "couplingIndex")).toMatchObject({ n: 2551 });
    expect(overSeedsOf(results, row, "held-out", "couplingIndex")).toMatchObject({
      value: 0.62,
      n: 3,
      counts: "seeds",
      method: "t-interval over 3 seeds",
    });
  });

  it("is undefined with its reason where there is nothing", () => {
    expect(own("recovery")).toEqual({ kind: "undefined", reason: "no outside explainer of it is there" });
    const missing = { kind: "undefined", reason: "the bundle's results do not tell it" };
    expect(own("gap")).toEqual(missing);
    expect(resultOf(results, row.pooled, "explained", "couplingIndex")).toEqual(missing);
    expect(overSeedsOf(results, row, "held-out", "placing")).toEqual({
      kind: "undefined",
      reason: "one seed says nothing about others",
    });
  });
});
