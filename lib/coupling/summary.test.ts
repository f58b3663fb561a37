import { describe, expect, it } from "vitest";
import {
  constantClass,
  constantUnchanged,
  oracleOfSelf,
  oracleOfTarget,
  shuffledOverAll,
  shuffledWithinPrompt,
} from "@/lib/coupling/explainers";
import { countOnly } from "@/lib/coupling/scored";
import { SIMULATED_CLASSES, simulateScored } from "@/lib/coupling/simulated.test-support";
import { estimateStatistics, STATISTICS, summarise } from "@/lib/coupling/summary";
import type { Scored, StatisticName } from "@/lib/coupling/types";
import { drawResamples } from "@/lib/stats/cluster-bootstrap";
import type { Estimate } from "@/lib/stats/estimate";
import { makeRng } from "@/lib/stats/rng";

const OPTIONS = { level: 0.95, unit: "entities" };
const summariseOf = (scored: Scored, entities: number, draws = 200) =>
  summarise(scored, drawResamples(entities, draws, makeRng(1)), OPTIONS);

function valued(estimate: Estimate) {
  if (estimate.kind !== "value") throw new Error(`expected a value, got n/a: ${estimate.reason}`);
  return estimate;
}

describe("summary against an independent implementation", () => {
  // The same simulation in Python 3 (pandas 3.1.1, scikit-learn 1.9.1, numpy 2.4.6): groupby-and-map instead
  // of sufficient statistics, scikit-learn's scores, and 200,000 draws for K's intervals (scipy 1.17.1's t and
  // norm for their tails).
  const scored = simulateScored(42, 60);
  const summary = summariseOf(scored, 60, 20_000);
  const reference: Partial<Record<StatisticName, [value: number, n: number]>> = {
    behaviourShift: [0.03, 300],
    agreement: [0.7238888888888889, 1800],
    faithfulnessSelf: [0.6672222222222223, 1800],
    faithfulnessTarget: [0.5466666666666666, 1800],
    gap: [0.6672222222222223 - 0.5466666666666666, 1800],
    claimedRate: [0.47333333333333333, 1800],
    actualRate: [0.33111111111111113, 1800],
    balancedAccuracy: [0.7494537224910254, 1800],
    matthews: [0.4702538848893844, 1800],
    cohenKappa: [0.4500935369018164, 1800],
    preferenceSelf: [0.6297786720321932, 497],
    preferenceTarget: [0.193158953722334, 497],
    preferenceNeither: [0.17706237424547283, 497],
    shiftedSelf: [0.5931372549019608, 204],
    shiftedTarget: [0.18627450980392157, 204],
    shiftedBoth: [0.04411764705882353, 204],
    shiftedNeither: [0.17647058823529413, 204],
    selfPull: [0.5505208333333333, 128],
    targetPull: [0.07390180878552972, 129],
    bothPull: [0.5595477386934674, 398],
    couplingIndex: [0.7383095122739018, 257],
    cueKnowledge: [0.5219798657718121, 596],
  };

  it("has every statistic's value and n", () => {
    expect(Object.keys(reference).sort()).toEqual(Object.keys(STATISTICS).sort());
    for (const [name, [value, n]] of Object.entries(reference)) {
      const estimate = valued(summary[name as StatisticName]);
      expect(estimate.value, name).toBeCloseTo(value, 12);
      expect(estimate.n, name).toBe(n);
      expect(estimate.low, name).toBeLessThanOrEqual(value);
      expect(estimate.high, name).toBeGreaterThanOrEqual(value);
    }
  });

  it("has the coupling index's intervals to the Monte-Carlo error of its draws", () => {
    const bca = summarise(scored, drawResamples(60, 20_000, makeRng(2)), { ...OPTIONS, interval: "bca" });
    for (const [estimate, low, high] of [
      [summary.couplingIndex, 0.6668678, 0.80961654],
      [bca.couplingIndex, 0.67150943, 0.81480271],
    ] as const) {
      expect(Math.abs(valued(estimate).low - low)).toBeLessThan(0.004);
      expect(Math.abs(valued(estimate).high - high)).toBeLessThan(0.004);
    }
  });

  it("gives some of them alone as it gives them among all", () => {
    const names = ["couplingIndex", "selfPull", "faithfulnessSelf"] as const;
    const some = estimateStatistics(names, scored, drawResamples(60, 20_000, makeRng(1)), OPTIONS);
    expect(some).toEqual(Object.fromEntries(names.map((name) => [name, summary[name]])));
  });

  it("counts what took part and what did not", () => {
    expect(summary.counts).toEqual({
      items: 1800,
      prompts: 300,
      entities: 60,
      promptsReplyDiffers: 34,
      promptsWithoutNeither: 3,
      disputed: 497,
      shiftedItems: 204,
      onlySelf: 128,
      onlyTarget: 129,
      both: 398,
      neither: 923,
    });
  });
});

