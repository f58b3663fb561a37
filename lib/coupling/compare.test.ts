import { describe, expect, it } from "vitest";
import { compareIndices, difference, recovery } from "@/lib/coupling/compare";
import { constantUnchanged, oracleOfSelf, oracleOfTarget } from "@/lib/coupling/explainers";
import { simulateScored } from "@/lib/coupling/simulated.test-support";
import { summarise } from "@/lib/coupling/summary";
import { drawResamples } from "@/lib/stats/cluster-bootstrap";
import { makeRng } from "@/lib/stats/rng";

const OPTIONS = { level: 0.95, unit: "entities" };

describe("compareIndices", () => {
  const scored = simulateScored(42, 60);
  const resamples = drawResamples(60, 500, makeRng(1));
  const own = summarise(scored, resamples, OPTIONS).couplingIndex;

  it("is the difference of two indices, draw by draw", () => {
    const toConstant = compareIndices([scored, constantUnchanged(scored)], difference, resamples, OPTIONS);
    if (own.kind !== "value" || toConstant.kind !== "value") throw new Error("expected values");
    expect(toConstant.value).toBeCloseTo(own.value - 0.5, 12);
    expect(toConstant.low).toBeCloseTo(own.low - 0.5, 12);
    expect(toConstant.n).toBe(257);
    // What is the same in both cancels in every draw.
    expect(compareIndices([scored, scored], difference, resamples, OPTIONS)).toMatchObject({
      value: 0,
      low: 0,
      high: 0,
    });
  });

  it("puts recovery between the outside observer and the refreshed labels", () => {
    const outside = oracleOfTarget(scored);
    const refreshed = oracleOfSelf(scored);
    const between = compareIndices([scored, outside, refreshed], recovery, resamples, OPTIONS);
    if (own.kind !== "value" || between.kind !== "value") throw new Error("expected values");
    expect(between.value).toBeCloseTo(own.value, 12);
    expect(compareIndices([refreshed, outside, refreshed], recovery, resamples, OPTIONS)).toMatchObject({
      value: 1,
    });
  });

  it("is undefined where the two ends are one", () => {
    expect(compareIndices([scored, scored, scored], recovery, resamples, OPTIONS).kind).toBe("undefined");
  });
});
