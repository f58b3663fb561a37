import { describe, expect, it } from "vitest";
import { makeBundle } from "@/lib/bundle/bundle.test-support";
import type { SummaryCounts } from "@/lib/coupling/types";
import type { EstimatesResult } from "@/lib/queries/types";
import type { Estimate } from "@/lib/stats/estimate";
import { countsSentence, drawPlane, narrowedSentence, placeOf, planeRows } from "./plane-data";
import { nameRuns } from "./plane-runs";
import { planeRequests, shownRuns } from "./plane-scores";

const bundle = makeBundle();
const FILTER = { task: null, cue: null, edit: null, flip: null, reply: null, margin: null };
const RUNS = ["flagship", "external"];
const COUNTS: SummaryCounts = {
  items: 100,
  prompts: 20,
  entities: 7,
  promptsReplyDiffers: 3,
  promptsWithoutNeither: 1,
  disputed: 9,
  shiftedItems: 8,
  onlySelf: 10,
  onlyTarget: 11,
  both: 12,
  neither: 1000,
};
const at = (value: number): Estimate => ({
  kind: "value",
  value,
  low: value - 0.1,
  high: value + 0.1,
  level: 0.95,
  n: 1,
  clusters: 1,
  method: "",
});

/** An answer to a request: every estimate is the score's place in it. */
function answer(scores: readonly { id: string }[]): EstimatesResult {
  return {
    contrasts: [],
    method: { draws: 1, level: 0.95, seed: 1, unit: "entities" },
    scores: scores.map(({ id }, place) => ({
      id,
      kind: "estimates",
      estimates: {
        selfPull: at(place),
        targetPull: at(place),
        bothPull: at(place),
        couplingIndex: at(place),
      },
      counts: COUNTS,
    })),
  };
}

const named = nameRuns(bundle, RUNS);
const { shown } = shownRuns(bundle, { runs: RUNS, steps: "path" });
const requests = planeRequests(bundle, shown, { split: "both", filter: { ...FILTER, cue: "weather" } });
const splits = requests.map(({ split, spec }) =>
  planeRows(bundle, shown, named, { split, result: answer(spec.scores) }),
);

describe("what is asked", () => {
  it("is every point once for each split, against the run's own subject and target", () => {
    expect(requests.map(({ split }) => split)).toEqual(["held-out", "explained"]);
    expect(requests[1]?.spec.filter).toEqual({ ...FILTER, cue: "weather", split: "explained" });
    expect(requests[0]?.spec.scores.slice(0, 4)).toMatchObject([
      { claims: { run: "flagship", step: 0 }, self: { run: "flagship", step: 0 }, target: { run: "m0" } },
      { claims: { run: "flagship", step: 10 }, self: { run: "flagship", step: 10 } },
      { claims: { run: "external", step: 0 }, self: { run: "flagship", step: 0 } },
      { claims: { run: "external", step: 10 }, self: { run: "flagship", step: 10 } },
    ]);
  });

  it("takes the last step, or the one that is wanted, and says which runs lack it", () => {
    const last = shownRuns(bundle, { runs: RUNS, steps: "last" });
    expect(last.shown.map((run) => run.shown)).toEqual([[10], [10]]);
    const none = shownRuns(bundle, { runs: RUNS, steps: 7 });
    expect(none.shown).toEqual([]);
    expect(none.notes).toEqual([
      "Not drawn: flagship (it has no record of step 7).",
      "Not drawn: external (it has no record of step 7).",
    ]);
    expect(planeRequests(bundle, [], { split: "all", filter: FILTER })).toEqual([]);
  });
});

describe("what is drawn", () => {
  const { paths, points } = drawPlane(splits, named, { pins: ["flagship"], controlArms: ["external"] });

  it("is a path for each run and split, told apart by form", () => {
    expect(paths.map(({ title, look, shape, points: own }) => [title, look, shape, own.length])).toEqual([
      ["Arm fixed-shift", "strong", "dot", 2],
      ["Arm external", "control", "dot", 2],
      ["Arm fixed-shift, explained", "strong", "square", 2],
      ["Arm external, explained", "control", "square", 2],
    ]);
    const ids = [...paths.flatMap((path) => path.points), ...points].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("has items behind runs, and none behind landmarks", () => {
    const { paths, points } = drawPlane(splits, named, { pins: [], controlArms: [] });
    for (const { opens } of paths.flatMap((path) => path.points)) expect(opens).toBe(true);
    expect(points.length).toBeGreaterThan(0);
    for (const { opens } of points) expect(opens).toBe(false);
  });

  it("has the landmarks once", () => {
    expect(points.map(({ title }) => title)).toEqual(["oracle of self", "oracle of target", "constants"]);
  });

  it("knows what stands behind a point", () => {
    const second = paths[2]?.points[1]?.id ?? "";
    expect(placeOf(splits, second)).toEqual({ run: "flagship", step: 10, split: "explained" });
    expect(placeOf(splits, points[0]?.id ?? "")).toBeNull();
  });

  it("shows a score that is not there yet as undefined", () => {
    const [row] = planeRows(bundle, shown, named, { split: null, result: answer([]) });
    expect(row?.selfPull).toEqual({ kind: "undefined", reason: "it is still being computed" });
    expect(row?.counts).toBeNull();
  });
});

it("counts what the points rest on and what was left out", () => {
  expect(countsSentence(splits.flat())).toBe(
    "The coupling index of a point rests on n = 21 edits, 10 that change the reply of the model only and 11 of its target only, held against those of the same prompt that change neither, from 20 prompts about 7 entities; left out of it: 3 prompts that model and target answer differently and 1 without an edit that leaves both alone.",
  );
  expect(countsSentence([])).toBe("");
});

it("says which items the points are of, the entities too", () => {
  const filter = { ...FILTER, task: "a", margin: "away" } as const;
  expect(narrowedSentence(bundle, { split: "held-out", filter: FILTER })).toBe(
    "Only entities that were never explained.",
  );
  expect(narrowedSentence(bundle, { split: "explained", filter })).toBe(
    "Only entities that were explained; the task a; edits away from the margin (both models sure, before and after).",
  );
  expect(narrowedSentence(bundle, { split: "both", filter: FILTER })).toMatch(
    /never explained and .* apart\.$/,
  );
  expect(narrowedSentence(bundle, { split: "all", filter: FILTER })).toBeNull();
});