describe("explainers whose score is known beforehand", () => {
  const scored = simulateScored(7, 200);
  const index = (explainer: Scored) => valued(summariseOf(explainer, 200).couplingIndex);

  it("gives the oracle of the self exactly 1, with pulls (0, 1)", () => {
    const summary = summariseOf(oracleOfSelf(scored), 200);
    expect(summary.couplingIndex).toMatchObject({ value: 1, low: 1, high: 1 });
    expect(valued(summary.selfPull).value).toBe(1);
    expect(valued(summary.targetPull).value).toBe(0);
    for (const name of [
      "faithfulnessSelf",
      "balancedAccuracy",
      "matthews",
      "cohenKappa",
      "cueKnowledge",
    ] as const)
      expect(valued(summary[name]).value, name).toBe(STATISTICS[name].range.best);
  });

  it("gives the oracle of the target exactly 0, with pulls (1, 0)", () => {
    const summary = summariseOf(oracleOfTarget(scored), 200);
    expect(summary.couplingIndex).toMatchObject({ value: 0, low: 0, high: 0 });
    expect(valued(summary.selfPull).value).toBe(0);
    expect(valued(summary.targetPull).value).toBe(1);
    expect(valued(summary.faithfulnessTarget).value).toBe(1);
  });

  it("gives every constant exactly 1/2, and no knowledge of cues", () => {
    const constants = [constantUnchanged(scored)];
    for (let reply = 0; reply < SIMULATED_CLASSES; reply++) constants.push(constantClass(scored, reply));
    for (const constant of constants) {
      const summary = summariseOf(constant, 200);
      expect(summary.couplingIndex).toMatchObject({ value: 0.5, low: 0.5, high: 0.5 });
      expect(summary.cueKnowledge).toMatchObject({ value: 0, low: 0, high: 0 });
      for (const pull of ["selfPull", "targetPull", "bothPull"] as const)
        expect(valued(summary[pull]).value, pull).toBe(STATISTICS[pull].range.null);
    }
    // The gap, by contrast, is earned by claims that only repeat the current reply.
    const unchanged = summariseOf(constantUnchanged(scored), 200);
    expect(valued(unchanged.gap).low).toBeGreaterThan(0.02);
    expect(valued(unchanged.balancedAccuracy).value).toBe(0.5);
    expect(valued(unchanged.cohenKappa).value).toBe(0);
    expect(unchanged.matthews.kind).toBe("undefined");
  });

  it("gives shuffled claims about 1/2, whichever way they are shuffled", () => {
    const rng = makeRng(11);
    for (const shuffle of [shuffledWithinPrompt, shuffledOverAll]) {
      const { value, low, high } = index(shuffle(scored, rng));
      expect(Math.abs(value - 0.5)).toBeLessThan(0.05);
      expect(low).toBeLessThan(0.5);
      expect(high).toBeGreaterThan(0.5);
    }
  });

  it("keeps what a shuffle should keep", () => {
    const sorted = (claims: Int8Array) => claims.slice().sort();
    const within = shuffledWithinPrompt(scored, makeRng(3));
    for (let row = 0; row < scored.claim.length; row += 6)
      expect(sorted(within.claim.slice(row, row + 6))).toEqual(sorted(scored.claim.slice(row, row + 6)));
    expect(sorted(shuffledOverAll(scored, makeRng(3)).claim)).toEqual(sorted(scored.claim));
    expect(within.claim).not.toEqual(scored.claim);
  });
});

