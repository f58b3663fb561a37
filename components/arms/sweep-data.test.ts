import { describe, expect, test } from "vitest";
import { makeRun } from "@/lib/bundle/bundle.test-support";
import type { Sweep } from "@/lib/bundle/schema";
import { bundle, makeResultRow, makeResults } from "./results.test-support";
import { bandOf, overSeedsCell, seedHref, sweepPicture, sweepProgress } from "./sweep-data";
import { countWords } from "./sweep-notes";

const choice = { statistic: "couplingIndex", slice: "held-out", pins: [] } as const;
const category = bundle.sweeps[0] as Sweep;
const flagship = makeResultRow("fixed-shift/tiny", {
  couplingIndex: [0.6, 0.5, 0.7, 90, 40],
  externalIndex: [0.3, 0.2, 0.4, 90, 40],
  matchedIndex: [0.58, 0.5, 0.7, 90, 40],
  agreementStart: [0.9, 0.8, 1, 90, 40],
  gap: [0.1, 0, 0.2, 90, 40],
  unchangedGap: [0.11, 0, 0.2, 90, 40],
  recovery: "there is no external explainer of it",
});
const external = makeResultRow("external/tiny", { couplingIndex: [0.3, 0.2, 0.4, 90, 40] });
const itself = makeResultRow(
  "external-itself/tiny",
  { couplingIndex: [0.55, 0.5, 0.6, 90, 40] },
  { arm: "external", isAboutItself: true },
);

