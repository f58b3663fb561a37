import { describe, expect, it } from "vitest";
import { quantileSorted } from "@/lib/stats/quantile";

describe("quantileSorted", () => {
  it("agrees with numpy 2.4.6's quantile", () => {
    const values = [1, 2, 4, 8, 16];
    const expected: [number, number][] = [
      [0, 1],
      [0.025, 1.1],
      [0.1, 1.4],
      [0.5, 4],
      [0.77, 8.64],
      [0.975, 15.2],
      [1, 16],
    ];
    for (const [q, value] of expected) expect(quantileSorted(values, q)).toBeCloseTo(value, 12);
  });

  it("takes a single value and refuses none", () => {
    expect(quantileSorted([3], 0.9)).toBe(3);
    expect(() => quantileSorted([], 0.5)).toThrow(/got none/);
    expect(() => quantileSorted([1], 1.5)).toThrow(/got 1.5/);
  });
});
