import { expect, it } from "vitest";
import type { Estimate } from "@/lib/stats/estimate";
import { caveatNotes, mergeNames, toDrawable, undrawableNotes } from "./plane-points";

const at = (value: number): Estimate => ({
  kind: "value",
  value,
  low: value - 0.1,
  high: value + 0.2,
  level: 0.95,
  n: 1,
  clusters: 1,
  method: "",
});
const none: Estimate = { kind: "undefined", reason: "no edit changes the target's reply only" };

it("takes target-pull across and self-pull up", () => {
  const point = toDrawable({ id: "a", title: "a", targetPull: at(0.5), selfPull: at(0.25) });
  expect(point).toMatchObject({ x: 0.5, y: 0.25 });
  expect(point?.xRange).toEqual([0.4, 0.7]);
});

it("says which points are not to be relied on, each group once", () => {
  const few = { ...at(0), caveat: "few edits" };
  const point = (selfPull: Estimate, step: number) => ({
    id: "a",
    title: "",
    targetPull: at(0),
    selfPull,
    step,
  });
  const index = { ...point(at(0), 60), rows: [["coupling index", few]] as const };
  expect(
    caveatNotes([
      { title: "explained", points: [point(few, 0), index, point(at(0), 120), point(none, 240)] },
      { title: "constants", points: [{ id: "c", title: "", targetPull: few, selfPull: at(0) }] },
    ]),
  ).toEqual(["† Few edits: explained at step 0, 60; constants."]);
  expect(caveatNotes([{ title: "all", points: [point(at(0), 0)] }])).toEqual([]);
});

it("draws nothing of a point that lacks a coordinate, and says why", () => {
  const point = { id: "m0", title: "step 0", targetPull: none, selfPull: at(0) };
  expect(toDrawable(point)).toBeNull();
  const drawn = { ...point, targetPull: at(0) };
  expect(
    undrawableNotes([
      {
        title: "path",
        points: [
          { ...point, step: 0 },
          { ...point, step: 60 },
          { ...drawn, step: 120 },
        ],
      },
      { title: "control", points: [point] },
      { title: "other", points: [drawn] },
    ]),
  ).toEqual(["Not drawn: path at step 0, 60; control (no edit changes the target's reply only)."]);
});

it("names a place once", () => {
  const named = (id: string, cx: number, cy: number) => ({ id, title: id, cx, cy });
  expect(mergeNames([named("a", 0, 0), named("b", 50, 0), named("c", 3, 4)], 6).map((p) => p.title)).toEqual([
    "a, c",
    "b",
  ]);
});

it("says of all paths together what all of them lack", () => {
  const lacking = { id: "m0", title: "step 0", targetPull: none, selfPull: at(0), step: 0 };
  const groups = ["a", "b", "c"].map((title) => ({ title, points: [lacking] }));
  const reason = "(no edit changes the target's reply only)";
  expect(undrawableNotes(groups)).toEqual([`Not drawn: every path at step 0 ${reason}.`]);
  expect(undrawableNotes(groups.slice(1))).toEqual([`Not drawn: b at step 0; c at step 0 ${reason}.`]);
  const other = { title: "d", points: [{ ...lacking, targetPull: at(0) }] };
  expect(undrawableNotes([...groups, other])).toEqual([
    `Not drawn: a at step 0; b at step 0; c at step 0 ${reason}.`,
  ]);
});
