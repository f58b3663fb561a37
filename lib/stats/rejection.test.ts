/**
 * How often the tests reject true nulls at the 5 % level. What a test promises differs: a t-test of normal seeds
 * exactly 5 %, an exact test at most 5 % (counts are whole), Holm at most 5 % for a whole family.
 */
import { describe, expect, it } from "vitest";
import { holm } from "@/lib/stats/holm";
import { mcnemar } from "@/lib/stats/mcnemar";
import { normalCdf, normalQuantile } from "@/lib/stats/normal";
import { makeRng, type Rng } from "@/lib/stats/rng";
import { tTest } from "@/lib/stats/t-interval";
import { welch } from "@/lib/stats/welch";

const LEVEL = 0.05;
/** A rate of 5 % is then known to 0.2 points. */
const STUDIES = 10_000;
/** Some seconds, and many times that on a busy machine. */
const TIMEOUT_MS = 600_000;

function drawNormals(count: number, spread: number, rng: Rng): number[] {
  // Half a step off 0 and 1, where a quantile is infinite.
  return Array.from({ length: count }, () => spread * normalQuantile(((rng.next() >>> 0) + 0.5) / 2 ** 32));
}

/** Share of studies whose p-value is at or below the level. */
function rejectionRate(pValue: () => number): number {
  let rejected = 0;
  for (let study = 0; study < STUDIES; study++) if (pValue() <= LEVEL) rejected++;
  return rejected / STUDIES;
}

describe("tests over seeds reject 5 +- 1 % of true nulls", { timeout: TIMEOUT_MS }, () => {
  it.each([3, 5, 10])("one arm, or differences of pairs, of %i seeds", (seeds) => {
    const rng = makeRng(seeds);
    const rate = rejectionRate(() => tTest(drawNormals(seeds, 1, rng), 0));
    expect(rate).toBeGreaterThan(0.04);
    expect(rate).toBeLessThan(0.06);
  });

  it.each([
    [4, 5, 1],
    [4, 5, 3],
    [5, 10, 1],
    [5, 10, 3],
    [10, 5, 2],
  ])("arms of %i and %i seeds, the second %i times as spread", (first, second, spread) => {
    const rng = makeRng(100 * first + 10 * second + spread);
    const rate = rejectionRate(() => {
      const { p } = welch(drawNormals(first, 1, rng), drawNormals(second, spread, rng), 1 - LEVEL);
      return p ?? Number.NaN;
    });
    expect(rate).toBeGreaterThan(0.04);
    expect(rate).toBeLessThan(0.06);
  });
});

describe("exact tests reject at most 5 % of true nulls", () => {
  /** Summed over every outcome, not simulated. */
  function exactSize(cases: number): number {
    let chance = 2 ** -cases;
    let size = 0;
    for (let first = 0; first <= cases; first++) {
      if (mcnemar(first, cases - first) <= LEVEL) size += chance;
      chance *= (cases - first) / (first + 1);
    }
    return size;
  }

  it("whatever the number of cases they rest on", () => {
    for (let cases = 1; cases <= 400; cases++)
      expect(exactSize(cases), `${cases}`).toBeLessThanOrEqual(LEVEL);
  });

  it("and near 5 % of them where there are many, none where there are five", () => {
    expect(exactSize(5)).toBe(0);
    expect(exactSize(10)).toBeCloseTo(22 / 1024, 12);
    expect(exactSize(400)).toBeGreaterThan(0.04);
  });
});

describe("holm", { timeout: TIMEOUT_MS }, () => {
  it("rejects something in at most 5 % of families of ten true nulls, alike or not", () => {
    const rng = makeRng(9);
    for (const shared of [0, 0.9]) {
      const rate = rejectionRate(() => {
        const [common = 0] = drawNormals(1, Math.sqrt(shared), rng);
        const own = drawNormals(10, Math.sqrt(1 - shared), rng);
        const pValues = own.map((value) => 2 * normalCdf(-Math.abs(value + common)));
        return Math.min(...holm(pValues));
      });
      expect(rate).toBeLessThan(0.055);
      // Alike tests waste some of the level; independent ones use nearly all of it.
      expect(rate).toBeGreaterThan(shared === 0 ? 0.04 : 0.005);
    }
  });
});
