import { expect, it } from "vitest";
import type { Estimate } from "@/lib/stats/estimate";
import { type FigureColumn, figureTable } from "./figure-table";

const value: Estimate = {
  kind: "value",
  value: 0.6123,
  low: 0.5678,
  high: 0.6789,
  level: 0.95,
  n: 1200,
  clusters: 60,
  method: "m",
};
const missing: Estimate = { kind: "undefined", reason: "no edit changes it" };

type Row = { arm: string; step: number; share: number | null; index: Estimate | null };
const COLUMNS: FigureColumn<Row>[] = [
  { title: "arm", of: ({ arm }) => arm },
  { title: "step", of: ({ step }) => step },
  { title: "share", of: ({ share }) => share },
  { title: "K", of: ({ index }) => index },
  { title: "n", of: ({ index }) => (index?.kind === "value" ? index.n : null), isPageOnly: true },
  { title: "seed", of: () => 7, isCsvOnly: true },
];
const ROWS: Row[] = [
  { arm: "fixed", step: 1200, share: 0.25, index: value },
  { arm: "moved", step: 0, share: null, index: missing },
  { arm: "none", step: 0, share: 1, index: null },
];

it("writes the same cells into the table, the CSV and LaTeX", () => {
  const data = figureTable(COLUMNS, ROWS);
  expect(data.columns.map(({ title, isNumber }) => [title, isNumber])).toEqual([
    ["arm", false],
    ["step", true],
    ["share", true],
    ["K", true],
    ["n", true],
  ]);
  expect(data.latex).toEqual({
    header: ["arm", "step", "share", "K", "n"],
    rows: [
      ["fixed", "1,200", "0.25", "0.61\u00a0[0.57,\u00a00.68]", "1,200"],
      ["moved", "0", "n/a", "n/a", "n/a"],
      ["none", "0", "1", "n/a", "n/a"],
    ],
  });
  expect(data.csv).toEqual({
    header: [
      "arm",
      "step",
      "share",
      "K",
      "K low",
      "K high",
      "K n",
      "K clusters",
      "K method",
      "K note",
      "seed",
    ],
    rows: [
      ["fixed", 1200, 0.25, 0.6123, 0.5678, 0.6789, 1200, 60, "m", null, 7],
      ["moved", 0, null, null, null, null, null, null, null, "no edit changes it", 7],
      ["none", 0, 1, null, null, null, null, null, null, null, 7],
    ],
  });
  expect(data.rows[0]).toMatchObject({ 0: "fixed", 1: "1,200", 2: "0.25" });
  expect(data.remarks).toEqual(["n/a where no edit changes it."]);
});

it("writes numbers as the column says", () => {
  const data = figureTable([{ title: "x", of: () => 0.5, format: (x) => `${100 * x} points` }], [null]);
  expect(data.latex.rows).toEqual([["50 points"]]);
  expect(data.csv.rows).toEqual([[0.5]]);
});
