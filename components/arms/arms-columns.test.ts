import { describe, expect, test } from "vitest";
import { type ArmsParameter, type ArmsView, armsPageView } from "@/lib/permalink/arms-view";
import { askedOf, COLUMNS, cellOf, columnsOf, ORDER_KEYS, rowsOf } from "./arms-columns";
import { armsData } from "./arms-data";
import { bundle, makeResultRow, makeResults } from "./results.test-support";

const EMPTY = Object.fromEntries(armsPageView.names.map((name) => [name, null])) as Record<
  ArmsParameter,
  null
>;
const viewOf = (change: Partial<Omit<ArmsView, "slice">> = {}) => ({
  ...armsPageView.read(bundle, EMPTY).view,
  ...change,
  slice: "held-out",
});
const results = makeResults([
  makeResultRow("fixed-shift/tiny", { couplingIndex: [0.6, 0.5, 0.7, 90, 40] }),
  makeResultRow("external/tiny", { couplingIndex: [0.3, 0.2, 0.4, 80, 30] }, { group: "controls" }),
  makeResultRow("m0/tiny", { couplingIndex: "no edit changes only its reply" }, { group: "controls" }),
]);
const idsOf = (change: Partial<Omit<ArmsView, "slice">> = {}) =>
  rowsOf(results, bundle, viewOf(change)).map(({ id }) => id);

describe("rowsOf", () => {
  test("stands in the order of the experiment, or in that of a column, with what is missing last", () => {
    expect(idsOf()).toEqual(["fixed-shift/tiny", "external/tiny", "m0/tiny"]);
    expect(idsOf({ order: { key: "couplingIndex", direction: "ascending" } })).toEqual([
      "external/tiny",
      "fixed-shift/tiny",
      "m0/tiny",
    ]);
    expect(idsOf({ order: { key: "n", direction: "descending" } })).toEqual([
      "fixed-shift/tiny",
      "external/tiny",
      "m0/tiny",
    ]);
  });

  test("is narrowed by family, group and words; what is marked stays, on top", () => {
    expect(idsOf({ group: "controls" })).toEqual(["external/tiny", "m0/tiny"]);
    expect(idsOf({ family: "other" })).toEqual([]);
    expect(idsOf({ text: "EXT tiny" })).toEqual(["external/tiny"]);
    expect(idsOf({ text: "ext", pins: ["m0/tiny"] })).toEqual(["m0/tiny", "external/tiny"]);
  });
});

test("every column is in one table or the other, and can be ordered by", () => {
  expect([...columnsOf("claims"), ...columnsOf("behaviour")].length).toBe(COLUMNS.length);
  expect(columnsOf("all")).toEqual(COLUMNS);
  expect(new Set(ORDER_KEYS).size).toBe(ORDER_KEYS.length);
  // the gap is nowhere without that of saying that nothing would change
  const keys = columnsOf("behaviour").map(({ key }) => key);
  expect(keys[keys.indexOf("gap") + 1]).toBe("unchangedGap");
});

test("the coupling index is followed by what it is to be read against", () => {
  expect(
    columnsOf("claims")
      .slice(0, 3)
      .map(({ key }) => key),
  ).toEqual(["couplingIndex", "matchedIndex", "placing"]);
});

test("what could be no other is not given as a finding", () => {
  const online = makeResultRow("online/tiny", {
    recovery: [1, 1, 1, 90, 40],
    couplingIndex: [0.7, 0.6, 0.8, 90, 40],
  });
  const column = COLUMNS.find(({ key }) => key === "recovery");
  if (column === undefined) throw new Error("expected a column of recovery");
  expect(cellOf(makeResults([online]), online, "held-out", column)).toMatchObject({
    kind: "undefined",
    reason: expect.stringMatching(/^it is 1 by definition/),
  });
  const measured = makeResultRow("fixed-shift/tiny", { recovery: [1, 0.9, 1.1, 90, 40] });
  expect(cellOf(makeResults([measured]), measured, "held-out", column)).toMatchObject({ value: 1 });
});

test("a mean's two intervals are not mistaken for one another", () => {
  const [row] = results.rows;
  const [index] = columnsOf("claims");
  const overSeeds = columnsOf("claims").find(({ isOverSeeds }) => isOverSeeds);
  if (!row || !index || !overSeeds) throw new Error("expected a row and two columns");
  expect(cellOf(results, row, "held-out", index)).toMatchObject({ value: 0.6, low: 0.5, high: 0.7, n: 90 });
  expect(cellOf(results, row, "held-out", overSeeds)).toMatchObject({
    value: 0.6,
    low: 0.4,
    high: 0.8,
    n: 2,
  });
});

test("the CSV has every run besides the means, LaTeX the means alone, and both the reason for n/a", () => {
  const data = armsData(results, bundle, viewOf());
  expect(data.rows).toHaveLength(3);
  expect(data.latex?.rows).toHaveLength(3);
  expect(data.csv.rows).toHaveLength(9);
  const note = data.csv.header.indexOf("coupling index note");
  expect(data.csv.rows.at(-1)?.[note]).toBe("no edit changes only its reply");
});

test("edits that a run is asked about are told by the run, not summed over seeds", () => {
  const counted = makeResults([
    makeResultRow("fixed-shift/tiny", { faithfulnessSelf: [0.8, 0.7, 0.9, 15600, 120] }),
    makeResultRow("external/tiny", { faithfulnessSelf: [0.8, 0.7, 0.9, 15000, 120] }),
  ]);
  expect(askedOf(counted, counted.rows, "held-out")).toEqual({ least: 15000, most: 15600 });
  expect(askedOf(results, results.rows, "held-out")).toBeNull();
});

test("no two columns of the CSV have one name", () => {
  const { header } = armsData(results, bundle, viewOf({ columns: "all" })).csv;
  expect(new Set(header).size).toBe(header.length);
  expect(header).not.toContain("coupling index interval");
});

test("what rests on a small cell says so, on the page and in the CSV; exact intervals are made for those", () => {
  const few = makeResultRow("fixed-shift/tiny", {
    selfPull: [0.1, -0.5, 0.5, 29, 8],
    targetPull: [0.1, 0, 0.2, 30, 20],
    couplingIndex: [0.5, 0.1, 0.8, 59, 25],
    faithfulnessSelf: [0.8, 0.7, 0.9, 20, 12, "exact"],
  });
  const { csv, remarks } = armsData(makeResults([few]), bundle, viewOf({ columns: "all" }));
  const noteOf = (title: string) => csv.rows[0]?.[csv.header.indexOf(`${title} note`)];
  expect(noteOf("self-pull")).toMatch(/^fewer than 30 edits .* not to be relied on$/);
  expect(noteOf("target-pull")).toBeNull();
  expect(noteOf("coupling index")).toBe(noteOf("self-pull"));
  expect(noteOf("true of itself")).toBeNull();
  expect(remarks).toContain(
    "† Fewer than 30 edits of a kind are behind these, so their intervals are not to be relied on.",
  );
});

test("the CSV says how each interval was made", () => {
  const exact = makeResultRow("fixed-shift/tiny", { faithfulnessSelf: [0.8, 0.7, 0.9, 20, 12, "exact"] });
  const { csv } = armsData(makeResults([exact]), bundle, viewOf({ columns: "behaviour" }));
  const how = csv.rows[0]?.[csv.header.indexOf("true of itself method")];
  expect(how).toBe("Clopper–Pearson");
});
