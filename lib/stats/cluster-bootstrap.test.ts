import { describe, expect, it } from "vitest";
import {
  type ClusterSums,
  drawResamples,
  evaluateRows,
  joinSums,
  percentileEstimate,
  resampleSums,
  totalSums,
} from "@/lib/stats/cluster-bootstrap";
import { makeReferenceRandom } from "@/lib/stats/reference.test-support";
import { makeRng, type Rng } from "@/lib/stats/rng";

type Column = "hits" | "rows";
const share = (sum: (column: Column) => number) => sum("hits") / sum("rows");

function estimateShare(sums: ClusterSums<Column>, draws: number, rng: Rng) {
  const resamples = drawResamples(sums.clusters, draws, rng);
  return percentileEstimate({
    value: evaluateRows(sums.columns, totalSums(sums), share)[0] as number,
    values: evaluateRows(sums.columns, resampleSums(sums, resamples), share),
    n: 1,
    clusters: sums.clusters,
    level: 0.95,
    unit: "entities",
    reason: "no rows",
  });
}

/** Clusters of 5 to 10 yes/no rows; every cluster has its own rate, uniform in [0, 1). */
function makeClusters(clusters: number, random: () => number): ClusterSums<Column> {
  const sums = new Float64Array(clusters * 2);
  for (let cluster = 0; cluster < clusters; cluster++) {
    const rows = 5 + Math.floor(random() * 6);
    const rate = random();
    for (let row = 0; row < rows; row++)
      if (random() < rate) sums[cluster * 2] = (sums[cluster * 2] ?? 0) + 1;
    sums[cluster * 2 + 1] = rows;
  }
  return { columns: ["hits", "rows"], clusters, sums };
}

describe("cluster bootstrap", () => {
  it("agrees with scipy 1.17.1's bootstrap(paired, percentile, 200,000 draws) on a ratio of sums", () => {
    const estimate = estimateShare(makeClusters(40, makeReferenceRandom(12345)), 20_000, makeRng(1));
    if (estimate.kind !== "value") throw new Error(estimate.reason);
    expect(estimate.value).toBeCloseTo(123 / 316, 12);
    // scipy: [0.29787, 0.48534]; a quantile of 20,000 draws has a Monte-Carlo error of about 0.001.
    expect(Math.abs(estimate.low - 0.29787)).toBeLessThan(0.004);
    expect(Math.abs(estimate.high - 0.48534)).toBeLessThan(0.004);
    expect(estimate.method).toBe("percentile bootstrap over entities, 20,000 draws");
  });

  it("covers the truth about as often as it says", () => {
    const simulations = 400;
    const rng = makeRng(3);
    let covered = 0;
    for (let i = 0; i < simulations; i++) {
      const estimate = estimateShare(makeClusters(60, makeReferenceRandom(1000 + 7919 * i)), 400, rng);
      if (estimate.kind === "value" && estimate.low <= 0.5 && 0.5 <= estimate.high) covered++;
    }
    // Binomial error of 400 simulations at 0.95 is 0.011; a percentile interval of 60 clusters runs a
    // little short of its level. Rows drawn instead of clusters would cover about 0.75.
    expect(covered / simulations).toBeGreaterThan(0.91);
    expect(covered / simulations).toBeLessThan(0.985);
  });

  it("gives the same interval from the same seed, whatever the order of the columns", () => {
    const clusters = makeClusters(20, makeReferenceRandom(5));
    expect(estimateShare(clusters, 500, makeRng(4))).toEqual(estimateShare(clusters, 500, makeRng(4)));
    const ones: ClusterSums<"one"> = { columns: ["one"], clusters: 20, sums: new Float64Array(20).fill(1) };
    const resamples = drawResamples(20, 50, makeRng(6));
    const joined = joinSums(ones, clusters);
    const table = resampleSums(joined, resamples);
    expect(evaluateRows(joined.columns, table, share)).toEqual(
      evaluateRows(clusters.columns, resampleSums(clusters, resamples), share),
    );
    // Every draw takes as many clusters as there are.
    expect(evaluateRows(joined.columns, table, (sum) => sum("one")).every((count) => count === 20)).toBe(
      true,
    );
  });

  it("says why there is no interval instead of giving one", () => {
    const given = { value: 0.5, n: 4, clusters: 3, level: 0.95, unit: "entities", reason: "no such edit" };
    const values = new Float64Array(100).fill(0.5);
    expect(percentileEstimate({ ...given, value: Number.NaN, values })).toEqual({
      kind: "undefined",
      reason: "no such edit",
    });
    expect(percentileEstimate({ ...given, clusters: 1, values })).toEqual({
      kind: "undefined",
      reason: "such rows occur in one of the entities only, too few for an interval",
    });
    const holes = values.map((value, i) => (i < 6 ? Number.NaN : value));
    expect(percentileEstimate({ ...given, values: holes })).toEqual({
      kind: "undefined",
      reason: "too few of the entities have such rows for an interval",
    });
    expect(percentileEstimate({ ...given, values: holes.subarray(1) }).kind).toBe("undefined");
    expect(
      percentileEstimate({ ...given, values: values.map((v, i) => (i < 5 ? Number.NaN : v)) }).kind,
    ).toBe("value");
  });

  it("refuses tables that do not belong together", () => {
    const clusters = makeClusters(5, makeReferenceRandom(1));
    expect(() => resampleSums(clusters, drawResamples(4, 2, makeRng(1)))).toThrow(
      /expected 4 clusters, got 5/,
    );
    expect(() => joinSums(clusters, makeClusters(4, makeReferenceRandom(1)))).toThrow(/expected 5 clusters/);
    expect(() => drawResamples(0, 10, makeRng(1))).toThrow(/got 0, 10/);
  });
});
