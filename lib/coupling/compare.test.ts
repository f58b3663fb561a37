import { describe, expect, it } from "vitest";
import { comparePaired, DIFFERENCE, RECOVERY } from "@/lib/coupling/compare";
import {
  constantUnchanged,
  oracleOfSelf,
  oracleOfTarget,
  shuffledWithinPrompt,
} from "@/lib/coupling/explainers";
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

  it("puts recovery between the external explainer and online labels", () => {
    const outside = oracleOfTarget(scored);
    const refreshed = oracleOfSelf(scored);
    const between = comparePaired(
      "couplingIndex",
      [scored, outside, refreshed],
      RECOVERY,
      resamples,
      OPTIONS,
    );
    if (own.kind !== "value" || between.kind !== "value") throw new Error("expected values");
    expect(between.value).toBeCloseTo(own.value, 12);
    expect(
      comparePaired("couplingIndex", [refreshed, outside, refreshed], RECOVERY, resamples, OPTIONS),
    ).toMatchObject({
      value: 1,
    });
  });

  it("does not give 0 to claims that know nothing, but what one half makes of it", () => {
    const nothing = constantUnchanged(scored);
    const outside = oracleOfTarget(scored);
    const refreshed = oracleOfSelf(scored);
    const recovered = comparePaired(
      "couplingIndex",
      [nothing, outside, refreshed],
      RECOVERY,
      resamples,
      OPTIONS,
    );
    expect(recovered).toMatchObject({ value: 0.5, low: 0.5, high: 0.5 });
    expect(RECOVERY.range.null).toBeNull();
    // against an observer who is no oracle of the target: ½ less its index, over the whole way
    const between = comparePaired(
      "couplingIndex",
      [nothing, scored, refreshed],
      RECOVERY,
      resamples,
      OPTIONS,
    );
    if (own.kind !== "value") throw new Error("expected a value");
    if (between.kind === "value") expect(between.value).toBeCloseTo((0.5 - own.value) / (1 - own.value), 12);
    expect(between.kind).toBe("value");
  });

  it("is undefined where the two ends are one, or cannot be told apart", () => {
    const reason = "online labels are not clearly above the external explainer";
    const recover = (outside: Scored, refreshed: Scored) =>
      comparePaired("couplingIndex", [scored, outside, refreshed], RECOVERY, resamples, OPTIONS);
    expect(recover(scored, scored)).toEqual({ kind: "undefined", reason });
    // One of the two is above the other on the data, but not in nineteen draws of twenty.
    const [one, other] = [3, 4].map((seed) => shuffledWithinPrompt(scored, makeRng(seed))) as [
      Scored,
      Scored,
    ];
    expect(recover(one, other)).toEqual({ kind: "undefined", reason });
    expect(recover(other, one)).toEqual({ kind: "undefined", reason });
  });
});
