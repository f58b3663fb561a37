import { describe, expect, it } from "vitest";
import { tInterval, tTest } from "@/lib/stats/t-interval";

describe("tInterval", () => {
  it("agrees with scipy 1.17.1's ttest_1samp(...).confidence_interval", () => {
    const expected: [number[], number, number, number, number][] = [
      [[0.61, 0.59, 0.66, 0.57, 0.63], 0.95, 0.612, 0.5686305410339125, 0.6553694589660872],
      [[0.2, 0.9], 0.95, 0.55, -3.8971716576611426, 4.997171657661142],
      [[1, 2, 4], 0.9, 7 / 3, -0.24185189250352357, 4.908518559170188],
    ];
    for (const [values, level, value, low, high] of expected) {
      const estimate = tInterval(values, level);
      if (estimate.kind !== "value") throw new Error(estimate.reason);
      expect(estimate.value).toBeCloseTo(value, 12);
      expect(estimate.low).toBeCloseTo(low, 9);
      expect(estimate.high).toBeCloseTo(high, 9);
      expect(estimate).toMatchObject({
        n: values.length,
        level,
        method: `t-interval over ${values.length} seeds`,
      });
    }
  });

  it("says why it cannot be told", () => {
    expect(tInterval([0.6], 0.95)).toEqual({
      kind: "undefined",
      reason: "one seed says nothing about others",
    });
    expect(tInterval([0.6, Number.NaN, 0.7], 0.95).kind).toBe("undefined");
  });
});

describe("tTest", () => {
  it("agrees with scipy 1.17.1's ttest_1samp", () => {
    expect(tTest([0.61, 0.59, 0.66, 0.57, 0.63], 0.5)).toBeCloseTo(0.00200326990569242, 9);
    expect(tTest([0.2, 0.9], 0.5)).toBeCloseTo(0.9096655293982672, 9);
  });

  it("is no number where there is nothing to test", () => {
    for (const values of [[0.6], [0.6, 0.6], [0.6, Number.NaN]]) expect(tTest(values, 0.5)).toBeNaN();
  });
});
