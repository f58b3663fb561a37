import { describe, expect, it } from "vitest";
import {
  CALIBRATION_CORRELATION_RANGE,
  type ClaimedShift,
  calibrateClaims,
  claimedShift,
  OVERCLAIM_RANGE,
} from "@/lib/coupling/claim-calibration";
import type { Answers } from "@/lib/coupling/types";
import { drawResamples } from "@/lib/stats/cluster-bootstrap";
import type { Estimate } from "@/lib/stats/estimate";
import { makeReferenceRandom } from "@/lib/stats/reference.test-support";
import { makeRng } from "@/lib/stats/rng";

const OPTIONS = { level: 0.95, unit: "entities" };
const EDITS = 6;
const PROMPTS = 40;

function makeShift(moved: (said: number, prompt: number, random: () => number) => number): ClaimedShift {
  const random = makeReferenceRandom(77);
  const rows = Array.from({ length: PROMPTS * EDITS }, (_, row) => {
    const prompt = Math.floor(row / EDITS);
    const said = random();
    return { prompt, said, moved: moved(said, prompt, random) };
  });
  return {
    cluster: Int32Array.from(rows, ({ prompt }) => Math.floor(prompt / 4)),
    prompt: Int32Array.from(rows, ({ prompt }) => prompt),
    said: Float64Array.from(rows, ({ said }) => said),
    moved: Float64Array.from(rows, (row) => row.moved),
  };
}

function valued(estimate: Estimate | undefined) {
  if (estimate?.kind !== "value") throw new Error(`expected a value, got n/a: ${estimate?.reason}`);
  return estimate;
}

const resamples = drawResamples(10, 500, makeRng(1));
const calibrate = (shift: ClaimedShift, bins = 4) => calibrateClaims(shift, bins, resamples, OPTIONS);

