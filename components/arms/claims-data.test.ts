/** The claims' tables, and that every verdict and number of them is the one that training/RESULTS.md prints. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { makeBundle } from "@/lib/bundle/bundle.test-support";
import { openBundleFolder } from "@/lib/bundle/read-folder.test-support";
import { type Results, type ResultTest, readResults } from "@/lib/bundle/results";
import type { Estimate } from "@/lib/stats/estimate";
import { claimRows, effectOf, effectWords, formatP, testsData, whoseEditsRows } from "./claims-data";
import { makeResults } from "./results.test-support";

const TEST: ResultTest = {
  family: "tiny",
  sentence: "K − ½",
  seeds: [0, 1],
  effect: [0.125, 0.077, 0.173],
  isOverEntitiesOnly: false,
  adjustedFor: 0.00001,
  adjustedAgainst: 1,
  outcome: "supports",
};
const part = (id: string) => ({
  id,
  sentence: `part ${id}`,
  verdicts: {},
  every: "cannot tell",
  tests: [TEST],
});

describe("claims without a bundle", () => {
  const bundle = makeBundle();
  const claim = { sentence: "They follow.", verdicts: { tiny: "holds here" }, every: "holds here" };
  const results: Results = {
    ...makeResults([]),
    claims: [
      { ...claim, id: "1", parts: [part("1")] },
      { ...claim, id: "2", parts: [part("2a"), part("2b")] },
    ],
  };

  it("names the parts of a claim where it has several, and where a claim was not asked", () => {
    const rows = claimRows(results, bundle);
    expect(rows.map(({ id, isPart }) => [id, isPart])).toEqual([
      ["1", false],
      ["2", false],
      ["2a", true],
      ["2b", true],
    ]);
    const [family] = bundle.families;
    const asked = family?.id === "tiny" ? "holds here" : "not run in it";
    expect(rows[0]?.words[family?.id ?? ""]).toBe(asked);
    expect(rows[2]?.words[family?.id ?? ""]).toBe("not run in it");
  });

  it("says for whom an interval speaks, and why there is none", () => {
    expect(effectOf(TEST, 0.95)).toMatchObject({
      value: 0.125,
      method: "t-interval over seeds and entities",
    });
    const alone = { ...TEST, isOverEntitiesOnly: true };
    expect(effectOf(alone, 0.95)).toMatchObject({ method: "t-interval over entities" });
    expect(effectOf({ ...TEST, effect: "not run yet" }, 0.95)).toMatchObject({ reason: "not run yet" });
  });

  it("says how the intervals were made, from the results' own method", () => {
    const alone = { ...TEST, isOverEntitiesOnly: true };
    const told = (tests: ResultTest[], level: number) =>
      effectWords({
        ...results,
        method: { ...results.method, level },
        claims: [{ ...claim, id: "1", parts: [{ ...part("1"), tests }] }],
      }).replaceAll("\u00a0", " ");
    expect(told([TEST], 0.9)).toMatch(/their 90 % intervals: t-interval over seeds and entities\.$/);
    expect(told([TEST, alone], 0.95)).toMatch(
      /95 % intervals: t-interval over seeds and entities, or of one seed t-interval over entities\.$/,
    );
  });

  it("writes small probabilities as less than what it can write", () => {
    expect([0.00099, 0.001, 0.0416, 1].map(formatP)).toEqual(["< 0.001", "0.001", "0.042", "1.000"]);
  });
});

/** "0–2, 4" as the report lists seeds. */
function readSeeds(text: string): number[] {
  if (text === "none") return [];
  return text.split(", ").flatMap((part) => {
    const [first = Number.NaN, last = first] = part.split("–").map(Number);
    return Array.from({ length: last - first + 1 }, (_, i) => first + i);
  });
}

/** A p as the report prints it: four decimals, less than the last of them, or 1. */
function expectP(p: number, printed: string | undefined, what: string): void {
  const number = Number(printed?.replace("< ", ""));
  if (printed?.startsWith("<")) expect(p, what).toBeLessThan(number);
  else expect(Math.abs(p - number), what).toBeLessThanOrEqual(0.00005 * (1 + 1e-6));
}