describe("rows that do not count", () => {
  // pandas 3.1.1: every other edit of the same prompts counts (the first and the fourth of six), all are compared with.
  const scored = countOnly(simulateScored(42, 60), (row) => row % 3 === 0);
  const summary = summariseOf(scored, 60);

  it("are there to be compared with", () => {
    const reference: Partial<Record<StatisticName, [value: number, n: number]>> = {
      selfPull: [0.6128930817610063, 53],
      targetPull: [0.010740740740740762, 45],
      bothPull: [0.5914179104477612, 134],
      cueKnowledge: [0.5579402515723271, 212],
      faithfulnessSelf: [0.66, 600],
    };
    for (const [name, [value, n]] of Object.entries(reference)) {
      const estimate = valued(summary[name as StatisticName]);
      expect(estimate.value, name).toBeCloseTo(value, 12);
      expect(estimate.n, name).toBe(n);
    }
    expect(summary.counts).toMatchObject({
      items: 600,
      prompts: 300,
      onlySelf: 53,
      onlyTarget: 45,
      both: 134,
    });
  });

  it("leave the oracles and the constants where they belong", () => {
    expect(valued(summariseOf(oracleOfSelf(scored), 60).couplingIndex).value).toBe(1);
    expect(valued(summariseOf(oracleOfTarget(scored), 60).couplingIndex).value).toBe(0);
    expect(valued(summariseOf(constantUnchanged(scored), 60).couplingIndex).value).toBe(0.5);
  });
});

describe("undefined statistics", () => {
  it("say so where self and target are one model", () => {
    const scored = simulateScored(1, 20);
    const same = {
      ...scored,
      targetReply: scored.selfReply,
      targetCounterfactual: scored.selfCounterfactual,
      startReply: scored.selfReply,
    };
    const summary = summariseOf(same, 20);
    expect(summary.selfPull).toEqual({
      kind: "undefined",
      reason: "no edit changes the reply of the checkpoint only",
    });
    expect(summary.couplingIndex.kind).toBe("undefined");
    expect(valued(summary.agreement)).toMatchObject({ value: 1, low: 1, high: 1 });
    expect(valued(summary.behaviourShift).value).toBe(0);
    expect(valued(summary.bothPull).n).toBe(summary.counts.both);
  });

  it("say so where nothing ever changes", () => {
    const scored = simulateScored(1, 20);
    const still = { ...scored, selfCounterfactual: scored.selfReply };
    const summary = summariseOf(still, 20);
    for (const name of ["balancedAccuracy", "matthews", "cueKnowledge", "selfPull", "bothPull"] as const)
      expect(summary[name].kind, name).toBe("undefined");
  });

  /** 24 rows of one prompt each for so many entities. */
  function makeSmall(entities: number): Scored {
    const columns = simulateScored(5, 4);
    const small = Object.entries(columns).map(([name, column]) => [name, column.slice(0, 24)]);
    const cluster = Int32Array.from({ length: 24 }, (_, row) => Math.floor(row / 6) % entities);
    return { ...Object.fromEntries(small), cluster } as Scored;
  }

  it("use an exact interval for shares of a small cell", () => {
    for (const entities of [3, 4]) {
      expect(valued(summariseOf(makeSmall(entities), entities).faithfulnessSelf)).toMatchObject({
        n: 24,
        clusters: entities,
        method: "Clopper–Pearson",
      });
    }
  });

  it("say so where one or two entities have all rows, of which an exact interval does not hold its level", () => {
    for (const [entities, word] of [
      [1, "one"],
      [2, "two"],
    ] as const) {
      const reason = `such rows occur in ${word} of the entities only, too few for an interval`;
      const summary = summariseOf(makeSmall(entities), entities);
      expect(summary.faithfulnessSelf).toEqual({ kind: "undefined", reason });
      expect(summary.gap).toEqual({ kind: "undefined", reason });
    }
  });

  it("say so where a model's few rows are all alike, and are exact where that was known beforehand", () => {
    const whole = simulateScored(1, 60);
    const alike = countOnly(whole, (row) => row % 97 === 0);
    const silent = { ...alike, claim: whole.selfReply };
    const reason = "such rows are all alike, and too few to say that others are";
    expect(summariseOf(silent, 60).cueKnowledge).toEqual({ kind: "undefined", reason });
    expect(summariseOf(constantUnchanged(alike), 60).cueKnowledge).toMatchObject({
      value: 0,
      low: 0,
      high: 0,
    });
    // However few the entities: an oracle of self has 1 of any.
    const few = countOnly(whole, (row) => row < 120);
    expect(summariseOf(oracleOfSelf(few), 60).cueKnowledge).toMatchObject({ value: 1, low: 1, high: 1 });
    expect(summariseOf(few, 60).cueKnowledge.kind).toBe("undefined");
  });
});
