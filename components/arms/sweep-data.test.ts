import { describe, expect, test } from "vitest";
import type { Sweep } from "@/lib/bundle/schema";
import { paperBand } from "./paper-band";
import { bundle, makeResultRow, makeResults } from "./results.test-support";
import { countRuns, seedHref, sweepPicture } from "./sweep-data";

const choice = { statistic: "couplingIndex", slice: "held-out", pins: [] } as const;
const category = bundle.sweeps[0] as Sweep;
const flagship = makeResultRow("fixed-shift/tiny", {
  couplingIndex: [0.6, 0.5, 0.7, 90, 40],
  externalIndex: [0.3, 0.2, 0.4, 90, 40],
  agreementStart: [0.9, 0.8, 1, 90, 40],
  gap: [0.1, 0, 0.2, 90, 40],
  unchangedGap: [0.11, 0, 0.2, 90, 40],
  recovery: "there is no outside explainer of it",
});
const external = makeResultRow("external/tiny", { couplingIndex: [0.3, 0.2, 0.4, 90, 40] });
const itself = makeResultRow(
  "external-itself/tiny",
  { couplingIndex: [0.55, 0.5, 0.6, 90, 40] },
  { arm: "external", isAboutItself: true },
);

describe("sweepPicture", () => {
  test("draws the mean with both intervals, a dot for every run, and the outside explainer beside it", () => {
    const { marks, axis, series } = sweepPicture(makeResults([flagship]), bundle, category, choice);
    expect(series).toEqual([{ id: "tiny", title: "Tiny", form: "circle" }]);
    expect(marks.map(({ kind, at }) => [kind, at])).toEqual([
      ["seed", 1],
      ["seed", 1],
      ["companion", 1],
      ["mean", 1],
    ]);
    const mean = marks.find(({ kind }) => kind === "mean");
    expect(mean?.estimate).toMatchObject({ value: 0.6, low: 0.5, high: 0.7, n: 90, clusters: 40 });
    expect(mean?.spread).toMatchObject({ value: 0.6, low: 0.4, high: 0.8 });
    expect(marks.find(({ kind }) => kind === "companion")?.estimate).toMatchObject({ value: 0.3 });
    expect(marks.filter(({ kind }) => kind === "seed").map(({ thread }) => thread)).toEqual([
      "tiny 0",
      "tiny 1",
    ]);
    expect(axis.places.map(({ label }) => label)).toEqual(["none", "traits redrawn"]);
  });

  test("says which points are not run yet, on the axis and below", () => {
    const { axis, notes } = sweepPicture(makeResults([flagship]), bundle, category, choice);
    expect(axis.places.map(({ missing }) => missing)).toEqual(["not run yet", undefined]);
    expect(notes).toEqual(["Not run yet: none."]);
  });

  test("says which points a family lacks that another has", () => {
    const families = [
      ...bundle.families,
      { ...(bundle.families[0] as (typeof bundle.families)[0]), id: "b", title: "B" },
    ];
    const other = makeResultRow("external/b", { couplingIndex: [0.4, 0.3, 0.5, 9, 4] });
    const picture = sweepPicture(makeResults([flagship, other]), { ...bundle, families }, category, choice);
    expect(picture.notes).toEqual([
      "There are no runs in Tiny of: none.",
      "There are no runs in B of: traits redrawn.",
    ]);
    expect(picture.series.map(({ form }) => form)).toEqual(["circle", "diamond"]);
  });

  test("an outside explainer stands in a sweep for itself", () => {
    const { marks } = sweepPicture(makeResults([external, itself, flagship]), bundle, category, choice);
    const first = marks.find(({ kind, at }) => kind === "mean" && at === 0);
    expect(first?.estimate).toMatchObject({ value: 0.55 });
  });

  test("where levels are measured, every run stands at its own agreement", () => {
    const measured: Sweep = {
      ...category,
      axis: { title: "agreement", unit: null, scale: "linear" },
      points: [{ arm: "fixed-shift", level: null, label: "20 %" }],
    };
    const { marks, axis } = sweepPicture(makeResults([flagship]), bundle, measured, choice);
    expect(new Set(marks.map(({ at }) => at))).toEqual(new Set([0.9]));
    expect(axis.places).toEqual([]);
    expect(paperBand(measured)).toMatchObject({
      from: 0.6,
      to: 0.7,
      name: expect.stringMatching(/unverified/),
    });
    expect(paperBand(category)).toBeNull();
  });

  test("the gap is never alone: beside it stands that of saying that nothing would change", () => {
    const { marks } = sweepPicture(makeResults([flagship]), bundle, category, {
      ...choice,
      statistic: "gap",
    });
    const beside = marks.find(({ kind }) => kind === "companion");
    expect(beside?.title).toMatch(/nothing would change/);
    expect(beside?.estimate).toMatchObject({ value: 0.11 });
  });

  test("what is undefined is not drawn as a number, and the reason is said once", () => {
    const { marks, notes } = sweepPicture(makeResults([flagship]), bundle, category, {
      ...choice,
      statistic: "recovery",
    });
    expect(marks.every(({ estimate }) => estimate.kind === "undefined")).toBe(true);
    expect(notes.at(-1)).toMatch(/Not drawn: traits redrawn.*there is no outside explainer of it/);
  });

  test("a run's mark leads to its items, any mark names its row, pinned rows are marked", () => {
    const picture = sweepPicture(makeResults([flagship]), bundle, category, {
      ...choice,
      pins: [flagship.id],
    });
    expect(picture.hrefs.get("fixed-shift/tiny 1")).toMatch(/^\/items\/\?.*run=fixed-shift-s1/);
    expect(picture.hrefs.has("fixed-shift/tiny")).toBe(false);
    for (const { id } of picture.marks) expect(picture.rows.get(id)).toBe(flagship.id);
    expect(picture.marks.find(({ kind }) => kind === "mean")?.isPinned).toBe(true);
  });
});

test("a seed's items are those of the slice", () => {
  const seed = flagship.seeds[0] as (typeof flagship.seeds)[0];
  const link = new URLSearchParams(seedHref(makeResults([]), seed, "held-out/away").split("?")[1]);
  expect(Object.fromEntries(link)).toMatchObject({
    run: "fixed-shift-s0",
    step: "10",
    self: "fixed-shift-s0@10",
    target: "m0@100",
    task: "a",
    margin: "away",
  });
});

test("counts every run of a sweep once", () => {
  expect(countRuns(makeResults([external, itself, flagship]), bundle, category)).toBe(4);
});
