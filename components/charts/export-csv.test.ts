import { expect, it } from "vitest";
import { estimateFields, estimateHeader, toCsv } from "./export-csv";
import { fileNotes } from "./figure-facts";

const FACTS = {
  title: "A “title”",
  method: 'Intervals: "95 %",\npercentile',
  link: "https://example.org/tandem/timeline/?arm=a&seed=1",
  provenance: { bundle: "organisms", sha256: "ab".repeat(32), command: "npm run training:results" },
};

const HEAD = [
  "# Title: A “title”",
  "# Method: Intervals: '95 %', percentile",
  "# Link: https://example.org/tandem/timeline/?arm=a&seed=1",
  `# Bundle: organisms, bundle.json has SHA-256 ${"ab".repeat(32)}`,
  "# Reproduce: npm run training:results",
];

it("says what it is and where it is from, then quotes what needs it and leaves the undefined empty", () => {
  const rows = [
    ['say "x", y', null],
    [1.5, "plain"],
  ];
  const table = ["a,b", '"say ""x"", y",', "1.5,plain", ""];
  expect(toCsv(["a", "b"], rows, FACTS).split("\r\n")).toEqual([...HEAD, ...table]);
});

it("has the notes of the figure and what is said below its table, nothing twice", () => {
  const notes = fileNotes(["Not run yet: b.", "† Few edits: a."], ["† Few edits.", "n/a where none."]);
  expect(notes).toEqual(["Not run yet: b.", "† Few edits: a.", "n/a where none."]);
  const lines = toCsv(["a"], [], { ...FACTS, notes }).split("\r\n");
  expect(lines[2]).toBe("# Notes: Not run yet: b. † Few edits: a. n/a where none.");
});

it("does without a bundle that is not known yet", () => {
  const lines = toCsv(["a"], [], { ...FACTS, provenance: null }).split("\r\n");
  expect(lines).toEqual([...HEAD.slice(0, 3), "a", ""]);
});

it("refuses a ragged row", () => {
  expect(() => toCsv(["a"], [[1, 2]], FACTS)).toThrow("expected 1 fields, got 2");
});

it("gives an estimate as many fields as its header, defined or not", () => {
  const value = {
    kind: "value",
    value: 1,
    low: 0,
    high: 2,
    level: 0.95,
    n: 3,
    clusters: 2,
    method: "m",
  } as const;
  expect(estimateFields(value)).toEqual([1, 0, 2, 3, 2, "m", null]);
  expect(estimateFields({ kind: "undefined", reason: "no edit" })).toEqual([
    null,
    null,
    null,
    null,
    null,
    null,
    "no edit",
  ]);
  expect(estimateHeader("K")).toHaveLength(7);
});
