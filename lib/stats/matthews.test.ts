import { describe, expect, it } from "vitest";
import { MATTHEWS_RANGE, matthews } from "@/lib/stats/matthews";

describe("matthews", () => {
  it("agrees with scikit-learn 1.9.1's matthews_corrcoef", () => {
    expect(matthews(3, 4, 4, 6)).toBeCloseTo(0.408248290463863, 12);
    expect(matthews(37, 50, 269, 350)).toBeCloseTo(0.3688123237914941, 12);
  });

  it("is its best for the truth, its worst for the opposite, undefined for a constant", () => {
    expect(matthews(4, 4, 6, 6)).toBe(MATTHEWS_RANGE.best);
    expect(matthews(0, 4, 0, 6)).toBe(MATTHEWS_RANGE.min);
    expect(matthews(2, 4, 3, 6)).toBe(MATTHEWS_RANGE.null);
    expect(matthews(4, 4, 0, 6)).toBeNaN();
    expect(matthews(3, 4, 0, 0)).toBeNaN();
  });
});
