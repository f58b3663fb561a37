import { describe, expect, it } from "vitest";
import { tCdf, tQuantile } from "@/lib/stats/student-t";

describe("Student's t", () => {
  it("agrees with scipy 1.17.1's t.cdf", () => {
    const expected: [number, number, number][] = [
      [-2.1, 1, 0.141463028121509],
      [-12.7, 1, 0.025012163844672083],
      [0.3, 2.7, 0.6071167336527759],
      [2.5, 4, 0.966616727594006],
      [-1.96, 39.3, 0.02855687638427395],
      [3.5, 119, 0.9996722175647099],
      [-5, 1.2, 0.04763824890673786],
      [0, 7, 0.5],
    ];
    for (const [t, freedom, p] of expected)
      expect(Math.abs(tCdf(t, freedom) - p), `${t}, ${freedom}`).toBeLessThan(1e-12);
  });

  it("agrees with scipy 1.17.1's t.ppf", () => {
    const expected: [number, number, number][] = [
      [0.975, 1, 12.706204736174694],
      [0.025, 2, -4.302652729749464],
      [0.975, 2.7, 3.3921483831737507],
      [0.95, 4, 2.1318467863266495],
      [0.995, 9, 3.249835541592126],
      [0.025, 11.4, -2.191599493702686],
      [0.975, 39.3, 2.022197365016586],
      [0.9, 119, 1.2887061912215052],
      [0.001, 1.5, -52.18443000899265],
      [0.5, 3, 0],
      [0.6, 0.7, 0.35603136523468015],
    ];
    for (const [p, freedom, t] of expected)
      expect(Math.abs(tQuantile(p, freedom) - t), `${p}, ${freedom}`).toBeLessThan(1e-9);
  });

  it("refuses what is no distribution and no probability", () => {
    expect(() => tCdf(1, 0)).toThrow(/freedom > 0, got 0/);
    expect(() => tQuantile(0.975, -1)).toThrow(/freedom > 0, got -1/);
    expect(() => tQuantile(1, 3)).toThrow(/0 < p < 1, got 1/);
  });
});
