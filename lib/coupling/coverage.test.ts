/**
 * Calibration of the bootstrap intervals: in 2,000 simulated studies the nominal 95 % intervals of faithfulness,
 * the pulls and K hold the true value in 93 to 97 %, at 40, 120 and 400 entities. About 40 s on an idle core.
 *
 * Draws: an interval's ends are quantiles, and what B draws lose in coverage is of the order 1/B: 0.2 points at
 * 500. Sets of draws do not depend on the data, so a few sets serve all studies, each in turn.
 */
import { describe, expect, it } from "vitest";
import { sampleOf } from "@/lib/coupling/definition";
import {
  type CalibratedName,
  makeKinds,
  simulateStudy,
  trueValues,
} from "@/lib/coupling/heterogeneous.test-support";
import { STATISTICS, tabulateStatistics } from "@/lib/coupling/summary";
import { bootstrapEstimate } from "@/lib/stats/bootstrap-estimate";
import { percentileInterval } from "@/lib/stats/bootstrap-interval";
import { drawResamples } from "@/lib/stats/cluster-bootstrap";
import { makeRng } from "@/lib/stats/rng";

const STUDIES = 2000;
const SETS_OF_DRAWS = 20;
const OPTIONS = { level: 0.95, unit: "entities" };
/** A machine that trains at the same time is twenty times slower. */
const TIMEOUT_MS = 1_800_000;

const kinds = makeKinds();
const truth = trueValues(kinds);
const NAMES = Object.keys(truth) as CalibratedName[];

/** Share of the studies whose interval holds the true value; by the plain percentile, and as it is shown. */
function measureCoverage(entities: number, draws: number, seed: number) {
  const rng = makeRng(seed);
  const sets = Array.from({ length: SETS_OF_DRAWS }, () => drawResamples(entities, draws, rng));
  const zero = () => Object.fromEntries(NAMES.map((name) => [name, 0])) as Record<CalibratedName, number>;
  const covered = { plain: zero(), shown: zero() };
  for (let study = 0; study < STUDIES; study++) {
    const scored = simulateStudy(kinds, entities, rng);
    const tables = tabulateStatistics(NAMES, scored, sets[study % SETS_OF_DRAWS] as (typeof sets)[number]);
    for (const name of NAMES) {
      const sample = sampleOf(tables, STATISTICS[name]);
      const estimate = bootstrapEstimate(sample, OPTIONS);
      if (estimate.kind !== "value") throw new Error(`study ${study}, ${name}: ${estimate.reason}`);
      const holds = (low: number, high: number) => (low <= truth[name] && truth[name] <= high ? 1 : 0);
      covered.shown[name] += holds(estimate.low, estimate.high);
      const defined = sample.values.filter((value) => !Number.isNaN(value)).sort();
      covered.plain[name] += holds(...percentileInterval(defined, 0.025));
    }
  }
  const shareOf = (counts: Record<CalibratedName, number>) => (name: CalibratedName) =>
    counts[name] / STUDIES;
  return { plain: shareOf(covered.plain), shown: shareOf(covered.shown) };
}

describe("95 % intervals of entities that differ", { timeout: TIMEOUT_MS }, () => {
  const cases: [entities: number, draws: number][] = [
    [40, 1000],
    [120, 1000],
    [400, 500],
  ];
  it.each(cases)("hold the truth in 93 to 97 % of studies of %i entities", (entities, draws) => {
    const { plain, shown } = measureCoverage(entities, draws, entities);
    for (const name of NAMES) {
      expect(shown(name), name).toBeGreaterThanOrEqual(0.93);
      expect(shown(name), name).toBeLessThanOrEqual(0.97);
    }
    // Why they have t tails: without these the pulls and K fall short where entities are few.
    if (entities === 40) {
      for (const name of ["selfPull", "targetPull", "couplingIndex"] as const)
        expect(plain(name), name).toBeLessThan(0.93);
    }
  });
});
