import { describe, expect, it } from "vitest";
import type { Estimate } from "@/lib/stats/estimate";
import {
  constantNull,
  differenceAxis,
  isPath,
  lastDefined,
  lineNear,
  linesAt,
  type StepSeries,
  shareAxis,
  undefinedStretches,
} from "./step-series";

const none: Estimate = { kind: "undefined", reason: "because" };
const at = (value: number, half = 0.02): Estimate => ({
  kind: "value",
  value,
  low: value - half,
  high: value + half,
  level: 0.95,
  n: 1,
  clusters: 1,
  method: "",
});
const series = (id: string, estimates: Estimate[]): StepSeries => ({
  id,
  name: id,
  whose: "self",
  voice: "plain",
  points: estimates.map((estimate, i) => ({ step: i * 60, estimate })),
});

describe("shareAxis", () => {
  it("holds all intervals and nulls on round steps", () => {
    expect(shareAxis([series("a", [at(0.71), at(0.82)])], [])).toEqual({
      domain: [0.65, 0.85],
      ticks: [0.65, 0.7, 0.75, 0.8, 0.85],
    });
    expect(shareAxis([series("a", [at(0.61), at(0.72)])], [constantNull("½", 0.5, [0, 10])])).toEqual({
      domain: [0.5, 0.8],
      ticks: [0.5, 0.6, 0.7, 0.8],
    });
  });
  it("stays within shares", () => {
    const axis = shareAxis([series("a", [at(0, 0), at(0.99, 0.05)])], []);
    expect(axis.domain).toEqual([0, 1]);
    expect(axis.ticks).toHaveLength(5);
  });
  it("still is an axis when nothing is defined", () => {
    expect(shareAxis([series("a", [none])], [constantNull("½", 0.5, [0])]).ticks.length).toBeGreaterThan(1);
  });
});

describe("what an axis has to hold", () => {
  const ticksOf = (one: StepSeries) => shareAxis([one], []).ticks;
  const wide = [at(0.5, 0.4), at(0.5, 0.4), at(0.6, 0.05)];

  it("is all of a main line's intervals, for they are its band", () => {
    expect(ticksOf(series("a", wide))).toEqual([0, 0.25, 0.5, 0.75, 1]);
  });
  it("is of a control's line the interval that it ends with, of single points each one's, of a seed's none", () => {
    expect(ticksOf({ ...series("a", wide), rank: "control" })).toEqual([0.5, 0.55, 0.6, 0.65]);
    expect(ticksOf({ ...series("a", wide.slice(1)), rank: "control" })).toEqual([0, 0.25, 0.5, 0.75, 1]);
    expect(ticksOf({ ...series("a", wide), rank: "seed" })).toEqual([0.5, 0.55, 0.6]);
  });
});

describe("differenceAxis", () => {
  it("is as long as what it holds, with round ticks on it", () => {
    const { domain, ticks } = differenceAxis(
      [series("a", [at(-0.02), at(0.6)])],
      [constantNull("0", 0, [0])],
    );
    expect(domain[0]).toBeCloseTo(-0.04 - 0.66 * 0.04, 12);
    expect(domain[1]).toBeCloseTo(0.62 + 0.66 * 0.04, 12);
    expect(ticks).toEqual([0, 0.2, 0.4, 0.6]);
  });
  it("stays within differences of shares, and still is one when nothing is defined", () => {
    const wide = differenceAxis([series("a", [at(-1, 0.4), at(1, 0.4)])], []);
    expect(wide.ticks).toEqual([-1, -0.5, 0, 0.5, 1]);
    expect(differenceAxis([series("a", [none])], []).ticks.length).toBeGreaterThan(1);
    expect(differenceAxis([], [constantNull("0", 0, [0])]).ticks).toEqual([0]);
  });
});

it("draws no line through a first and a last step alone", () => {
  expect(isPath(series("a", [at(0.1), at(0.2)]))).toBe(false);
  expect(isPath(series("a", [at(0.1), none, at(0.2)]))).toBe(true);
});

it("finds the last defined point", () => {
  expect(lastDefined(series("a", [at(0.1), at(0.2), none]))).toEqual({ step: 60, value: 0.2 });
  expect(lastDefined(series("a", [none]))).toBeNull();
});

it("finds the stretches without a value, up to their defined neighbours", () => {
  const stretches = (estimates: Estimate[]) => undefinedStretches(series("a", estimates));
  expect(stretches([none, at(0.1), at(0.2)])).toEqual([[0, 60]]);
  expect(stretches([at(0.1), none, none, at(0.2), at(0.2), none])).toEqual([
    [0, 180],
    [240, 300],
  ]);
  expect(stretches([at(0.1), at(0.2)])).toEqual([]);
  expect(stretches([none, none])).toEqual([[0, 60]]);
  expect(stretches([none])).toEqual([]);
});

describe("which line is meant", () => {
  const of = (line: string, rank: StepSeries["rank"], values: number[]): StepSeries => ({
    ...series(
      line,
      values.map((value) => at(value)),
    ),
    line,
    rank,
  });
  // A hundred pixels from 0 to 1.
  const from = (value: number) => (other: number) => Math.abs(other - value) * 100;

  it("is the nearest within reach, and the main one before others within reach", () => {
    const all = [
      of("seed 1", "seed", [0.5, 0.7]),
      of("online", "control", [0.5, 0.78]),
      of("main", "main", [0.5]),
    ];
    expect(lineNear(all, 60, from(0.72))).toBe("seed 1");
    expect(lineNear(all, 60, from(0.8))).toBe("online");
    expect(lineNear(all, 60, from(0.4))).toBeNull();
    expect(lineNear(all, 0, from(0.55))).toBe("main");
  });

  it("is none where a point has no value or is of no line", () => {
    expect(
      lineNear([{ ...of("main", "main", []), points: [{ step: 0, estimate: none }] }], 0, from(0)),
    ).toBeNull();
    expect(lineNear([series("nobody", [at(0.5)])], 0, from(0.5))).toBeNull();
  });

  it("can be any that has a value at the step, each once, the main one first", () => {
    const all = [of("seed 1", "seed", [0.5, 0.7]), of("main", "main", [0.5]), of("main", "main", [0.6])];
    expect(linesAt(all, 0)).toEqual(["main", "seed 1"]);
    expect(linesAt(all, 60)).toEqual(["seed 1"]);
  });
});
