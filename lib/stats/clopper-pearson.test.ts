import { describe, expect, it } from "vitest";
import { clopperPearson } from "@/lib/stats/clopper-pearson";

describe("clopperPearson", () => {
  it("agrees with scipy 1.17.1's binomtest(k, n).proportion_ci(method='exact')", () => {
    const expected: [number, number, number, number, number][] = [
      [0, 10, 0.95, 0, 0.30849710781876294],
      [3, 10, 0.95, 0.06673951117773447, 0.652452850060008],
      [10, 10, 0.95, 0.6915028921812371, 1],
      [1, 1, 0.95, 0.025000000000000022, 1],
      [7, 29, 0.95, 0.10298355077261734, 0.4354003459885334],
      [250, 1000, 0.95, 0.2234304062646791, 0.2780500062237556],
      [3, 12, 0.9, 0.0718702555422695, 0.5273266035603439],
    ];
    for (const [successes, trials, level, low, high] of expected) {
      const interval = clopperPearson(successes, trials, level);
      expect(interval[0]).toBeCloseTo(low, 10);
      expect(interval[1]).toBeCloseTo(high, 10);
    }
  });

  it("covers at least its level whatever the share, which is what it is for", () => {
    const trials = 12;
    const intervals = Array.from({ length: trials + 1 }, (_, k) => clopperPearson(k, trials, 0.95));
    const choose = (k: number): number => (k === 0 ? 1 : (choose(k - 1) * (trials - k + 1)) / k);
    for (let p = 0.01; p < 1; p += 0.01) {
      let covered = 0;
      intervals.forEach(([low, high], k) => {
        if (low <= p && p <= high) covered += choose(k) * p ** k * (1 - p) ** (trials - k);
      });
      expect(covered).toBeGreaterThanOrEqual(0.95);
    }
  });

  it("refuses counts that are none", () => {
    expect(() => clopperPearson(4, 3, 0.95)).toThrow(/got 4 of 3/);
    expect(() => clopperPearson(0, 0, 0.95)).toThrow(/got 0/);
    expect(() => clopperPearson(0.5, 3, 0.95)).toThrow(/got 0.5/);
  });
});
