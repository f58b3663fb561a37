import { describe, expect, it } from "vitest";
import { studentTail } from "@/lib/stats/bootstrap-interval";
import { normalCdf, normalQuantile } from "@/lib/stats/normal";
import { quantileSorted } from "@/lib/stats/quantile";

describe("normal distribution", () => {
  it("agrees with scipy 1.17.1's norm.cdf", () => {
    const expected: [number, number][] = [
      [-8, 6.22096057427174e-16],
      [-5.2, 9.96442631693347e-8],
      [-1.959963984540054, 0.025],
      [-0.3, 0.3820885778110474],
      [0, 0.5],
      [1e-8, 0.5000000039894228],
      [0.7, 0.758036347776927],
      [2.3, 0.9892758899783242],
      [6, 0.9999999990134123],
    ];
    for (const [z, p] of expected) expect(normalCdf(z), `${z}`).toBeCloseTo(p, 14);
    expect([normalCdf(-40), normalCdf(40)]).toEqual([0, 1]);
    expect(normalCdf(Number.NaN)).toBeNaN();
  });

  it("stays a probability where the series has no digits left, so that quantiles at it exist", () => {
    for (let z = 7.9; z <= 8.4; z += 1e-4) {
      for (const p of [normalCdf(-z), normalCdf(z)]) {
        expect(p >= 0 && p <= 1, `${z}: ${p}`).toBe(true);
        expect(() => quantileSorted([0, 1], p)).not.toThrow();
      }
    }
    // What a bootstrap over few effective clusters asks for: tails between -8.3 and -8.03.
    for (let effective = 2; effective <= 3; effective += 1e-4)
      expect(studentTail(0.95, effective), `${effective}`).toBeGreaterThanOrEqual(0);
  });

  it("agrees with scipy 1.17.1's norm.ppf", () => {
    const expected: [number, number][] = [
      [1e-6, -4.753424308822899],
      [0.0001, -3.7190164854556804],
      [0.00025, -3.480756404346212],
      [0.025, -1.9599639845400545],
      [0.3, -0.5244005127080409],
      [0.5, 0],
      [0.8, 0.8416212335729143],
      [0.975, 1.959963984540054],
      [0.99999, 4.264890793923841],
    ];
    for (const [p, z] of expected) expect(normalQuantile(p), `${p}`).toBeCloseTo(z, 9);
    expect(() => normalQuantile(0)).toThrow(/0 < p < 1, got 0/);
    expect(() => normalQuantile(1)).toThrow(/got 1/);
  });
});
