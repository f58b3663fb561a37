import { describe, expect, it } from "vitest";
import type { StepSeries } from "@/components/charts/step-series";
import type { Estimate } from "@/lib/stats/estimate";
import { pullNotes, recordedWords, smallPullNotes, undefinedNotes } from "./missing-notes";

const value = (n = 100, method = "percentile bootstrap over entities"): Estimate => ({
  kind: "value",
  value: 0.5,
  low: 0.4,
  high: 0.6,
  level: 0.95,
  n,
  clusters: 5,
  method,
});
const none = (reason = "no edit does"): Estimate => ({ kind: "undefined", reason });
const series = (line: string, points: Record<number, Estimate>): StepSeries => ({
  id: line,
  name: line,
  line,
  whose: "self",
  voice: "plain",
  points: Object.entries(points).map(([step, estimate]) => ({ step: Number(step), estimate })),
});
const names = new Map([
  ["main", "this run"],
  ["online", "online labels"],
]);

describe("where lines are broken", () => {
  it("is said by statistic, for all lines at the same steps at once, seeds among them", () => {
    const notes = undefinedNotes(
      [
        {
          title: "self-pull",
          series: [
            series("main", { 0: none(), 60: value(), 120: value() }),
            { ...series("seed 1", { 0: none(), 240: value() }), rank: "seed" },
            series("online", { 0: none(), 60: none(), 120: none(), 240: value(), 1200: none("too few") }),
          ],
        },
        { title: "target-pull", series: [series("online", { 0: none(), 60: none(), 1200: value() })] },
        { title: "gap", series: [series("online", { 0: value(), 60: value() })] },
      ],
      names,
    );
    expect(notes).toEqual([
      "No self-pull: this run, seed 1 at step 0; online labels at step 0 to 120 (no edit does); online labels at step 1,200 (too few).",
      "No target-pull: online labels at step 0, 60 (no edit does).",
    ]);
  });

  it("names the page's own line first, seeds as one, and all lines as such", () => {
    const missing = (line: string, rank: StepSeries["rank"]) => ({
      ...series(line, { 0: none(), 60: value() }),
      rank,
    });
    const lines = [missing("seed 1", "seed"), missing("online", "control"), missing("main", "main")];
    const notes = (of: StepSeries[]) => undefinedNotes([{ title: "self-pull", series: of }], names);
    expect(notes(lines)).toEqual(["No self-pull: all lines at step 0 (no edit does)."]);
    const fine = { ...series("external", { 0: value() }), rank: "control" as const };
    expect(notes([missing("seed 2", "seed"), fine, ...lines])).toEqual([
      "No self-pull: this run, seeds 2, 1, online labels at step 0 (no edit does).",
    ]);
    expect(notes(["seed 2", "seed 3", "seed 4"].map((seed) => missing(seed, "seed")).concat(fine))).toEqual([
      "No self-pull: seeds 2 to 4 at step 0 (no edit does).",
    ]);
  });

  it("is said once for statistics that are missing in the same way", () => {
    const lines = [series("main", { 0: none(), 60: none() })];
    expect(
      undefinedNotes(
        [
          { title: "share true of itself", series: lines },
          { title: "agreement", series: lines },
        ],
        names,
      ),
    ).toEqual(["No share true of itself, no agreement: this run at every step (no edit does)."]);
  });

  it("is not said again of a coupling index that is missing with its pulls", () => {
    const pull = (title: string, at: number) => ({
      title,
      series: [series("main", { 0: value(), 60: value(), 120: value(), [at]: none(title) })],
    });
    const index = series("main", { 0: none("index"), 60: none("index"), 120: none("unsteady") });
    const notes = (of: StepSeries) =>
      pullNotes(
        pull("self-pull", 0),
        pull("target-pull", 60),
        { title: "coupling index", series: [of] },
        names,
      );
    expect(notes(index)).toEqual([
      "No self-pull: this run at step 0 (self-pull).",
      "No target-pull: this run at step 60 (target-pull).",
      "No coupling index where one of the pulls is missing.",
      "No coupling index: this run at step 120 (unsteady).",
    ]);
    expect(notes({ ...index, points: index.points.slice(0, 2) })).toHaveLength(3);
  });
});

it("names the pulls of too few edits, and no mean over seeds, whose n counts those", () => {
  const pulls = [
    { title: "self-pull", series: [series("main", { 0: value(12), 60: value(29), 120: value(30) })] },
    {
      title: "target-pull",
      series: [series("main", { 0: value(5, "t-interval over 5 seeds"), 60: none() })],
    },
  ];
  expect(smallPullNotes(pulls, names)).toEqual([
    "From fewer than 30 edits, so that the interval is not to be relied on, nor the coupling index’s there: self-pull, this run at step 0, 60.",
  ]);
  expect(smallPullNotes(pulls.slice(1), names)).toEqual([]);
});

it("says which lines have fewer steps than the axis, and leaves those that are points to who draws them", () => {
  const axis = [0, 60, 120, 240, 360, 480];
  const words = recordedWords(
    [
      { name: "this run", steps: axis },
      { name: "seed 1", steps: [0, 240, 480] },
      { name: "seed 2", steps: [0, 240, 480] },
      { name: "online labels", steps: [0, 60, 120, 480] },
      { name: "text only", steps: [480] },
    ],
    axis,
  );
  expect(words).toBe("Recorded every 240 steps only: seeds 1, 2; at 4 of the 6 steps only: online labels.");
  expect(recordedWords([{ name: "this run", steps: axis }], axis)).toBe("");
});
