import { describe, expect, it } from "vitest";
import { makeRng, randomBelow, shuffleInPlace } from "@/lib/stats/rng";

describe("rng", () => {
  it("repeats itself from a seed and differs between seeds", () => {
    const draw = (seed: number) => {
      const rng = makeRng(seed);
      return Array.from({ length: 20 }, () => randomBelow(rng, 1000));
    };
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
  });

  it("is the generator that training draws with (training/tests/test_draws.py has the same numbers)", () => {
    const rng = makeRng(20260630);
    const picks = Array.from({ length: 12 }, () => randomBelow(rng, 120));
    expect(picks).toEqual([57, 69, 47, 49, 25, 22, 117, 9, 115, 64, 108, 25]);
  });

  it("draws every number below a bound about equally often", () => {
    const rng = makeRng(1);
    const counts = [0, 0, 0, 0, 0];
    const draws = 50_000;
    for (let i = 0; i < draws; i++) {
      const at = randomBelow(rng, 5);
      counts[at] = (counts[at] ?? 0) + 1;
    }
    // Five standard errors of a binomial count.
    for (const count of counts)
      expect(Math.abs(count - draws / 5)).toBeLessThan(5 * Math.sqrt(draws * 0.2 * 0.8));
    expect(() => randomBelow(rng, 0)).toThrow(/below >= 1, got 0/);
  });

  it("shuffles a stretch into every order about equally often and touches nothing else", () => {
    const rng = makeRng(2);
    const seen = new Map<string, number>();
    for (let i = 0; i < 12_000; i++) {
      const values = Int8Array.of(9, 1, 2, 3, 8);
      shuffleInPlace(rng, values, 1, 4);
      expect([values[0], values[4]]).toEqual([9, 8]);
      const order = values.subarray(1, 4).join("");
      seen.set(order, (seen.get(order) ?? 0) + 1);
    }
    expect(seen.size).toBe(6);
    for (const count of seen.values())
      expect(Math.abs(count - 2000)).toBeLessThan(5 * Math.sqrt(2000 * (5 / 6)));
  });
});