describe("calibrateClaims", () => {
  it("agrees with pandas 3.1.1 and numpy 2.4.6: groupby-and-demean, corrcoef, means by bin", () => {
    const { correlation, overclaim, curve } = calibrate(
      makeShift((said, _, random) => 0.4 * said + 0.6 * random()),
    );
    expect(valued(correlation).value).toBeCloseTo(0.5986607184537159, 10);
    expect(valued(overclaim).value).toBeCloseTo(0.011745451930910422, 10);
    const expected: [number, number, number][] = [
      [56, 0.12452916069222349, 0.31951198895860994],
      [67, 0.36866589491047075, 0.4262750365854756],
      [52, 0.6084442958056641, 0.5670542780775577],
      [65, 0.8714139567114986, 0.6337912118391922],
    ];
    curve.forEach(({ said, moved }, bin) => {
      const [n, meanSaid, meanMoved] = expected[bin] as [number, number, number];
      expect(valued(said)).toMatchObject({ n });
      expect(valued(said).value).toBeCloseTo(meanSaid, 10);
      expect(valued(moved).value).toBeCloseTo(meanMoved, 10);
    });
    expect(curve.map(({ from, to }) => [from, to])).toEqual([
      [0, 0.25],
      [0.25, 0.5],
      [0.5, 0.75],
      [0.75, 1],
    ]);
  });

  it("is best for claims that say what happens, and null for those that know the prompt only", () => {
    const truth = calibrate(makeShift((said) => said));
    expect(valued(truth.correlation).value).toBeCloseTo(CALIBRATION_CORRELATION_RANGE.best as number, 12);
    expect(valued(truth.overclaim).value).toBe(OVERCLAIM_RANGE.best);
    const shift = makeShift((_, prompt, random) => 0.9 * (prompt % 2) + 0.1 * random());
    // Says more where the prompt's replies move more, but nothing of its edits.
    const ofPrompt = {
      ...shift,
      said: shift.said.map((said, row) => 0.9 * ((shift.prompt[row] as number) % 2) + 0.1 * said),
    };
    const { low, high } = valued(calibrate(ofPrompt).correlation);
    expect(low).toBeLessThan(CALIBRATION_CORRELATION_RANGE.null as number);
    expect(high).toBeGreaterThan(CALIBRATION_CORRELATION_RANGE.null as number);
  });

  it("counts some of a prompt's edits against the means of all of them", () => {
    const shift = makeShift((said, _, random) => 0.4 * said + 0.6 * random());
    const isCounted = (row: number) => row % EDITS < 2;
    const counted = Uint8Array.from(shift.prompt, (_, row) => (isCounted(row) ? 1 : 0));
    const { correlation, overclaim, curve } = calibrate({ ...shift, counted });
    const rows = [...shift.said.keys()];
    const fromMean = (column: Float64Array, row: number) => {
      const ofPrompt = rows.filter((other) => shift.prompt[other] === shift.prompt[row]);
      const mean = ofPrompt.reduce((sum, other) => sum + (column[other] as number), 0) / EDITS;
      return (column[row] as number) - mean;
    };
    const total = (of: (row: number) => number) =>
      rows.filter(isCounted).reduce((sum, row) => sum + of(row), 0);
    const product = (one: Float64Array, other: Float64Array) =>
      total((row) => fromMean(one, row) * fromMean(other, row));
    const { said, moved } = shift;
    expect(valued(correlation).value).toBeCloseTo(
      product(said, moved) / Math.sqrt(product(said, said) * product(moved, moved)),
      10,
    );
    const difference = total((row) => (said[row] as number) - (moved[row] as number));
    expect(valued(overclaim).value).toBeCloseTo(difference / (2 * PROMPTS), 10);
    expect(valued(overclaim).n).toBe(2 * PROMPTS);
    expect(valued(correlation).n).toBe(2 * PROMPTS);
    expect(curve.reduce((sum, bin) => sum + valued(bin.said).n, 0)).toBe(2 * PROMPTS);
  });

  it("says what is not there", () => {
    const constant = { ...makeShift(() => 0.3), said: new Float64Array(PROMPTS * EDITS).fill(1) };
    const { correlation, overclaim, curve } = calibrate(constant);
    expect(correlation.kind).toBe("undefined");
    expect(valued(overclaim).value).toBeCloseTo(0.7, 12);
    expect(curve[0]?.said).toEqual({ kind: "undefined", reason: "no claim has such a probability" });
    // A certain claim belongs to the last bin, which is closed.
    expect(valued(curve[3]?.moved).n).toBe(PROMPTS * EDITS);
    expect(() => calibrate(constant, 0)).toThrow(/bins >= 1, got 0/);
  });
});

describe("claimedShift", () => {
  const selection = {
    rows: Int32Array.of(0, 2),
    cluster: Int32Array.of(0, 0),
    prompt: Int32Array.of(4, 5),
    clusters: 1,
  };
  const answers: Answers = {
    reply: Int8Array.of(0, 0, 1),
    counterfactual: Int8Array.of(1, 0, 1),
    claim: Int8Array.of(1, 0, 1),
    classes: 2,
    replyP: Float32Array.of(0.75, 0.25, 1, 0, 0.25, 0.75),
    counterfactualP: Float32Array.of(0.25, 0.75, 1, 0, 0.5, 0.5),
    claimP: Float32Array.of(0.125, 0.875, 1, 0, 0.25, 0.75),
  };

  it("reads what is said against the self's reply, and how far the self moves", () => {
    const shift = claimedShift(selection, answers, answers);
    expect([...(shift?.said ?? [])]).toEqual([0.875, 0.25]);
    expect([...(shift?.moved ?? [])]).toEqual([0.5, 0.25]);
    expect(shift?.prompt).toBe(selection.prompt);
  });

  it("is nothing without probabilities", () => {
    expect(claimedShift(selection, { ...answers, claimP: null }, answers)).toBeNull();
    expect(claimedShift(selection, answers, { ...answers, counterfactualP: null })).toBeNull();
  });
});
