import { describe, expect, it } from "vitest";
import { effectiveClusters } from "@/lib/stats/effective-clusters";

describe("effectiveClusters", () => {
  it("counts equal clusters, and unequal ones for less", () => {
    expect(effectiveClusters([3, 3, 3, 0])).toBe(3);
    expect(effectiveClusters([1, 0, 0])).toBe(1);
    expect(effectiveClusters([4, 2, 2])).toBeCloseTo(64 / 24, 12);
    expect(effectiveClusters([0, 0])).toBeNaN();
  });
});