describe("sweepPicture", () => {
  test("draws the mean with both intervals, a dot for every run, and both comparisons beside it", () => {
    const { marks, axis, series } = sweepPicture(makeResults([flagship]), bundle, category, choice);
    expect(series).toEqual([{ id: "tiny", title: "Tiny", form: "circle" }]);
    expect(marks.map(({ kind, at }) => [kind, at])).toEqual([
      ["seed", 1],
      ["seed", 1],
      ["companion", 1],
      ["companion", 1],
      ["mean", 1],
    ]);
    const mean = marks.find(({ kind }) => kind === "mean");
    expect(mean?.estimate).toMatchObject({ value: 0.6, low: 0.5, high: 0.7, n: 90, clusters: 40 });
    expect(mean?.spread).toMatchObject({ value: 0.6, low: 0.4, high: 0.8 });
    expect(
      marks
        .filter(({ kind }) => kind === "companion")
        .map(({ companion, estimate }) => [companion, estimate.kind === "value" && estimate.value]),
    ).toEqual([
      [0, 0.3],
      [1, 0.58],
    ]);
    expect(axis.places.map(({ label }) => label)).toEqual(["none", "traits redrawn"]);
  });

  test("joins runs that descend from the same first model, and no others of the seed", () => {
    const runs = [
      ...bundle.runs,
      makeRun("fixed-shift-s0"),
      makeRun("fixed-shift-s1", { seed: 1, start: { run: "other-m0", step: 1 } }),
      makeRun("external-s0", { arm: "external", start: { run: "fixed-shift-s0", step: 10 } }),
      makeRun("other-m0", { arm: "m0", start: null }),
      makeRun("external-s1", { arm: "external", seed: 1, start: null }),
    ];
    const { marks } = sweepPicture(makeResults([external, flagship]), { ...bundle, runs }, category, choice);
    const threads = marks.flatMap(({ id, kind, thread }) => (kind === "seed" ? [[id, thread]] : []));
    expect(threads).toEqual([
      ["external/tiny 0", "tiny m0"],
      ["external/tiny 1", "tiny external-s1"],
      ["fixed-shift/tiny 0", "tiny m0"],
      ["fixed-shift/tiny 1", "tiny other-m0"],
    ]);
  });

  test("tells points apart whose names have commas", () => {
    const points = ["no gate", "tied, no gate"].map((label, level) => ({
      arm: `none-${level}`,
      level,
      label,
    }));
    const sweep: Sweep = { ...category, points: [...category.points, ...points] };
    expect(sweepPicture(makeResults([flagship, external]), bundle, sweep, choice).notes).toEqual([
      "Not run yet: no gate; tied, no gate.",
    ]);
  });

  test("says why a mark has no interval over seeds", () => {
    const alone = {
      ...flagship,
      overSeeds: { "held-out": { couplingIndex: "one seed says nothing of others" } },
    };
    const { marks } = sweepPicture(makeResults([alone]), bundle, category, choice);
    const reasons = marks.map(overSeedsCell).map((cell) => (cell.kind === "undefined" ? cell.reason : cell));
    expect(reasons).toEqual([
      "it is of several seeds",
      "it is of several seeds",
      "it is computed of arms alone",
      "it is computed of arms alone",
      "one seed says nothing of others",
    ]);
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

  test("an external explainer stands in a sweep for itself", () => {
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
  });

  test("a band and what is said of it are the bundle's: a sweep without one has none, whatever its axis", () => {
    const linear: Sweep = {
      ...category,
      axis: { title: "agreement", unit: null, scale: "linear" },
      points: [{ arm: "fixed-shift", level: null, label: "20 %" }],
    };
    const band = { low: 0.2, high: 0.3, label: "said to matter", note: "Second-hand." };
    expect(bandOf(linear)).toBeNull();
    expect(bandOf({ ...linear, band: null })).toBeNull();
    expect(bandOf({ ...linear, band })).toEqual({ from: 0.2, to: 0.3, name: "said to matter" });
    const results = makeResults([flagship]);
    expect(sweepPicture(results, bundle, { ...linear, band }, choice).notes).toContain("Second-hand.");
    expect(sweepPicture(results, bundle, linear, choice).notes).not.toContain("Second-hand.");
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
    expect(notes.at(-1)).toBe(
      "Not drawn in Tiny, because there is no external explainer of it: traits redrawn.",
    );
  });

  test("a point that is called by a number alone says of what", () => {
    const weights: Sweep = {
      ...category,
      axis: { title: "weight of KL", unit: null, scale: "category" },
      points: [
        { arm: "fixed-shift", level: 0, label: "0.1" },
        { arm: "none-of-it", level: 1, label: "10 %" },
      ],
    };
    const picture = sweepPicture(makeResults([flagship]), bundle, weights, {
      ...choice,
      statistic: "recovery",
    });
    expect(picture.notes).toEqual([
      "Not run yet: 10\u00a0% (weight of KL).",
      "Not drawn in Tiny, because there is no external explainer of it: 0.1 (weight of KL).",
    ]);
    expect(picture.marks.at(-1)?.title).toBe("0.1 (weight of KL), Tiny, mean of 2 seeds");
    expect(picture.axis.places.map(({ label }) => label)).toEqual(["0.1", "10 %"]);
  });

  test("what stands beside an arm has the arm's caveat", () => {
    const few = makeResultRow("fixed-shift/tiny", {
      couplingIndex: [0.6, 0.5, 0.7, 22, 14],
      matchedIndex: [0.58, 0.5, 0.7, 22, 14],
    });
    const { marks } = sweepPicture(makeResults([few]), bundle, category, choice);
    const told = marks.flatMap(({ estimate }) => (estimate.kind === "value" ? [estimate.caveat] : []));
    expect(told).toHaveLength(4);
    for (const caveat of told) expect(caveat).toMatch(/not to be relied on/);
  });

  test("a run's mark leads to its items, any mark names its row, pinned rows are marked", () => {
    const picture = sweepPicture(makeResults([flagship]), bundle, category, {
      ...choice,
      pins: [flagship.id],
    });
    expect(picture.hrefs.get("fixed-shift/tiny 1")).toMatch(/^\/items\/\?.*run=fixed-shift-s1/);
    const opens = (id: string) => picture.marks.find((mark) => mark.id === id)?.opens;
    expect(opens("fixed-shift/tiny 1")).toBe("its items");
    // A mean opens its first run, and says so; what is only compared with opens nothing, and says so, too.
    expect(picture.hrefs.get("fixed-shift/tiny")).toBe(picture.hrefs.get("fixed-shift/tiny 0"));
    expect(opens("fixed-shift/tiny")).toBe("the items of its first run, seed 0");
    expect(picture.hrefs.has("fixed-shift/tiny beside outside")).toBe(false);
    expect(opens("fixed-shift/tiny beside outside")).toBeNull();
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

describe("sweepProgress", () => {
  test("counts every run once, and names the points that have none", () => {
    expect(sweepProgress(makeResults([external, itself, flagship]), bundle, category)).toEqual({
      runs: 4,
      missing: [],
    });
    expect(sweepProgress(makeResults([flagship]), bundle, category)).toMatchObject({
      runs: 2,
      missing: [{ label: "none" }],
    });
  });

  test("a sweep may have no run at all", () => {
    const { runs, missing } = sweepProgress(makeResults([]), bundle, category);
    expect(runs).toBe(0);
    expect(missing).toEqual(category.points);
    expect(sweepPicture(makeResults([]), bundle, category, choice)).toMatchObject({ marks: [], series: [] });
  });
});

test("a caption counts what a run rests on, and says what is left out", () => {
  const row = makeResultRow("fixed-shift/tiny", {
    couplingIndex: [0.6, 0.5, 0.7, 1290, 40],
    faithfulnessSelf: [0.8, 0.7, 0.9, 15600, 120],
  });
  const [first, second] = row.seeds;
  if (!first || !second) throw new Error("expected two seeds");
  second.slices = { "held-out": { ...second.slices["held-out"], couplingIndex: [0.6, 0.5, 0.7, 870, 35] } };
  const results = makeResults([row]);
  const { marks } = sweepPicture(results, bundle, category, choice);
  const words = countWords(results, marks, "couplingIndex", "held-out");
  expect(words).toMatch(
    /^n of a run = 870 to 1,290 edits that change the reply of the model only or of its target only of the 15,600 asked about, about 35 to 40 entities;/,
  );
  expect(words).toMatch(/Left out: prompts that the model and its target answer differently/);
  expect(countWords(results, [], "couplingIndex", "held-out")).toBeNull();
});
