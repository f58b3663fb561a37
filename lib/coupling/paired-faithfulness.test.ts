import { describe, expect, it } from "vitest";
import { oracleOfSelf, shuffledOverAll } from "@/lib/coupling/explainers";
import { pairFaithfulness } from "@/lib/coupling/paired-faithfulness";
import { countOnly } from "@/lib/coupling/scored";
import { simulateScored } from "@/lib/coupling/simulated.test-support";
import { drawResamples } from "@/lib/stats/cluster-bootstrap";
import { mcnemar } from "@/lib/stats/mcnemar";
import { makeRng } from "@/lib/stats/rng";
import { signTest } from "@/lib/stats/sign-test";

const OPTIONS = { level: 0.95, unit: "entities" };
const scored = simulateScored(42, 60);
const resamples = drawResamples(60, 300, makeRng(1));

describe("pairFaithfulness", () => {
  it("counts the items and the entities on which one is right and the other is not", () => {
    const other = shuffledOverAll(scored, makeRng(2));
    const paired = pairFaithfulness(scored, other, resamples, OPTIONS);
    const isRight = (claim: Int8Array, row: number) => claim[row] === scored.selfCounterfactual[row];
    const rows = [...scored.claim.keys()];
    const first = rows.filter((row) => isRight(scored.claim, row) && !isRight(other.claim, row));
    const second = rows.filter((row) => !isRight(scored.claim, row) && isRight(other.claim, row));
    expect([paired.onlyFirst, paired.onlySecond]).toEqual([first.length, second.length]);
    expect(paired.pOfItems).toBe(mcnemar(first.length, second.length));
    const nets = Array.from({ length: 60 }, (_, entity) => {
      const ofEntity = (among: number[]) => among.filter((row) => scored.cluster[row] === entity).length;
      return ofEntity(first) - ofEntity(second);
    });
    expect(paired.pOfEntities).toBe(signTest(nets));
    expect(paired.entitiesFirst).toBe(nets.filter((net) => net > 0).length);
    expect(paired.entitiesSecond).toBe(nets.filter((net) => net < 0).length);
    expect(paired.difference).toMatchObject({
      value: expect.closeTo((first.length - second.length) / 1800, 12),
      n: 1800,
    });
  });

  it("finds nothing between an explainer and itself, and everything for an oracle", () => {
    const same = pairFaithfulness(scored, scored, resamples, OPTIONS);
    expect(same).toMatchObject({ onlyFirst: 0, onlySecond: 0, pOfItems: 1, pOfEntities: 1 });
    expect(same.difference).toMatchObject({ value: 0, low: 0, high: 0 });
    const oracle = pairFaithfulness(oracleOfSelf(scored), scored, resamples, OPTIONS);
    expect(oracle.onlySecond).toBe(0);
    expect(oracle.pOfEntities).toBeLessThan(1e-15);
  });

  it("leaves out rows that do not count, and refuses other rows", () => {
    const none = countOnly(scored, () => false);
    expect(pairFaithfulness(none, none, resamples, OPTIONS)).toMatchObject({
      onlyFirst: 0,
      difference: { kind: "undefined", reason: "there are no such items" },
    });
    expect(() => pairFaithfulness(scored, simulateScored(42, 59), resamples, OPTIONS)).toThrow(
      /got 1800, 1770/,
    );
  });
});
