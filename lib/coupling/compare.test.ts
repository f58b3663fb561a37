import { describe, expect, it } from "vitest";
import { comparePaired, DIFFERENCE } from "@/lib/coupling/compare";
import { constantUnchanged } from "@/lib/coupling/explainers";
import { simulateScored } from "@/lib/coupling/simulated.test-support";
import { summarise } from "@/lib/coupling/summary";
import type { Scored } from "@/lib/coupling/types";
import { drawResamples } from "@/lib/stats/cluster-bootstrap";
import { makeRng } from "@/lib/stats/rng";

const OPTIONS = { level: 0.95, unit: "entities" };

describe("comparePaired", () => {
  const scored = simulateScored(42, 60);
  const resamples = drawResamples(60, 500, makeRng(1));
  const own = summarise(scored, resamples, OPTIONS).couplingIndex;

  it("is the difference of two indices, draw by draw", () => {
    const toConstant = comparePaired(
      "couplingIndex",
      [scored, constantUnchanged(scored)],
      DIFFERENCE,
      resamples,
      OPTIONS,
    );
    if (own.kind !== "value" || toConstant.kind !== "value") throw new Error("expected values");
    expect(toConstant.value).toBeCloseTo(own.value - 0.5, 12);
    expect(toConstant.low).toBeCloseTo(own.low - 0.5, 12);
    expect(toConstant.n).toBe(257);
    // What is the same in both cancels in every draw.
    expect(comparePaired("couplingIndex", [scored, scored], DIFFERENCE, resamples, OPTIONS)).toMatchObject({
      value: 0,
      low: 0,
      high: 0,
    });
  });

  it("is exact of one explainer, and n/a of two that agree on few rows", () => {
    const two = simulateScored(42, 2);
    // Two rows of either entity.
    const few = {
      ...two,
      counted: Uint8Array.from(two.cluster, (its, row) => (two.cluster[row - 2] === its ? 0 : 1)),
    };
    const compare = (...explainers: Scored[]) =>
      comparePaired("faithfulnessSelf", explainers, DIFFERENCE, drawResamples(2, 500, makeRng(1)), OPTIONS);
    expect(compare(few, few)).toMatchObject({ value: 0, low: 0, high: 0, n: 4 });
    expect(compare(few, { ...few }).kind).toBe("undefined");
    expect(compare(few, few, { ...few }).kind).toBe("undefined");
    // Of one alone there is nothing to cancel.
    expect(compare(few).kind).toBe("undefined");
  });
});
