import { expect, test } from "vitest";
import { makeBundle } from "@/lib/bundle/bundle.test-support";
import type { Results } from "@/lib/bundle/results";
import { type ArmsParameter, type ArmsView, armsPageView, checkArmsView } from "./arms-view";

const bundle = makeBundle();
const EMPTY = Object.fromEntries(armsPageView.names.map((name) => [name, null])) as Record<
  ArmsParameter,
  string | null
>;
const read = (given: Partial<typeof EMPTY>) => armsPageView.read(bundle, { ...EMPTY, ...given });

const results: Results = {
  schemaVersion: 1,
  method: { level: 0.95, draws: 2000, seed: 1, unit: "entities" },
  slices: [
    { id: "held-out", split: "held-out", task: null, margin: null },
    { id: "held-out/a", split: "held-out", task: "a", margin: null },
  ],
  claims: [],
  whoseEdits: [],
  rows: [
    {
      id: "fixed-shift/tiny",
      arm: "fixed-shift",
      family: "tiny",
      title: "Fixed",
      group: "fixed",
      isMain: true,
      isAboutItself: false,
      seeds: [],
      pooled: {},
      overSeeds: {},
    },
  ],
};

test("an empty link is the first sweep, the coupling index, every arm in the order of the experiment", () => {
  expect(read({})).toEqual({
    view: {
      sweep: "shift",
      statistic: "couplingIndex",
      slice: null,
      columns: "claims",
      family: null,
      group: null,
      text: null,
      order: null,
      pins: [],
    },
    ignored: [],
  });
  const { view, ignored } = checkArmsView(results, read({}).view, ["arm"]);
  expect(view.slice).toBe("held-out");
  expect(ignored).toEqual([]);
});

test("reads what it writes", () => {
  const view: ArmsView = {
    sweep: "shift",
    statistic: "gap",
    slice: "held-out/a",
    columns: "behaviour",
    family: "tiny",
    group: "fixed",
    text: "noise 40 %",
    order: { key: "couplingIndex", direction: "descending" },
    pins: ["fixed-shift/tiny", "a,b/c"],
  };
  expect(read(armsPageView.write(view))).toEqual({ view, ignored: [] });
});

test("takes a choice out of the link again", () => {
  expect(armsPageView.write({ family: null, text: null, order: null, pins: [] })).toEqual({
    family: null,
    text: null,
    order: null,
    pins: null,
  });
});

test("a mangled link gives the default and says what was left out", () => {
  const { view, ignored } = read({
    sweep: "vibes",
    statistic: "p-value",
    family: "rwkv",
    group: "x",
    order: "--",
    columns: "7",
    text: "",
  });
  expect(view).toEqual(read({}).view);
  expect(ignored.map(({ name }) => name).sort()).toEqual([
    "columns",
    "family",
    "group",
    "order",
    "statistic",
    "sweep",
    "text",
  ]);
});

test("what only the results know is checked against them", () => {
  const given = read({ slice: "nowhere", order: "-luck", pins: "fixed-shift/tiny,gone/tiny" });
  expect(given.ignored).toEqual([]);
  const { view, ignored } = checkArmsView(results, given.view, ["arm", "couplingIndex"]);
  expect(view).toMatchObject({ slice: "held-out", order: null, pins: ["fixed-shift/tiny"] });
  expect(ignored.map(({ name, given: said }) => [name, said])).toEqual([
    ["slice", "nowhere"],
    ["order", "-luck"],
    ["pins", "gone/tiny"],
  ]);
});
