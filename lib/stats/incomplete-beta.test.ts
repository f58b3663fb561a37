import { describe, expect, it } from "vitest";
import { incompleteBeta, logGamma } from "@/lib/stats/incomplete-beta";

describe("incompleteBeta", () => {
  it("agrees with scipy 1.17.1's special.betainc", () => {
    const expected: [number, number, number, number][] = [
      [0.5, 0.5, 0.3, 0.36901011956554536],
      [1, 3, 0.2, 0.488],
      [2.5, 0.5, 0.7, 0.2031106637200549],
      [12, 18, 0.55, 0.9513778260812891],
      [59.5, 0.5, 0.97, 0.05745084328309588],
      [3, 998, 0.004, 0.7624837736826051],
      [400, 600, 0.42, 0.9011957646338766],
      [5000, 5000, 0.49, 0.02274203232457461],
      [0.01, 2, 0.5, 0.9980579579142212],
      [20000, 30000, 0.4, 0.5002427892729745],
    ];
    for (const [a, b, x, value] of expected)
      expect(Math.abs(incompleteBeta(x, a, b) - value), `I_${x}(${a}, ${b})`).toBeLessThan(1e-9);
    expect([incompleteBeta(0, 2, 3), incompleteBeta(1, 2, 3)]).toEqual([0, 1]);
  });

  it("rests on a log gamma that agrees with scipy's gammaln", () => {
    const expected: [number, number][] = [
      [0.01, 4.599479878042022],
      [0.5, 0.5723649429247],
      [1, 0],
      [3.7, 1.428072326665388],
      [30, 71.257038967168],
      [1e4, 82099.71749644238],
    ];
    for (const [x, value] of expected)
      expect(Math.abs(logGamma(x) - value)).toBeLessThan(1e-13 * (1 + value));
  });

  it("refuses what lies outside", () => {
    expect(() => incompleteBeta(1.1, 1, 1)).toThrow(/got 1, 1, 1.1/);
    expect(() => incompleteBeta(0.5, 0, 1)).toThrow(/got 0, 1, 0.5/);
  });
});
