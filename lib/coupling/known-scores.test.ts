import { describe, expect, it } from "vitest";
import { constantClass, constantUnchanged, oracleOfSelf, oracleOfTarget } from "@/lib/coupling/explainers";
import { KNOWN_SCORES } from "@/lib/coupling/known-scores";
import { simulateScored } from "@/lib/coupling/simulated.test-support";
import { STATISTICS, summarise } from "@/lib/coupling/summary";
import type { KnownClaims, Scored, StatisticName } from "@/lib/coupling/types";
import { drawResamples } from "@/lib/stats/cluster-bootstrap";
import { makeRng } from "@/lib/stats/rng";

const OPTIONS = { level: 0.95, unit: "entities" };
const NAMES = Object.keys(STATISTICS) as StatisticName[];
const EXPLAINERS: Record<KnownClaims, (scored: Scored) => Scored> = {
  self: oracleOfSelf,
  target: oracleOfTarget,
  unchanged: constantUnchanged,
  class: (scored) => constantClass(scored, 1),
};
const KINDS = Object.keys(EXPLAINERS) as KnownClaims[];
const isKnown = (name: StatisticName, kind: KnownClaims) => KNOWN_SCORES[name]?.includes(kind) ?? false;

describe("known scores", () => {
  const resamples = drawResamples(60, 400, makeRng(1));

  it.each(KINDS)("are the same on any items, with no width and no other statistic's: %s", (kind) => {
    const summaries = [1, 2, 3].map((seed) =>
      summarise(EXPLAINERS[kind](simulateScored(seed, 60)), resamples, OPTIONS),
    );
    for (const name of NAMES) {
      const estimates = summaries.map((summary) => summary[name]);
      const points = estimates.map((one) =>
        one.kind === "value" && one.low === one.high && one.value === one.low ? one.value : null,
      );
      // Matthews' correlation of an oracle is 1 up to rounding, so it has the guards of the others.
      if (name === "matthews") continue;
      const isOne = points[0] !== null && points.every((point) => point === points[0]);
      expect(isOne, name).toBe(isKnown(name, kind));
    }
  });

  it.each(KINDS)("stay where two entities have all rows, and nothing else does: %s", (kind) => {
    const summary = summarise(
      EXPLAINERS[kind](simulateScored(4, 2)),
      drawResamples(2, 400, makeRng(1)),
      OPTIONS,
    );
    const shown = NAMES.filter((name) => summary[name].kind === "value");
    expect(shown.length).toBeGreaterThan(3);
    expect(shown.filter((name) => !isKnown(name, kind))).toEqual([]);
  });

  it("need no exact interval of a small share: there is nothing to be unsure of", () => {
    const whole = simulateScored(5, 60);
    const few = { ...whole, counted: Uint8Array.from(whole.claim, (_, row) => (row % 97 === 0 ? 1 : 0)) };
    const { faithfulnessSelf, faithfulnessTarget } = summarise(oracleOfSelf(few), resamples, OPTIONS);
    expect(faithfulnessSelf).toMatchObject({ value: 1, low: 1, high: 1 });
    expect(faithfulnessTarget).toMatchObject({ method: "Clopper–Pearson" });
  });
});
