import { describe, expect, it } from "vitest";
import { holm } from "@/lib/stats/holm";

describe("holm", () => {
  it("agrees with statsmodels 0.15.0's multipletests(method='holm')", () => {
    const expected: [number[], number[]][] = [
      [
        [0.01, 0.04, 0.03, 0.005],
        [0.03, 0.06, 0.06, 0.02],
      ],
      [
        [0.2, 0.001, 0.04, 0.04, 0.9, 0.012],
        [0.4, 0.006, 0.16, 0.16, 0.9, 0.06],
      ],
      [[0.5], [0.5]],
      [[], []],
    ];
    for (const [given, adjusted] of expected) {
      holm(given).forEach((p, i) => {
        expect(Math.abs(p - (adjusted[i] as number))).toBeLessThan(1e-12);
      });
      expect(holm(given)).toHaveLength(adjusted.length);
    }
  });

  it("refuses what is no p-value", () => {
    expect(() => holm([0.1, Number.NaN])).toThrow(/from 0 to 1, got NaN/);
    expect(() => holm([1.2])).toThrow(/got 1.2/);
  });
});
