/**
 * How often tests over entities reject true nulls at the 5 % level, in 2,000 simulated studies whose entities
 * differ: the bootstrap's 5 +- 1 %, exact ones at most 6 % (5 % and what 2,000 studies leave to chance). About
 * 20 s on an idle core.
 */
import { describe, expect, it } from "vitest";
import { DIFFERENCE, sampleCombination, sampleStatistic } from "@/lib/coupling/compare";
import { constantUnchanged } from "@/lib/coupling/explainers";
import { type EntityKind, makeKinds, simulateStudy } from "@/lib/coupling/heterogeneous.test-support";
import { pairFaithfulness } from "@/lib/coupling/paired-faithfulness";
import type { Scored } from "@/lib/coupling/types";
import { bootstrapPValue } from "@/lib/stats/bootstrap-estimate";
import { drawResamples } from "@/lib/stats/cluster-bootstrap";
import { groupDifference } from "@/lib/stats/group-difference";
import { makeRng, type Rng, randomBelow } from "@/lib/stats/rng";

const STUDIES = 2000;
const SETS_OF_DRAWS = 20;
const LEVEL = 0.05;
/** A machine that trains at the same time is twenty times slower. */
const TIMEOUT_MS = 1_800_000;

/** Draws that serve study after study in turn: they do not depend on the data. */
function makeDraws(entities: number, draws: number, rng: Rng) {
  const sets = Array.from({ length: SETS_OF_DRAWS }, () => drawResamples(entities, draws, rng));
  return (study: number) => sets[study % SETS_OF_DRAWS] as (typeof sets)[number];
}

function expectNominal(rate: number) {
  expect(rate).toBeGreaterThanOrEqual(0.04);
  expect(rate).toBeLessThanOrEqual(0.06);
}

/** Share of studies whose p-value is at or below the level. */
function rejectionRate(pValue: (study: number) => number): number {
  let rejected = 0;
  for (let study = 0; study < STUDIES; study++) if (pValue(study) <= LEVEL) rejected++;
  return rejected / STUDIES;
}

describe("tests over entities that differ", { timeout: TIMEOUT_MS }, () => {
  const sampleIndex = (kinds: readonly EntityKind[], entities: number, rng: Rng) => {
    const drawsOf = makeDraws(entities, 500, rng);
    return (study: number) => {
      return sampleStatistic("couplingIndex", simulateStudy(kinds, entities, rng), drawsOf(study));
    };
  };

  it("K = 1/2, of claims that know nothing, with far fewer edits of one kind than of the other", () => {
    const kinds = makeKinds(false).map((kind) => ({ ...kind, onlyTarget: 0.4 * kind.onlyTarget }));
    const sample = sampleIndex(kinds, 60, makeRng(1));
    expectNominal(rejectionRate((study) => bootstrapPValue(sample(study), 0.5)));
  });

  it("the same K in groups of 40 and 120 entities", () => {
    const rng = makeRng(2);
    const kinds = makeKinds();
    const [few, many] = [sampleIndex(kinds, 40, rng), sampleIndex(kinds, 120, rng)];
    expectNominal(rejectionRate((study) => bootstrapPValue(groupDifference(few(study), many(study)), 0)));
  });

  /** Two explainers that know as much as each other, each of other entities: at each, chance says which. */
  function swapClaims(study: Scored, entities: number, rng: Rng): [Scored, Scored] {
    const coins = Array.from({ length: entities }, () => randomBelow(rng, 2));
    const blind = constantUnchanged(study).claim;
    const claimsOf = (side: number) =>
      study.claim.map((claim, row) =>
        coins[study.cluster[row] as number] === side ? claim : (blind[row] as number),
      );
    return [
      { ...study, claim: claimsOf(0) },
      { ...study, claim: claimsOf(1) },
    ];
  }

  it("a paired difference of explainers that are equally good at different entities", () => {
    const rng = makeRng(3);
    const kinds = makeKinds();
    const drawsOf = makeDraws(60, 500, rng);
    const rate = rejectionRate((study) => {
      const pair = swapClaims(simulateStudy(kinds, 60, rng), 60, rng);
      return bootstrapPValue(sampleCombination("couplingIndex", pair, DIFFERENCE, drawsOf(study)), 0);
    });
    expectNominal(rate);
  });

  it("the exact test over entities holds its level for them, and the one over items does not", () => {
    const rng = makeRng(4);
    const kinds = makeKinds().map((kind) => ({ ...kind, selfPull: 0.6, bothPull: 0.6 }));
    const draws = drawResamples(60, 10, rng);
    let ofItems = 0;
    const ofEntities = rejectionRate(() => {
      const [first, second] = swapClaims(simulateStudy(kinds, 60, rng), 60, rng);
      const paired = pairFaithfulness(first, second, draws, { level: 0.95, unit: "entities" });
      if (paired.pOfItems <= LEVEL) ofItems++;
      return paired.pOfEntities;
    });
    expect(ofEntities).toBeLessThanOrEqual(0.06);
    expect(ofEntities).toBeGreaterThan(0.02);
    // Why McNemar's test is never shown alone: items of one entity are right and wrong together.
    expect(ofItems / STUDIES).toBeGreaterThan(0.1);
  });
});
