import { describe, expect, it } from "vitest";
import { welch } from "@/lib/stats/welch";

describe("welch", () => {
  it("agrees with scipy 1.17.1's ttest_ind(equal_var=False)", () => {
    const expected: [number[], number[], number, number, number, number][] = [
      [
        [0.61, 0.59, 0.66, 0.57, 0.63],
        [0.51, 0.44, 0.53, 0.55],
        0.10449999999999982,
        0.032521746277143715,
        0.17647825372285592,
        0.012925430245308098,
      ],
      [
        [1, 1, 1, 1],
        [0.2, 0.9, 0.5, 0.1, 0.4, 0.7],
        0.5333333333333334,
        0.21733875313655265,
        0.8493279135301142,
        0.00743865618635148,
      ],
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
    expect(welch([0.5, 0.6, 0.7], [0.1, 0.2, 0.3, 0.2], 0.95)).toEqual({
      difference: {
        kind: "undefined",
        reason: "one of the arms has fewer than 4 seeds; compare the seeds that both have",
      },
      p: null,
    });
    expect(welch([0.5, 0.5, 0.5, 0.5], [0.1, 0.1, 0.1, 0.1], 0.95).p).toBeNull();
    expect(welch([0.5, 0.6, 0.7, Number.NaN], [0.1, 0.2, 0.3, 0.2], 0.95).difference.kind).toBe("undefined");
  });
});
