import { describe, expect, it } from "vitest";
import { combineStatistic, comparePaired } from "@/lib/coupling/compare";
import {
  constantUnchanged,
  oracleOfSelf,
  oracleOfTarget,
  shuffledWithinPrompt,
} from "@/lib/coupling/explainers";
import { RECOVERY } from "@/lib/coupling/recovery";
import { simulateScored } from "@/lib/coupling/simulated.test-support";
import { summarise } from "@/lib/coupling/summary";
import type { Scored } from "@/lib/coupling/types";
import { type BootstrapSample, bootstrapEstimate } from "@/lib/stats/bootstrap-estimate";
import { drawResamples } from "@/lib/stats/cluster-bootstrap";
import { makeReferenceRandom } from "@/lib/stats/reference.test-support";
import { makeRng } from "@/lib/stats/rng";

const OPTIONS = { level: 0.95, unit: "entities" };

describe("recovery", () => {
  const scored = simulateScored(42, 60);
  const resamples = drawResamples(60, 500, makeRng(1));
  const own = summarise(scored, resamples, OPTIONS).couplingIndex;

  it("is numpy's, draw by draw and where there is no way to have come a part of", () => {
    // np.where(way > 0, (own - external) / way, nan) of three columns of the reference generator (numpy 2.4.6), and
    // scipy 1.17.1's t and norm for the tails.
    const random = makeReferenceRandom(11);
    const column = (centre: number): BootstrapSample => {
      const values = Float64Array.from({ length: 400 }, () => centre + 0.4 * (random() - 0.5));
      return { value: centre, values, jackknife: null, n: 300, clusters: 40, effective: 30, reason: "" };
    };
    const [k, external, online] = [column(0.6), column(0.4), column(0.75)];
    const sample = combineStatistic("couplingIndex", [k, external, online], RECOVERY);
    const estimate = bootstrapEstimate(sample, OPTIONS);
    if (estimate.kind !== "value") throw new Error(`expected a value, got n/a: ${estimate.reason}`);
    expect(sample.values.filter(Number.isNaN).length).toBe(4);
    expect(estimate.value).toBeCloseTo(0.5714285714285714, 9);
    expect(estimate.low).toBeCloseTo(-0.7537673940089314, 9);
    expect(estimate.high).toBeCloseTo(2.326463171233964, 9);
  });

  it("lies between the external explainer and online labels", () => {
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

  it("is known beforehand at both ends, and not of explainers that happen to agree with one", () => {
    const random = makeReferenceRandom(11);
    const column = (centre: number): BootstrapSample => {
      const values = Float64Array.from({ length: 400 }, () => centre + 0.1 * (random() - 0.5));
      return { value: centre, values, jackknife: null, n: 4, clusters: 2, effective: 2, reason: "" };
    };
    const [external, online] = [column(0.4), column(0.75)];
    const recover = (own: BootstrapSample) =>
      bootstrapEstimate(combineStatistic("couplingIndex", [own, external, online], RECOVERY), OPTIONS);
    expect(recover(external)).toMatchObject({ value: 0, low: 0, high: 0 });
    expect(recover(online)).toMatchObject({ value: 1, low: 1, high: 1 });
    expect(recover({ ...online }).kind).toBe("undefined");
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