/** The rows of all tables of a Markdown section, each a list of its cells, without emphasis. */
function tableRows(report: string, from: string, to: string): string[][] {
  const start = report.indexOf(from);
  const section = report.slice(start, report.indexOf(to, start + from.length));
  return section
    .split("\n")
    .filter((line) => line.startsWith("|") && !line.startsWith("|---") && !line.startsWith("|  |"))
    .map((line) =>
      line
        .slice(1, -1)
        .split("|")
        .map((cell) => cell.trim().replaceAll("*", "")),
    );
}

describe("the committed bundle's claims", () => {
  const folder = openBundleFolder("organisms");
  const { bundle } = folder;
  const families = bundle.families.map(({ id }) => id);
  const report = readFileSync(fileURLToPath(new URL("../../training/RESULTS.md", import.meta.url)), "utf8");
  let results: Results;

  beforeAll(async () => {
    if (bundle.results === null) throw new Error("expected the bundle to have results");
    results = readResults(await folder.readAsset(bundle.results), bundle, bundle.results.path);
  });

  it("have the report's verdicts", () => {
    const shown = claimRows(results, bundle).map(({ id, sentence, isPart, words, every }) => [
      id,
      isPart ? `— ${sentence}` : sentence,
      ...families.map((family) => words[family]),
      every,
    ]);
    expect(shown.length).toBeGreaterThan(5);
    expect(shown).toEqual(tableRows(report, "## The paper's five claims", "### How a verdict is reached"));
    const edits = whoseEditsRows(results, bundle).map((row) => [
      row.id,
      row.sentence,
      ...families.map((one) => row.words[one]),
    ]);
    const told = tableRows(report, "### Whose edits, once", "### The figure of the literature");
    expect(edits).toEqual(told.filter((row) => row.length === 2 + families.length));
  });

  it("say of their tests when they were made, as the report does", () => {
    const told =
      /when seed 0 of ([^.]*) was known\. Seed 1 of \*([a-z-]+)\* had finished [^.]* looked at was not written down\. No other run had been\./;
    const [, seen, finished] = told.exec(report.replaceAll("\n", " ")) ?? [];
    expect(seen?.match(/(?<=\*)[a-z-]+(?=\*)/g)).toHaveLength(5);
    expect(finished).toBeDefined();
    expect(results.about?.tests).toContain(
      "but for the first seed of five arms, and perhaps the second of one of them",
    );
    const added = /The test of (\S+) against ½ was added last/.exec(report)?.[1];
    expect(results.about?.tests).toContain(`for a test of ${added} that was added last`);
    const paper = /## The paper's five claims\n\n(\S+ \S+), as its abstract/.exec(report)?.[1];
    expect(results.about?.claims).toContain(`The five claims of ${paper}, as its abstract states them`);
  });

  it("have the report's tests", () => {
    const told = [
      ...tableRows(report, "### The tests", "### What claims that tell no edits apart"),
      ...tableRows(report, "### Whose edits, once", "### The figure of the literature").filter(
        (row) => row.length > 5,
      ),
    ];
    const tests = [...results.claims.flatMap(({ parts }) => parts), ...results.whoseEdits].flatMap(
      ({ id, tests }) => tests.map((test) => ({ id, test })),
    );
    const number = (value: number) =>
      `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(3)}`.replace(/^[+−]0\.000$/, "0.000");
    const effectText = (estimate: Estimate) =>
      estimate.kind === "undefined"
        ? "n/a"
        : `${number(estimate.value)} [${number(estimate.low)}, ${number(estimate.high)}]`;
    expect(tests).toHaveLength(told.length);
    tests.forEach(({ id, test }, i) => {
      const [part, family, sentence, effect, seeds, , holm, , against, outcome] = told[i] as string[];
      expect([
        id,
        bundle.families.find((one) => one.id === test.family)?.title,
        test.sentence,
        test.outcome,
      ]).toEqual([part, family, sentence, outcome]);
      expect(effect?.replace(" †", "").replace(/^n\/a.*/, "n/a")).toBe(effectText(effectOf(test, 0.95)));
      expect(test.seeds, `${id}, seeds`).toEqual(readSeeds(seeds ?? ""));
      expectP(test.adjustedFor, holm, `${id}, p of none`);
      expectP(test.adjustedAgainst, against, `${id}, p of one that counts`);
    });
    expect(testsData(results, bundle).rows).toHaveLength(told.length);
  });
});
