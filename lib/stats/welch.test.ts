import { describe, expect, it } from "vitest";
import { welch } from "@/lib/stats/welch";

describe("welch", () => {
  it("agrees with scipy 1.17.1's ttest_ind(equal_var=False)", () => {
    const expected: [number[], number[], number, number, number, number][] = [
      [
        [0.61, 0.59, 0.66, 0.57, 0.63],
        [0.51, 0.44, 0.53],
        0.11866666666666653,
        0.02422026776225973,
        0.21311306557107335,
        0.026898817517857113,
      ],
      [[1, 1], [0.2, 0.9, 0.5, 0.1], 0.575, 0.003118147521536052, 1.1468818524784639, 0.04933945306268688],
    ];
    for (const [first, second, value, low, high, p] of expected) {
      const comparison = welch(first, second, 0.95);
      if (comparison.difference.kind !== "value") throw new Error(comparison.difference.reason);
      expect(comparison.difference.value).toBeCloseTo(value, 12);
      expect(comparison.difference.low).toBeCloseTo(low, 9);
      expect(comparison.difference.high).toBeCloseTo(high, 9);
      expect(comparison.p).toBeCloseTo(p, 9);
    }
  });

  it("says why it cannot be told", () => {
    expect(welch([0.5], [0.1, 0.2], 0.95)).toEqual({
      difference: { kind: "undefined", reason: "one of the arms has one seed only" },
      p: null,
    });
    expect(welch([0.5, 0.5], [0.1, 0.1], 0.95).p).toBeNull();
    expect(welch([0.5, Number.NaN], [0.1, 0.1], 0.95).difference.kind).toBe("undefined");
  });
});
