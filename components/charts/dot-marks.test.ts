import { describe, expect, test } from "vitest";
import type { Estimate } from "@/lib/stats/estimate";
import {
  type DotAxis,
  type DotMark,
  dotMoves,
  drawableMarks,
  placeDomain,
  spreadPlace,
  threadsOf,
  valueDomain,
} from "./dot-marks";

const estimate = (value: number, half = 0.1): Estimate => ({
  kind: "value",
  value,
  low: value - half,
  high: value + half,
  level: 0.95,
  n: 10,
  clusters: 5,
  method: "",
});

function mark(id: string, at: number, value: number, change: Partial<DotMark> = {}): DotMark {
  return {
    id,
    kind: "mean",
    series: "a",
    at,
    title: id,
    estimate: estimate(value),
    spread: null,
    thread: null,
    companion: null,
    opens: null,
    hover: [],
    isPinned: false,
    ...change,
  };
}

const axis = (scale: DotAxis["scale"]): DotAxis => ({ title: "axis", scale, places: [] });

test("what is undefined is not drawn", () => {
  const missing = mark("b", 1, 0, { estimate: { kind: "undefined", reason: "one seed" } });
  expect(drawableMarks([mark("a", 0, 0.5), missing]).map(({ id }) => id)).toEqual(["a"]);
});

test("threads join marks of one key along the axis, and are none of one mark", () => {
  const marks = drawableMarks([
    mark("s0 last", 2, 0.6, { kind: "seed", thread: "0" }),
    mark("s0 first", 0, 0.4, { kind: "seed", thread: "0" }),
    mark("s1", 0, 0.4, { kind: "seed", thread: "1" }),
    mark("mean", 0, 0.4),
  ]);
  const ids = threadsOf(marks, ({ thread }) => thread).map((thread) => thread.map(({ id }) => id));
  expect(ids).toEqual([["s0 first", "s0 last"]]);
});

describe("domains", () => {
  test("the values' holds intervals of means, values of runs, and the null", () => {
    const marks = drawableMarks([mark("m", 0, 0.7), mark("s", 0, 0.9, { kind: "seed" })]);
    const [low, high] = valueDomain(marks, [0.5]);
    expect(low).toBeLessThan(0.5);
    expect(high).toBeGreaterThan(0.9);
    expect(high).toBeLessThan(1);
  });

  test("a mean's interval over runs is part of it", () => {
    const marks = drawableMarks([mark("m", 0, 0.7, { spread: estimate(0.7, 0.6) })]);
    expect(valueDomain(marks, [])[0]).toBeLessThan(0.1);
  });

  test("the axis' spreads logs by factors and gives categories half a place at both ends", () => {
    const marks = drawableMarks([mark("a", 24, 0.5), mark("b", 96, 0.5)]);
    const [low, high] = placeDomain(axis("log"), marks, []);
    expect((low + high) / 2).toBeCloseTo(Math.log(48));
    expect(
      placeDomain({ ...axis("category"), places: [0, 1, 2].map((at) => ({ at, label: "" })) }, [], []),
    ).toEqual([-0.5, 2.5]);
    expect(() => spreadPlace(axis("log"), 0)).toThrow(/above 0/);
    expect(placeDomain(axis("linear"), marks, [0])[0]).toBeLessThan(0);
  });
});

test("keys lead along the axis within a series, and across it by value", () => {
  const marks = drawableMarks([
    mark("a0", 0, 0.5),
    mark("b0", 0, 0.6, { series: "b" }),
    mark("a2", 2, 0.4),
    mark("a1", 1, 0.7),
  ]);
  const lead = (from: number, key: string) =>
    marks[dotMoves(marks, from, ["ArrowRight", "ArrowLeft"])[key] ?? -1]?.id;
  expect(lead(0, "ArrowRight")).toBe("a1");
  expect(lead(2, "ArrowLeft")).toBe("a1");
  expect(lead(0, "ArrowUp")).toBe("b0");
  expect(lead(1, "ArrowDown")).toBe("a0");
  expect(lead(1, "ArrowRight")).toBe("b0");
  expect(lead(0, "PageDown")).toBe("b0");
  const down = dotMoves(marks, 0, ["ArrowDown", "ArrowUp"]);
  expect(marks[down.ArrowDown as number]?.id).toBe("a1");
  expect(marks[down.ArrowRight as number]?.id).toBe("b0");
});
