import { describe, expect, it } from "vitest";
import { mcnemar } from "@/lib/stats/mcnemar";

describe("mcnemar", () => {
  it("agrees with statsmodels 0.15.0's mcnemar(exact=True)", () => {
    const expected: [number, number, number][] = [
      [5, 15, 0.04138946533203125],
      [0, 6, 0.03125],
      [7, 7, 1],
      [120, 161, 0.016869296340143808],
      [1, 0, 1],
      [3, 9, 0.14599609375],
    ];
    for (const [first, second, p] of expected) {
      expect(Math.abs(mcnemar(first, second) - p)).toBeLessThan(1e-9);
      expect(mcnemar(second, first)).toBe(mcnemar(first, second));
    }
    expect(mcnemar(0, 0)).toBe(1);
  });

  it("refuses what is no count", () => {
    expect(() => mcnemar(-1, 3)).toThrow(/expected counts >= 0, got -1, 3/);
    expect(() => mcnemar(1.5, 3)).toThrow(/got 1.5, 3/);
  });
});
