import { describe, expect, it } from "vitest";
import {
  type BootstrapSample,
  bootstrapEstimate,
  bootstrapPValue,
  combineSamples,
} from "@/lib/stats/bootstrap-estimate";
import { percentileInterval, studentTail } from "@/lib/stats/bootstrap-interval";
import { groupDifference } from "@/lib/stats/group-difference";
import { makeReferenceRandom } from "@/lib/stats/reference.test-support";

const OPTIONS = { level: 0.95, unit: "entities" };

/** A sample of 1,000 draws spread evenly over [0, 1). */
function makeSample(given: Partial<BootstrapSample> = {}): BootstrapSample {
  const values = Float64Array.from({ length: 1000 }, (_, i) => ((i * 617) % 1000) / 1000);
  return {
    value: 0.5,
    values,
    jackknife: null,
    n: 40,
    clusters: 9,
    effective: 8,
    reason: "no such edit",
    ...given,
  };
}

describe("bootstrapEstimate", () => {
  it("carries value, ends, counts and method", () => {
    const tail = studentTail(0.95, 8);
    const [low, high] = percentileInterval(makeSample().values.slice().sort(), tail);
    expect(bootstrapEstimate(makeSample(), OPTIONS)).toEqual({
      kind: "value",
      value: 0.5,
      low,
      high,
      level: 0.95,
      n: 40,
      clusters: 9,
      method: "percentile bootstrap over entities with t tails, 1,000 draws",
    });
  });

  it("says why there is no interval instead of giving one", () => {
    const reasonOf = (given: Partial<BootstrapSample>) => bootstrapEstimate(makeSample(given), OPTIONS);
    const few = "too few of the entities have enough such rows for an interval";
    expect(reasonOf({ value: Number.NaN })).toEqual({ kind: "undefined", reason: "no such edit" });
    expect(reasonOf({ clusters: 1, effective: 1 })).toEqual({
      kind: "undefined",
      reason: "such rows occur in one of the entities only, too few for an interval",
    });
    expect(reasonOf({ clusters: 2, effective: 2 })).toEqual({
      kind: "undefined",
      reason: "such rows occur in two of the entities only, too few for an interval",
    });
    // Nine entities, a few of which have nearly all.
    expect(reasonOf({ clusters: 9, effective: 4.9 })).toEqual({ kind: "undefined", reason: few });
    expect(reasonOf({ clusters: 5, effective: 5 }).kind).toBe("value");
    const withHoles = (holes: number) =>
      makeSample().values.map((value, i) => (i < holes ? Number.NaN : value));
    expect(reasonOf({ values: withHoles(51) })).toEqual({ kind: "undefined", reason: few });
    expect(reasonOf({ values: withHoles(50) }).kind).toBe("value");
  });

  it("gives no interval of no width for want of rows, but of what is exact", () => {
    const alike = { values: new Float64Array(1000).fill(0.5) };
    const reason = "such rows are all alike, and too few to say that others are";
    expect(bootstrapEstimate(makeSample({ ...alike, n: 29 }), OPTIONS)).toEqual({
      kind: "undefined",
      reason,
    });
    const point = { value: 0.5, low: 0.5, high: 0.5 };
    expect(bootstrapEstimate(makeSample({ ...alike, n: 30 }), OPTIONS)).toMatchObject(point);
    for (const few of [
      { n: 8, clusters: 6, effective: 4.6 },
      { n: 1, clusters: 1, effective: 1 },
    ]) {
      const known = makeSample({ ...alike, ...few, isExact: true });
      expect(bootstrapEstimate(known, OPTIONS)).toMatchObject(point);
      expect(bootstrapPValue(known, 0.5)).toBeNaN();
    }
    // Known beforehand is one thing, known to be the same in every draw another.
    expect(bootstrapEstimate(makeSample({ clusters: 2, effective: 2, isExact: true }), OPTIONS).kind).toBe(
      "undefined",
    );
  });

  it("gives BCa where it is asked for and can be", () => {
    const jackknife = Float64Array.of(0.48, 0.5, 0.51, 0.5, 0.56);
    const bca = bootstrapEstimate(makeSample({ jackknife }), { ...OPTIONS, interval: "bca" });
    expect(bca).toMatchObject({ method: "BCa bootstrap over entities with t tails, 1,000 draws" });
    expect(() => bootstrapEstimate(makeSample(), { ...OPTIONS, interval: "bca" })).toThrow(/got none/);
  });
});

describe("bootstrapPValue", () => {
  it("is the level at which the interval ends at the null", () => {
    for (const nullValue of [0.02, 0.2, 0.7, 0.98]) {
      const p = bootstrapPValue(makeSample(), nullValue);
      const [low, high] = percentileInterval(makeSample().values.slice().sort(), studentTail(1 - p, 8));
      expect(Math.abs((nullValue < 0.5 ? low : high) - nullValue)).toBeLessThan(0.001);
    }
  });

  it("agrees with scipy 1.17.1's distributions put together in the same way", () => {
    // 2 * t.cdf(-norm.ppf(share) / sqrt(8 / 7), 7) for 12.5 draws of a thousand below.
    expect(bootstrapPValue(makeSample(), 0.012)).toBeCloseTo(0.07423857137447697, 9);
    expect(bootstrapPValue(makeSample({ value: Number.NaN }), 0.5)).toBeNaN();
  });
});

