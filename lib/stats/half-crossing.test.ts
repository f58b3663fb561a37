import { describe, expect, it } from "vitest";
import { halfCrossing } from "@/lib/stats/half-crossing";

describe("halfCrossing", () => {
  it("crosses on the straight line between two steps", () => {
    expect(halfCrossing([0, 100, 200], [0, 0.2, 1])).toBeCloseTo(137.5, 12);
    expect(halfCrossing([0, 100, 200], [1, 0.8, 0])).toBeCloseTo(137.5, 12);
    expect(halfCrossing([0, 100, 200], [0, 0.5, 1])).toBe(100);
    expect(halfCrossing([300, 700], [-1, 3])).toBe(500);
  });

  it("takes the last crossing: a rise that is undone is not the change", () => {
    expect(halfCrossing([0, 10, 20, 30, 40], [0, 0.9, 0.1, 0.7, 1])).toBeCloseTo(20 + (0.4 / 0.6) * 10, 12);
    // First against the change, then with it.
    expect(halfCrossing([0, 10, 20], [0, -1, 1])).toBeCloseTo(17.5, 12);
  });

  it("is undefined without a change, and refuses columns that do not fit", () => {
    expect(halfCrossing([0, 10, 20], [0.4, 0.9, 0.4])).toBeNaN();
    expect(halfCrossing([0, 10], [0, Number.NaN])).toBeNaN();
    expect(() => halfCrossing([0], [1])).toThrow(/got 1, 1/);
    expect(() => halfCrossing([0, 1], [1])).toThrow(/got 2, 1/);
  });
});
