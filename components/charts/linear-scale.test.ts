import { describe, expect, it } from "vitest";
import { linearScale, roundTicks } from "./linear-scale";

describe("linearScale", () => {
  it("maps ends to ends, upside down too, and back", () => {
    const scale = linearScale([-0.05, 1.05], [220, 0]);
    expect(scale(-0.05)).toBe(220);
    expect(scale(1.05)).toBeCloseTo(0);
    expect(scale.invert(scale(0.3))).toBeCloseTo(0.3);
  });
  it("puts a domain of no width in the middle", () => {
    const scale = linearScale([5, 5], [0, 100]);
    expect(scale(5)).toBe(50);
    expect(scale.invert(10)).toBe(5);
  });
});

describe("roundTicks", () => {
  it.each([
    [0, 1200, 4, [0, 300, 600, 900, 1200]],
    [0, 24, 4, [0, 6, 12, 18, 24]],
    [0, 1, 4, [0, 0.2, 0.4, 0.6, 0.8, 1]],
    [3, 3, 4, [3]],
  ])("covers %d to %d", (first, last, count, ticks) => {
    const found = roundTicks(first, last, count);
    expect(found.at(0)).toBe(ticks[0]);
    expect(found.at(-1)).toBe(ticks.at(-1));
    expect(found.length).toBeLessThanOrEqual(7);
  });
  it("keeps 1,200 steps on hundreds", () => {
    expect(roundTicks(0, 1200, 4)).toEqual([0, 300, 600, 900, 1200]);
  });
  it("stays inside where the ends are not round", () => {
    const ticks = roundTicks(17, 983, 4);
    expect(ticks[0]).toBeGreaterThanOrEqual(17);
    expect(ticks.at(-1)).toBeLessThanOrEqual(983);
    expect(ticks.length).toBeGreaterThanOrEqual(3);
  });
});
