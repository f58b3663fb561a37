import { describe, expect, it } from "vitest";
import { percentileInterval } from "@/lib/stats/bootstrap-interval";
import {
  type ClusterSums,
  drawResamples,
  evaluateRows,
  joinSums,
  leaveOneOutSums,
  pickColumns,
  resampleSums,
} from "@/lib/stats/cluster-bootstrap";
import { makeReferenceRandom } from "@/lib/stats/reference.test-support";
import { makeRng } from "@/lib/stats/rng";

type Column = "hits" | "rows";
const share = (sum: (column: Column) => number) => sum("hits") / sum("rows");

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
    const sums = makeClusters(40, makeReferenceRandom(12345));
    const resampled = resampleSums(sums, drawResamples(40, 20_000, makeRng(1)));
    const draws = evaluateRows(sums.columns, resampled, share).sort();
    // scipy: [0.29787, 0.48534]; a quantile of 20,000 draws has a Monte-Carlo error of about 0.001.
    const [low, high] = percentileInterval(draws, 0.025);
    expect(Math.abs(low - 0.29787)).toBeLessThan(0.004);
    expect(Math.abs(high - 0.48534)).toBeLessThan(0.004);
  });

  it("gives the same draws from the same seed, whatever the order of the columns", () => {
    const clusters = makeClusters(20, makeReferenceRandom(5));
    const ones: ClusterSums<"one"> = { columns: ["one"], clusters: 20, sums: new Float64Array(20).fill(1) };
    const resamples = drawResamples(20, 50, makeRng(6));
    expect(drawResamples(20, 50, makeRng(6))).toEqual(resamples);
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

  it("leaves one cluster out", () => {
    const sums = { columns: ["a", "b"], clusters: 3, sums: Float64Array.of(1, 10, 2, 20, 4, 40) };
    expect([...leaveOneOutSums(sums)]).toEqual([6, 60, 5, 50, 3, 30]);
  });

  it("picks columns", () => {
    const sums = { columns: ["a", "b", "c"], clusters: 2, sums: Float64Array.of(1, 2, 3, 4, 5, 6) };
    expect(pickColumns(sums, ["c", "a"])).toEqual({
      columns: ["c", "a"],
      clusters: 2,
      sums: Float64Array.of(3, 1, 6, 4),
    });
    expect(() => pickColumns(sums, ["d"])).toThrow(/expected columns of a,b,c, got d/);
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