describe("combineSamples", () => {
  it("works draw by draw, so that what is shared cancels", () => {
    const shifted = makeSample({
      value: 0.7,
      values: makeSample().values.map((value) => value + 0.2),
      clusters: 5,
      effective: 4,
    });
    const minus = ([a, b]: readonly number[]) => (a as number) - (b as number);
    const difference = combineSamples([shifted, makeSample()], minus, "one of them is undefined");
    expect(difference).toMatchObject({ n: 40, clusters: 5, effective: 4 });
    expect(difference.value).toBeCloseTo(0.2, 12);
    for (const value of difference.values) expect(value).toBeCloseTo(0.2, 12);
    const quotient = combineSamples(
      [makeSample(), makeSample({ value: 0 })],
      ([a, b]) => (a as number) / (b as number),
      "one is 0",
    );
    expect(bootstrapEstimate(quotient, OPTIONS)).toEqual({ kind: "undefined", reason: "one is 0" });
  });

  it("is exact where all are, or the caller knows it, and not where two happen to agree", () => {
    const minus = ([a, b]: readonly number[]) => (a as number) - (b as number);
    const alike = makeSample({ values: new Float64Array(1000).fill(0.5), n: 8 });
    const estimate = (...samples: BootstrapSample[]) =>
      bootstrapEstimate(combineSamples(samples, minus, ""), OPTIONS);
    const few = makeSample({ n: 8, effective: 3 });
    expect(bootstrapEstimate(combineSamples([few, few], minus, "", true), OPTIONS)).toMatchObject({
      value: 0,
      low: 0,
      high: 0,
    });
    // Two that agree on 4 rows of 2 entities, and on 8 of six: others may not.
    const agreeing = (n: number, clusters: number) =>
      [0, 1].map(() => makeSample({ n, clusters, effective: clusters })) as [
        BootstrapSample,
        BootstrapSample,
      ];
    expect(estimate(...agreeing(4, 2)).kind).toBe("undefined");
    expect(estimate(...agreeing(8, 6))).toEqual({
      kind: "undefined",
      reason: "such rows are all alike, and too few to say that others are",
    });
    expect(estimate(...agreeing(30, 6))).toMatchObject({ value: 0, low: 0, high: 0 });
    expect(estimate(alike, alike).kind).toBe("undefined");
    expect(estimate({ ...alike, isExact: true }, { ...alike, isExact: true })).toMatchObject({
      value: 0,
      high: 0,
    });
    expect(estimate({ ...alike, isExact: true }, alike).kind).toBe("undefined");
  });

  it("refuses samples over other draws", () => {
    const shorter = makeSample({ values: makeSample().values.subarray(1) });
    expect(() => combineSamples([makeSample(), shorter], () => 0, "")).toThrow(/got 1000,999/);
    expect(() => combineSamples([], () => 0, "")).toThrow(/same draws/);
    expect(() => groupDifference(makeSample(), shorter)).toThrow(/got 1000, 999/);
  });
});

describe("groupDifference", () => {
  it("has Satterthwaite's number of effective clusters", () => {
    const wide = makeSample({
      value: 0.9,
      values: makeSample().values.map((value) => 3 * value),
      effective: 5,
    });
    const difference = groupDifference(wide, makeSample({ effective: 100 }));
    // Variances 9 : 1 with 4 and 99 degrees of freedom.
    expect(difference.effective).toBeCloseTo(1 + 100 / (81 / 4 + 1 / 99), 9);
    expect(difference).toMatchObject({ n: 80, clusters: 18 });
    expect(difference.value).toBeCloseTo(0.4, 12);
  });

  it("agrees with scipy 1.17.1's Welch test put together in the same way", () => {
    // Draws by the reference generator. Degrees of freedom are those with which t.sf gives the p-value of
    // ttest_ind_from_stats(..., equal_var=False) of groups as large as they are effective; the ends are numpy 2.4.6's.
    const random = makeReferenceRandom(9);
    const group = (value: number, spread: number, effective: number) =>
      makeSample({
        value,
        values: Float64Array.from({ length: 500 }, () => value + spread * (random() + random() - 1)),
        effective,
      });
    const difference = groupDifference(group(0.6, 0.3, 7.5), group(0.45, 0.1, 31));
    expect(difference.effective).toBeCloseTo(8.884388589262223, 9);
    const estimate = bootstrapEstimate(difference, OPTIONS);
    if (estimate.kind !== "value") throw new Error(`expected a value, got n/a: ${estimate.reason}`);
    expect(estimate.value).toBeCloseTo(0.15, 9);
    expect(estimate.low).toBeCloseTo(-0.11134608246710544, 9);
    expect(estimate.high).toBeCloseTo(0.4496246175736951, 9);
  });

  it("is undefined where a group is", () => {
    const none = makeSample({ value: Number.NaN, reason: "nothing there" });
    expect(bootstrapEstimate(groupDifference(makeSample(), none), OPTIONS)).toEqual({
      kind: "undefined",
      reason: "nothing there",
    });
    const alone = makeSample({ clusters: 1, effective: 1 });
    expect(bootstrapEstimate(groupDifference(makeSample(), alone), OPTIONS).kind).toBe("undefined");
  });
});
