import { describe, expect, it } from "vitest";
import { constantClass, constantUnchanged, oracleOfSelf, oracleOfTarget } from "@/lib/coupling/explainers";
import { simulateScored } from "@/lib/coupling/simulated.test-support";
import { FEW_EDITS, flagFew } from "@/lib/coupling/small-cells";
import { estimateStatistics, STATISTICS, summarise } from "@/lib/coupling/summary";
import type { Scored, StatisticName, Summary } from "@/lib/coupling/types";
import { drawResamples } from "@/lib/stats/cluster-bootstrap";
import { type Estimate, undefinedEstimate } from "@/lib/stats/estimate";
import { makeRng } from "@/lib/stats/rng";

const OPTIONS = { level: 0.95, unit: "entities" };
const draws = (entities: number) => drawResamples(entities, 200, makeRng(1));
const caveatOf = (estimate: Estimate) => (estimate.kind === "value" ? (estimate.caveat ?? null) : "n/a");
const NAMES = Object.keys(STATISTICS) as StatisticName[];
const flagged = (summary: Pick<Summary, StatisticName>) =>
  NAMES.filter((name) => caveatOf(summary[name]) === FEW_EDITS);

/** Only the first `count` edits that change the reply of the self only count. */
function keepOnlySelf(scored: Scored, count: number): Scored {
  const counted = new Uint8Array(scored.claim.length).fill(1);
  let kept = 0;
  for (let row = 0; row < counted.length; row++) {
    const self = scored.selfCounterfactual[row] !== scored.selfReply[row];
    const target = scored.targetCounterfactual[row] !== scored.targetReply[row];
    const isSame = scored.selfReply[row] === scored.targetReply[row];
    if (isSame && self && !target && ++kept > count) counted[row] = 0;
  }
  return { ...scored, counted };
}

describe("estimates of few edits", () => {
  const scored = simulateScored(42, 60);

  it("are none where there are enough", () => {
    expect(flagged(summarise(scored, draws(60), OPTIONS))).toEqual([]);
  });

  it("are those of one pull, and the index for its sake", () => {
    const few = keepOnlySelf(scored, 25);
    const summary = summarise(few, draws(60), OPTIONS);
    expect(summary.counts.onlySelf).toBeLessThan(30);
    expect(summary.counts.onlySelf).toBeGreaterThan(10);
    expect(summary.couplingIndex).toMatchObject({ kind: "value" });
    expect(summary.couplingIndex.kind === "value" && summary.couplingIndex.n).toBeGreaterThan(30);
    expect(flagged(summary)).toEqual(["selfPull", "couplingIndex"]);
  });

  it("are told of in the same way where some statistics are asked for alone", () => {
    const few = keepOnlySelf(scored, 25);
    const all = summarise(few, draws(60), OPTIONS);
    for (const name of NAMES) {
      expect(estimateStatistics([name], few, draws(60), OPTIONS)[name], name).toEqual(all[name]);
    }
  });

  it("have no caveat where they are known beforehand, whatever the rows: oracles' and constants' have no width", () => {
    const few = keepOnlySelf(scored, 25);
    for (const [claims, value] of [
      [oracleOfSelf(few), 1],
      [oracleOfTarget(few), 0],
      [constantUnchanged(few), 0.5],
      [constantClass(few, 1), 0.5],
    ] as const) {
      const summary = summarise(claims, draws(60), OPTIONS);
      expect(flagged(summary)).toEqual([]);
      expect(summary.couplingIndex).toMatchObject({ value, low: value, high: value });
    }
  });

  it("have it where a model's claims are a constant's: that was not known", () => {
    const few = keepOnlySelf(scored, 25);
    const silent = { ...few, claim: few.selfReply };
    expect(flagged(summarise(silent, draws(60), OPTIONS))).toEqual(["couplingIndex"]);
  });

  it("have no caveat where the interval is exact, or of means over seeds, or not there", () => {
    const small = { kind: "value", value: 0.5, low: 0.4, high: 0.6, level: 0.95, n: 5, clusters: 3 } as const;
    expect(caveatOf(flagFew({ ...small, method: "percentile bootstrap over entities" }, 5))).toBe(FEW_EDITS);
    expect(caveatOf(flagFew({ ...small, method: "percentile bootstrap over entities" }, 30))).toBeNull();
    expect(
      caveatOf(
        flagFew({ ...small, low: 0.5, high: 0.5, method: "percentile bootstrap over entities" }, 5, true),
      ),
    ).toBeNull();
    expect(caveatOf(flagFew({ ...small, method: "Clopper–Pearson" }, 5))).toBeNull();
    expect(caveatOf(flagFew({ ...small, method: "t-interval over 3 seeds" }, 5))).toBeNull();
    expect(flagFew(undefinedEstimate("none"), 0)).toEqual(undefinedEstimate("none"));
  });
});
