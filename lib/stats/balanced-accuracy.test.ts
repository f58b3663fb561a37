import { describe, expect, it } from "vitest";
import { BALANCED_ACCURACY_RANGE, balancedAccuracy } from "@/lib/stats/balanced-accuracy";

describe("balancedAccuracy", () => {
  it("agrees with scikit-learn 1.9.1's balanced_accuracy_score", () => {
    const truth = [1, 1, 1, 0, 0, 0, 0, 1, 0, 0];
    const claim = [1, 0, 1, 0, 0, 1, 0, 1, 1, 0];
    const count = (t: number, c: number) => truth.filter((value, i) => value === t && claim[i] === c).length;
    expect(balancedAccuracy(count(1, 1), 4, count(0, 0), 6)).toBeCloseTo(0.7083333333333333, 12);
  });

  it("is its best for the truth, its null for a constant, undefined for one class", () => {
    expect(balancedAccuracy(4, 4, 6, 6)).toBe(BALANCED_ACCURACY_RANGE.best);
    expect(balancedAccuracy(4, 4, 0, 6)).toBe(BALANCED_ACCURACY_RANGE.null);
    expect(balancedAccuracy(0, 4, 0, 6)).toBe(BALANCED_ACCURACY_RANGE.min);
    expect(balancedAccuracy(3, 4, 0, 0)).toBeNaN();
  });
});
