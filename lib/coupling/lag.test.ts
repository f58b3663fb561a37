import { describe, expect, it } from "vitest";
import { lag } from "@/lib/coupling/lag";
import type { Scored } from "@/lib/coupling/types";
import { drawResamples } from "@/lib/stats/cluster-bootstrap";
import type { Estimate } from "@/lib/stats/estimate";
import { makeReferenceRandom } from "@/lib/stats/reference.test-support";
import { makeRng } from "@/lib/stats/rng";

const OPTIONS = { level: 0.95, unit: "entities" };
const ENTITIES = 40;
const ROWS_EACH = 10;
const STEPS = [0, 100, 200, 300, 400];

/**
 * Every row's behaviour goes from class 0 to 1 at a step of its own around `behaviourAt`, its claim around
 * `claimAt`; one row in five never changes.
 */
function simulatePath(behaviourAt: number, claimAt: number): Scored[] {
  const rows = ENTITIES * ROWS_EACH;
  const random = makeReferenceRandom(3);
  const moves = Array.from({ length: rows }, (_, row) => ({
    isStill: row % 5 === 0,
    behaviour: behaviourAt + 200 * (random() - 0.5),
    claim: claimAt + 200 * (random() - 0.5),
  }));
  return STEPS.map((step) => {
    const after = (of: "behaviour" | "claim") =>
      Int8Array.from(moves, (move) => (!move.isStill && step >= move[of] ? 1 : 0));
    return {
      cluster: Int32Array.from(moves, (_, row) => Math.floor(row / ROWS_EACH)),
      prompt: Int32Array.from(moves, (_, row) => row),
      claim: after("claim"),
      selfReply: new Int8Array(rows),
      selfCounterfactual: after("behaviour"),
      startReply: new Int8Array(rows),
      targetReply: new Int8Array(rows),
      targetCounterfactual: new Int8Array(rows),
    };
  });
}

const resamples = drawResamples(ENTITIES, 500, makeRng(1));

function valued(estimate: Estimate) {
  if (estimate.kind !== "value") throw new Error(`expected a value, got n/a: ${estimate.reason}`);
  return estimate;
}

describe("lag", () => {
  it("finds who is first and by how much, from the edits whose reply changes", () => {
    const { behaviour, claim, lag: distance } = lag(STEPS, simulatePath(150, 240), resamples, OPTIONS);
    expect(valued(behaviour)).toMatchObject({ n: 320, clusters: ENTITIES });
    // Known at every hundredth step only, so that half of the change is placed to a few steps.
    expect(Math.abs(valued(behaviour).value - 150)).toBeLessThan(10);
    expect(Math.abs(valued(claim).value - 240)).toBeLessThan(15);
    expect(valued(distance).value).toBeCloseTo(valued(claim).value - valued(behaviour).value, 9);
    expect(valued(distance).low).toBeGreaterThan(50);
    expect(valued(distance).high).toBeLessThan(130);
  });

  it("agrees with numpy's interp and quantile over the same draws", () => {
    // numpy 2.4.6, scipy 1.17.1's t and norm for the tails of 40 entities; rows gathered entity by entity in every draw.
    const found = lag(STEPS, simulatePath(150, 240), resamples, OPTIONS);
    const expected = {
      behaviour: [144.44444444444443, 135.55628136721907, 152.48860151475645],
      claim: [238.46153846153845, 228.46319680048484, 246.8265238660974],
      lag: [94.01709401709402, 83.65944741965492, 105.42462901333462],
    } as const;
    for (const name of ["behaviour", "claim", "lag"] as const) {
      const { value, low, high } = valued(found[name]);
      [value, low, high].forEach((end, i) => {
        expect(end, `${name}, ${i}`).toBeCloseTo(expected[name][i] as number, 9);
      });
    }
  });

  it("is 0 where claims and behaviour change together, and below 0 where claims are first", () => {
    const together = simulatePath(200, 200).map((scored) => ({
      ...scored,
      claim: scored.selfCounterfactual,
    }));
    expect(lag(STEPS, together, resamples, OPTIONS).lag).toMatchObject({ value: 0, low: 0, high: 0 });
    expect(valued(lag(STEPS, simulatePath(280, 120), resamples, OPTIONS).lag).high).toBeLessThan(0);
  });

  it("says why there is none", () => {
    const still = simulatePath(200, 200).map((scored) => ({
      ...scored,
      selfCounterfactual: scored.selfReply,
    }));
    expect(lag(STEPS, still, resamples, OPTIONS).behaviour).toEqual({
      kind: "undefined",
      reason: "no edit's reply changes between the first and the last step",
    });
    const silent = simulatePath(200, 200).map((scored) => ({ ...scored, claim: scored.selfReply }));
    expect(lag(STEPS, silent, resamples, OPTIONS).lag).toEqual({
      kind: "undefined",
      reason: "the claims do not come nearer to the last step's behaviour",
    });
    expect(() => lag([0], simulatePath(1, 1), resamples, OPTIONS)).toThrow(/got 1, 5/);
  });
});
