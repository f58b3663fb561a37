/**
 * Calibration of the bootstrap intervals of everything else that pages show, beside `coverage.test.ts`: the nominal
 * 95 % intervals hold the true value in 93 to 97 % of simulated studies. There are fewer studies than there, most of
 * 40 entities, where intervals fall short first: the share counted in n studies may lie outside 93 to 97 % by what
 * chance does to it once in a hundred times (`slack`), and never above 99 %. About 35 s on an idle core.
 *
 * Counted once in 2,000 studies: calibration of claims 94.2 to 94.6 % (40 entities), 94.5 to 94.7 % (400, 2,000
 * draws).
 * Counted once in 1,000 studies of 40 entities: 93.6 % (share of a reply) to 96.0 % (recovery); crossings 93.9 to
 * 95.7 %, also where the shares stand still at half of the change and a last crossing for good jumps. Their
 * difference, the lag, has an interval that is too wide: in 10,000 studies it held the true lag in 96.9 % where both
 * change together, 97.3 % where claims are behind (120 entities, 3,000 studies: 95.7 %), 98.1 % in two waves. It is
 * not biased (a few steps of 240); a difference of two crossings that may each jump spreads more over draws than over
 * samples. BCa does no better: in 300 studies it held the lag in 95 %, but in two waves in 92.0 %, and the claims'
 * crossing, where they are behind, in 91.7 %. So the percentile stays, and the glossary says that the lag's errs on
 * the wide side.
 */
import { describe, expect, it } from "vitest";
import { type CalibrationBin, calibrateClaims } from "@/lib/coupling/claim-calibration";
import {
  FOLLOWED,
  simulateClaimedShift,
  TRUE_CALIBRATION,
} from "@/lib/coupling/claimed-shift-study.test-support";
import { combineStatistic, DIFFERENCE } from "@/lib/coupling/compare";
import { type Definition, sampleOf } from "@/lib/coupling/definition";
import { PATHS, STEPS, simulatePath, trueCrossings } from "@/lib/coupling/drifting-path.test-support";
import {
  expectedReplies,
  expectedSums,
  otherExplainers,
  simulateExplained,
} from "@/lib/coupling/explained-study.test-support";
import { makeKinds, trueValues } from "@/lib/coupling/heterogeneous.test-support";
import { LAG_COVERAGE, lag } from "@/lib/coupling/lag";
import { RECOVERY } from "@/lib/coupling/recovery";
import { replyShares } from "@/lib/coupling/reply-shares";
import { STATISTICS, type SummaryColumn, tabulateStatistics } from "@/lib/coupling/summary";
import type { StatisticName } from "@/lib/coupling/types";
import { bootstrapEstimate } from "@/lib/stats/bootstrap-estimate";
import { drawResamples, type Resamples } from "@/lib/stats/cluster-bootstrap";
import type { Estimate } from "@/lib/stats/estimate";
import { makeRng, type Rng } from "@/lib/stats/rng";

const DRAWS = 500;
const SETS_OF_DRAWS = 20;
const OPTIONS = { level: 0.95, unit: "entities" };
/** A machine that trains at the same time is twenty times slower. */
const TIMEOUT_MS = 1_800_000;

/** Every one that is drawn with a bootstrap interval and not in `coverage.test.ts`. */
const NAMES: readonly StatisticName[] = [
  "behaviourShift",
  "agreement",
  "faithfulnessTarget",
  "gap",
  "cueKnowledge",
  "balancedAccuracy",
  "matthews",
  "cohenKappa",
  "claimedRate",
  "actualRate",
  "preferenceSelf",
  "preferenceTarget",
  "preferenceNeither",
  "shiftedSelf",
  "shiftedNeither",
];
/** What the diagonal of a matrix is held against its column in. */
const COMPARED = ["faithfulnessSelf", "cueKnowledge", "couplingIndex"] as const;

const kinds = makeKinds();
const { external, online } = otherExplainers(kinds);

function trueValue(name: StatisticName, of = kinds): number {
  const sums = expectedSums(of);
  return (STATISTICS[name] as Definition<SummaryColumn>).of((column) => {
    const sum = sums[column];
    if (sum === undefined) throw new Error(`expected the true ${column}, got none`);
    return sum;
  });
}

type Shown = { name: string; truth: number; estimate: Estimate };

/** Share of studies, by name, whose interval holds the truth. */
function measureCoverage(
  entities: number,
  studies: number,
  study: (resamples: Resamples, rng: Rng) => Shown[],
): Map<string, number> {
  const rng = makeRng(entities);
  const sets = Array.from({ length: SETS_OF_DRAWS }, () => drawResamples(entities, DRAWS, rng));
  const covered = new Map<string, number>();
  for (let i = 0; i < studies; i++) {
    for (const { name, truth, estimate } of study(sets[i % SETS_OF_DRAWS] as Resamples, rng)) {
      if (estimate.kind !== "value") throw new Error(`study ${i}, ${name}: ${estimate.reason}`);
      const holds = estimate.low <= truth && truth <= estimate.high;
      covered.set(name, (covered.get(name) ?? 0) + (holds ? 1 : 0) / studies);
    }
  }
  return covered;
}

