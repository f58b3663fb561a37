import { describe, expect, it } from "vitest";
import { bcaInterval, percentileInterval, shareBelow, studentTail } from "@/lib/stats/bootstrap-interval";
import { effectiveClusters } from "@/lib/stats/effective-clusters";
import { makeReferenceRandom } from "@/lib/stats/reference.test-support";

/** 40 clusters of 5 to 10 yes/no rows with a rate each, and 999 resamples of them; the same in Python. */
function makeReference() {
  const random = makeReferenceRandom(12345);
  const hits: number[] = [];
  const rows: number[] = [];
  for (let cluster = 0; cluster < 40; cluster++) {
    const size = 5 + Math.floor(random() * 6);
    const rate = random();
    let right = 0;
    for (let row = 0; row < size; row++) if (random() < rate) right++;
    hits.push(right);
    rows.push(size);
  }
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
  const pick = (column: number[], picks: number[]) => sum(picks.map((at) => column[at] as number));
  const draws = Array.from({ length: 999 }, () => {
    const picks = rows.map(() => Math.floor(random() * 40));
    return pick(hits, picks) / pick(rows, picks);
  });
  const jackknife = rows.map((size, i) => (sum(hits) - (hits[i] as number)) / (sum(rows) - size));
  return {
    value: sum(hits) / sum(rows),
    sorted: Float64Array.from(draws).sort(),
    jackknife,
    effective: effectiveClusters(rows),
  };
}

function expectEnds([low, high]: [number, number], expected: [number, number]) {
  expect(Math.abs(low - expected[0])).toBeLessThan(1e-9);
  expect(Math.abs(high - expected[1])).toBeLessThan(1e-9);
}

describe("bootstrap intervals of given draws", () => {
  const { value, sorted, jackknife, effective } = makeReference();

  it("are those of scipy 1.17.1's bootstrap (percentile and BCa) on the same draws", () => {
    expectEnds(percentileInterval(sorted, 0.025), [0.29447934513611274, 0.4811678809390373]);
    expectEnds(bcaInterval(sorted, 0.025, value, jackknife), [0.29315466174161586, 0.4807162866107466]);
  });

  it("have scipy's t tails for the effective number of clusters", () => {
    expect(effective).toBeCloseTo(38.34715821812596, 10);
    const tail = studentTail(0.95, effective);
    expect(Math.abs(tail - 0.020060755215136894)).toBeLessThan(1e-12);
    expectEnds(percentileInterval(sorted, tail), [0.2901316364216189, 0.48590945781035]);
    expectEnds(bcaInterval(sorted, tail, value, jackknife), [0.28876259979692553, 0.48539988395457495]);
  });

  it("near the normal tails as clusters grow, and the farthest draws where there are few", () => {
    const expected: [number, number][] = [
      [2.5, 4.0031908829800034e-15],
      [8.3, 0.006200305556922337],
      [40, 0.020257536362843834],
      [119.5, 0.023376919243872998],
      [1e6, 0.024999804077554123],
    ];
    for (const [clusters, tail] of expected)
      expect(Math.abs(studentTail(0.95, clusters) - tail)).toBeLessThan(1e-11);
    expect(() => studentTail(0.95, 1)).toThrow(/got 1/);
  });

  it("count ties half and never give a share of nothing or all", () => {
    expect(shareBelow([1, 2, 2, 3], 2)).toBe(0.5);
    expect(shareBelow([1, 2, 2, 3], 0)).toBe(0.125);
    expect(shareBelow([1, 2, 2, 3], 9)).toBe(0.875);
  });

  it("are a point where nothing varies", () => {
    const same = new Float64Array(50).fill(0.5);
    expect(bcaInterval(same, 0.025, 0.5, [0.5, 0.5, 0.5])).toEqual([0.5, 0.5]);
  });
});
