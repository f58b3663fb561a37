import { expect, it } from "vitest";
import type { StepSeries } from "@/components/charts/step-series";
import { makeBundle } from "@/lib/bundle/bundle.test-support";
import type { Run } from "@/lib/bundle/schema";
import type { SummaryCounts } from "@/lib/coupling/types";
import { DEFAULT_FILTER } from "@/lib/permalink/filter-view";
import type { Estimate } from "@/lib/stats/estimate";
import { listLines } from "./lines";
import { coarseNotes, describeSeries, figureMethod, isEmptyLine, itemWords, methodLine } from "./words";

const value: Estimate = {
  kind: "value",
  value: 0.5,
  low: 0.4,
  high: 0.6,
  level: 0.95,
  n: 10,
  clusters: 5,
  method: "m",
};
const none = (reason: string): Estimate => ({ kind: "undefined", reason });
const series = (name: string, points: [number, Estimate][], rank?: StepSeries["rank"]): StepSeries => ({
  id: name,
  name,
  whose: "self",
  voice: "plain",
  rank,
  points: points.map(([step, estimate]) => ({ step, estimate })),
});

it("says what was recorded too seldom to be a line, all lines of the same steps at once", () => {
  const notes = coarseNotes([
    series("a", [
      [0, value],
      [1200, value],
    ]),
    series("b", [
      [0, value],
      [1200, value],
    ]),
    series("c", [[1200, value]]),
    series("path", [
      [0, value],
      [600, value],
      [1200, value],
    ]),
    series("waiting", []),
  ]);
  expect(notes).toEqual([
    "Recorded at step 0, 1,200 only, so drawn as points, not as a line (what happened in between is not known): a, b.",
    "Recorded at step 1,200 only, so drawn as points, not as a line (what happened in between is not known): c.",
  ]);
});

it("describes main lines only, and such as are not there yet", () => {
  const text = describeSeries([
    series("control", [[0, value]], "control"),
    series("does", [
      [0, value],
      [60, none("no edit")],
    ]),
    series("says", []),
  ]);
  expect(text.replaceAll("\u00a0", " ")).toBe(
    "does: from 0.50 [0.40, 0.60] at step 0 to n/a: no edit at step 60. says: not computed yet.",
  );
});

it("says of counts whether they are the same at every step", () => {
  const counts = { items: 1200, prompts: 200, entities: 60 } as SummaryCounts;
  expect(itemWords(counts, { ...DEFAULT_FILTER, cue: "consensus" })).toContain("at every step");
  expect(itemWords(counts, { ...DEFAULT_FILTER, reply: "shifted" })).toBe(
    "At the last step n = 1,200 edits of 200 prompts about 60 entities.",
  );
  expect(itemWords(null, DEFAULT_FILTER)).toBe("");
});

it("names run, filter, counts and intervals under a figure, and of a mean the intervals over seeds", () => {
  const bundle = makeBundle();
  const run = bundle.runs.find(({ id }) => id === "flagship") as Run;
  const method = { draws: 2000, level: 0.95, seed: 1, unit: "entities" };
  const { main } = listLines(bundle, run, "run");
  const parts = {
    bundle,
    run,
    filter: DEFAULT_FILTER,
    counts: "n = 3.",
    recorded: "Recorded rarely.",
    method,
  };
  const line = methodLine({ ...parts, main });
  expect(line.replaceAll("\u00a0", " ")).toMatch(
    /^Arm fixed-shift, Tiny, seed 0 \(flagship\)\. Only entities that were never explained\. n = 3\. Recorded rarely\. Intervals: 95 %, percentile bootstrap over entities/u,
  );
  const mean = { ...main, paths: [...main.paths, ...main.paths] };
  const ofMean = methodLine({ ...parts, main: mean });
  expect(ofMean).toContain(" Of seed 0: n = 3. ");
  expect(ofMean).toContain(" Of single runs: 95");
  expect(ofMean.replaceAll("\u00a0", " ")).toContain("Intervals of means: 95 %, Student’s t over seeds");
});

it("says above all figures what they have in common, and under one only what it counts otherwise", () => {
  const exact: Estimate = { ...value, method: "Clopper–Pearson" };
  expect(figureMethod("The run.", "", [series("a", [[0, value]])])).toEqual({
    method: "The run.",
    shownMethod: "",
  });
  const own = figureMethod("The run.", "n = 3.", [series("a", [[0, exact]])]);
  expect(own.shownMethod).toMatch(/^n = 3\. Shares of fewer than 30 items have exact intervals/u);
  expect(own.method).toBe(`The run. ${own.shownMethod}`);
});

it("is empty where nothing is left at any step, and only once that is known", () => {
  const bundle = makeBundle();
  const { main } = listLines(bundle, bundle.runs.find(({ id }) => id === "flagship") as Run, "run");
  const ids = main.paths.flatMap(({ scores }) => scores.map(({ id }) => id));
  const answers = (items: (at: number) => number) =>
    new Map(
      ids.map((id, at) => [
        id,
        { id, kind: "estimates" as const, estimates: {}, counts: { items: items(at) } as SummaryCounts },
      ]),
    );
  expect(isEmptyLine(main, new Map())).toBe(false);
  expect(
    isEmptyLine(
      main,
      answers(() => 0),
    ),
  ).toBe(true);
  expect(
    isEmptyLine(
      main,
      answers((at) => at),
    ),
  ).toBe(false);
});