/** By how much a share counted in n studies may be off where the true one is at the end of what is asked for. */
const slack = (studies: number, share: number) => 2.33 * Math.sqrt((share * (1 - share)) / studies);
/** However few the studies, an interval that nearly always holds the truth is too wide. */
const MOST_EVER = 0.99;

const NOMINAL = { least: 0.93, most: 0.97 };
/** What errs on the wide side, by as much as the page says (see above). */
const WIDE: Readonly<Record<string, typeof NOMINAL>> = { lag: LAG_COVERAGE };

function expectCoverage(covered: ReadonlyMap<string, number>, studies: number): void {
  for (const [name, share] of covered) {
    const { least, most } = WIDE[name] ?? NOMINAL;
    expect(share, name).toBeGreaterThanOrEqual(least - slack(studies, least));
    expect(share, name).toBeLessThanOrEqual(Math.min(most + slack(studies, most), MOST_EVER));
  }
}

function studyExplained(resamples: Resamples, rng: Rng): Shown[] {
  const { claims, replies } = simulateExplained([kinds, external, online], resamples.clusters, rng);
  const [own, ...others] = claims.map((scored, i) =>
    tabulateStatistics(i === 0 ? [...NAMES, ...COMPARED] : COMPARED, scored, resamples),
  );
  const of = (tables: typeof own, name: StatisticName) =>
    sampleOf(tables as NonNullable<typeof own>, STATISTICS[name]);
  const shown = (name: string, truth: number, sample: ReturnType<typeof of>) => ({
    name,
    truth,
    estimate: bootstrapEstimate(sample, OPTIONS),
  });
  const everyTruth = (name: StatisticName) => [kinds, external, online].map((its) => trueValue(name, its));
  const every = (name: StatisticName) => [own, ...others].map((tables) => of(tables, name));
  return [
    ...NAMES.map((name) => shown(name, trueValue(name), of(own, name))),
    ...COMPARED.map((name) =>
      shown(
        `${name}, diagonal's advantage`,
        DIFFERENCE.of(everyTruth(name)),
        combineStatistic(name, every(name), DIFFERENCE),
      ),
    ),
    shown(
      "recovery",
      RECOVERY.of(everyTruth("couplingIndex")),
      combineStatistic("couplingIndex", every("couplingIndex"), RECOVERY),
    ),
    ...replyShares(replies, 3, resamples, OPTIONS).map((estimate, reply) => ({
      name: `share of reply ${reply}`,
      truth: expectedReplies(kinds)[reply] as number,
      estimate,
    })),
  ];
}

function studyLag(sort: keyof typeof PATHS) {
  const paths = PATHS[sort];
  const truth = trueCrossings(paths);
  return (resamples: Resamples, rng: Rng): Shown[] => {
    const found = lag(STEPS, simulatePath(paths, resamples.clusters, rng), resamples, OPTIONS);
    return (["behaviour", "claim", "lag"] as const).map((name) => ({
      name: name === "lag" ? name : `crossing of ${name}`,
      truth: truth[name],
      estimate: found[name],
    }));
  };
}

function studyCalibration(resamples: Resamples, rng: Rng): Shown[] {
  const shift = simulateClaimedShift(resamples.clusters, rng);
  const { correlation, overclaim, curve } = calibrateClaims(shift, FOLLOWED.bins, resamples, OPTIONS);
  const { moved } = curve[FOLLOWED.bin] as CalibrationBin;
  return [
    {
      name: "correlation of claimed and real shift",
      truth: TRUE_CALIBRATION.correlation,
      estimate: correlation,
    },
    { name: "claimed less real shift", truth: TRUE_CALIBRATION.overclaim, estimate: overclaim },
    { name: "real shift of a bin", truth: TRUE_CALIBRATION.moved, estimate: moved },
  ];
}

describe("the simulation of claimed and real shift", () => {
  it("has the true values that a study of many entities finds", () => {
    const entities = 20_000;
    const found = studyCalibration(drawResamples(entities, 2, makeRng(1)), makeRng(2));
    for (const { name, truth, estimate } of found) {
      if (estimate.kind !== "value") throw new Error(`${name}: ${estimate.reason}`);
      expect(Math.abs(estimate.value - truth), name).toBeLessThan(0.01);
    }
  });
});

describe("the simulation of several explainers", () => {
  it("has the true values of the one of faithfulness, pulls and K", () => {
    for (const [name, value] of Object.entries(trueValues(kinds)))
      expect(trueValue(name as StatisticName), name).toBeCloseTo(value, 12);
  });
});

describe("95 % intervals of what else is shown", { timeout: TIMEOUT_MS }, () => {
  it.each([
    [40, 1000],
    [120, 300],
    [400, 100],
  ])("hold the truth of studies of %i entities", (entities, studies) => {
    expectCoverage(measureCoverage(entities, studies, studyExplained), studies);
  });

  it.each([
    [40, 1000],
    [120, 400],
    [400, 150],
  ])("hold what claims say of how far, of %i entities", (entities, studies) => {
    expectCoverage(measureCoverage(entities, studies, studyCalibration), studies);
  });

  it.each([
    ["together", 40, 1500],
    ["behind", 40, 1500],
    ["in two waves", 40, 1500],
    ["behind", 120, 300],
  ] as const)("hold crossings and lag where claims change %s, of %i entities", (sort, entities, studies) => {
    expectCoverage(measureCoverage(entities, studies, studyLag(sort)), studies);
  });
});
