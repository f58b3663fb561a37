import { describe, expect, it } from "vitest";
import { fileNotes } from "@/components/charts/figure-facts";
import { figureTable } from "@/components/charts/figure-table";
import { FEW_EDITS } from "@/lib/coupling/small-cells";
import { addControls, buildOverview } from "@/lib/queries/build-overview";
import { simulateBundle } from "@/lib/queries/simulated-bundle.test-support";
import { caveatNotes, constantNulls, constantWords, TIMELINE_COLUMNS, undefinedNotes } from "./timeline-data";

const { bundle, items, records } = simulateBundle();
const overview = addControls(buildOverview(bundle, items, records), bundle, items, records);
const path = overview.path["held-out"];

/** The largest share among the constants' own points, at the last step. */
function largest(statistic: "faithfulnessSelf" | "faithfulnessTarget"): number {
  const constants = overview.points["held-out"].filter(({ kind }) => kind === "constant");
  return Math.max(
    ...constants.map(({ summary }) => {
      const estimate = summary[statistic];
      return estimate.kind === "value" ? estimate.value : Number.NaN;
    }),
  );
}

describe("the hairlines of the claims' panel", () => {
  it("are the best constant of itself and of its target, at every step", () => {
    const [self, target] = constantNulls(path);
    expect([self?.name, self?.whose]).toEqual(["constant, itself", "self"]);
    expect([target?.name, target?.whose]).toEqual(["constant, target", "target"]);
    expect(self?.points.map(({ step }) => step)).toEqual(overview.steps);
    expect(self?.points.at(-1)?.value).toBeCloseTo(largest("faithfulnessSelf"), 12);
    expect(target?.points.at(-1)?.value).toBeCloseTo(largest("faithfulnessTarget"), 12);
    // At its first step the model is the target.
    expect(self?.points[0]?.value).toBe(target?.points[0]?.value);
  });

  it("are named by the claim, and left out where there is none", () => {
    expect(constantWords(path)).toBe("“nothing would change”");
    const without = path.map((point) => ({ ...point, constants: null }));
    expect(constantNulls(without).map(({ points }) => points)).toEqual([[], []]);
  });

  it("are among the figure's numbers", () => {
    const { columns, csv } = figureTable(TIMELINE_COLUMNS, path);
    expect(columns.slice(-2).map(({ title }) => title)).toEqual(csv.header.slice(-2));
    expect(csv.header.slice(-2)).toEqual(["best constant, of itself", "best constant, of its target"]);
    expect(csv.rows.at(-1)?.at(-2)).toBeCloseTo(largest("faithfulnessSelf"), 12);
    expect(csv.rows).toHaveLength(path.length);
  });
});

it("says where a statistic is undefined, and why", () => {
  const [note] = undefinedNotes(path);
  expect(note).toMatch(/^Hatched: coupling index is not defined at step 0, for /);
});

it("says once which estimates are not to be relied on, and the files do not say it again", () => {
  const few = path.map((point, i) => {
    const flag = (name: "couplingIndex" | "behaviourShift") => {
      const estimate = point.summary[name];
      return estimate.kind === "value" && i > 0 ? { ...estimate, caveat: FEW_EDITS } : estimate;
    };
    const flagged = { couplingIndex: flag("couplingIndex"), behaviourShift: flag("behaviourShift") };
    return { ...point, summary: { ...point.summary, ...flagged } };
  });
  const notes = caveatNotes(few);
  expect(notes).toEqual([
    "† Fewer than 30 edits of a kind are behind these, so their intervals are not to be relied on: behaviour shift at step 5, 10; coupling index at step 5, 10.",
  ]);
  const { remarks } = figureTable(TIMELINE_COLUMNS, few);
  expect(fileNotes(notes, remarks).filter((note) => note.startsWith("†"))).toEqual(notes);
});
