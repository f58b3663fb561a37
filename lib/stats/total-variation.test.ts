import { describe, expect, it } from "vitest";
import { makeReferenceRandom } from "@/lib/stats/reference.test-support";
import { TOTAL_VARIATION_RANGE, totalVariation } from "@/lib/stats/total-variation";

describe("totalVariation", () => {
  it("is half the absolute differences", () => {
    expect(totalVariation([0.7, 0.2, 0.1], [0.1, 0.2, 0.7])).toBeCloseTo(0.6, 12);
    expect(totalVariation([1, 0], [0, 1])).toBe(TOTAL_VARIATION_RANGE.max);
    expect(totalVariation([0.3, 0.7], [0.3, 0.7])).toBe(TOTAL_VARIATION_RANGE.null);
  });

  it("agrees with half of scipy 1.17.1's cityblock", () => {
    const random = makeReferenceRandom(5);
    const table = () => {
      const rows = Array.from({ length: 3 }, () => Array.from({ length: 4 }, random));
      return rows.flatMap((row) => row.map((part) => part / row.reduce((sum, one) => sum + one, 0)));
    };
    const [p, q] = [table(), table()];
    const expected = [0.22295918995979083, 0.3422304956161668, 0.22020669044398];
    expected.forEach((value, row) => {
      expect(totalVariation(p, q, 4 * row, 4)).toBeCloseTo(value, 9);
    });
  });

  it("reads one row of a table", () => {
    const p = Float32Array.of(1, 0, 0.5, 0.5, 0.25, 0.75);
    const q = Float32Array.of(0, 1, 0.5, 0.5, 0.75, 0.25);
    expect([0, 2, 4].map((offset) => totalVariation(p, q, offset, 2))).toEqual([1, 0, 0.5]);
  });
});
