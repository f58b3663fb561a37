import { describe, expect, test } from "vitest";
import type { DotAxis, DotSeries, Drawable } from "./dot-marks";
import { hasSideBySide, isMeasured, LEVEL_GAP, placeOf } from "./dot-places";
import { linearScale } from "./linear-scale";
import type { PlotFrame } from "./plot";

const series: DotSeries[] = [
  { id: "a", title: "A", form: "circle" },
  { id: "b", title: "B", form: "diamond" },
];

/** As wide as on a phone, where a shift of some pixels is the most of the axis. */
const frame: PlotFrame = {
  x: linearScale([0, 1], [44, 344]),
  y: linearScale([0, 1], [300, 0]),
  area: { x: 44, y: 0, width: 300, height: 300 },
  width: 360,
  height: 340,
};

function mark(of: string, kind: Drawable["kind"], at: number, companion: number | null = null): Drawable {
  return {
    id: `${of} ${kind} ${at} ${companion}`,
    kind,
    series: of,
    at,
    title: "",
    estimate: { kind: "undefined", reason: "" },
    spread: null,
    thread: null,
    companion,
    opens: null,
    hover: [],
    isPinned: false,
    value: 0.5,
    low: 0.4,
    high: 0.6,
  };
}

/** A mean with a run and two comparisons. */
const stand = (of: string, at: number) => [
  mark(of, "seed", at),
  mark(of, "companion", at, 0),
  mark(of, "companion", at, 1),
  mark(of, "mean", at),
];

const levels = (scale: DotAxis["scale"], ats: readonly number[]): DotAxis => ({
  title: "",
  scale,
  places: ats.map((at) => ({ at, label: String(at) })),
});

describe("placeOf", () => {
  test("puts every mark of a measured axis where it was measured, even where two series meet", () => {
    const axis: DotAxis = { title: "agreement", scale: "linear", places: [] };
    expect(isMeasured(axis)).toBe(true);
    const marks = [...stand("a", 0.6725), ...stand("a", 1), ...stand("b", 1)];
    const place = placeOf({ axis, series, marks }, frame);
    for (const one of marks) {
      const { x, y } = place(one, 0.5);
      expect(frame.x.invert(x)).toBeCloseTo(one.at, 12);
      expect(y).toBe(150);
    }
    expect(hasSideBySide({ axis, series, marks })).toBe(false);
  });

  test("puts a series that is alone at a level on it, and two about it, with all that is theirs", () => {
    const axis = levels("linear", [0.2, 0.8]);
    const marks = [...stand("a", 0.2), ...stand("a", 0.8), ...stand("b", 0.8)];
    const place = placeOf({ axis, series, marks }, frame);
    const shift = (one: Drawable) => place(one, 0.5).x - frame.x(one.at);
    expect(new Set(marks.slice(0, 4).map(shift))).toEqual(new Set([0]));
    expect(new Set(marks.slice(4, 8).map(shift))).toEqual(new Set([-LEVEL_GAP / 2]));
    expect(new Set(marks.slice(8).map(shift))).toEqual(new Set([LEVEL_GAP / 2]));
    expect(hasSideBySide({ axis, series, marks })).toBe(true);
    expect(hasSideBySide({ axis, series, marks: marks.slice(0, 8) })).toBe(false);
  });

  test("spreads a log axis by factors", () => {
    const axis = levels("log", [24, 96]);
    const marks = stand("a", 48);
    const log = { ...frame, x: linearScale([Math.log(24), Math.log(96)], [0, 100]) };
    for (const one of marks) expect(placeOf({ axis, series, marks }, log)(one, 0.5).x).toBeCloseTo(50);
  });

  test("never moves a category's values, and keeps its marks apart across them", () => {
    const axis = levels("category", [0]);
    const marks = [...stand("a", 0), ...stand("b", 0)];
    const down = { ...frame, y: linearScale([-0.5, 0.5], [0, 100]) };
    const places = marks.map((one) => placeOf({ axis, series, marks }, down)(one, 0.5));
    expect(new Set(places.map(({ x }) => x))).toEqual(new Set([frame.x(0.5)]));
    expect(new Set(places.map(({ y }) => y)).size).toBe(marks.length);
    const alone = placeOf({ axis, series, marks: stand("b", 0) }, down);
    expect(alone(mark("b", "mean", 0), 0.5).y).toBe(down.y(0));
  });
});
