import { describe, expect, it } from "vitest";
import type { Golden } from "@/lib/bundle/golden-schema";
import { checkTrials, goldenTree, listTrials, maxDifference, thinTrials } from "@/lib/inference/golden";

const GOLDEN: Golden = {
  run: "r",
  cases: ["a", "b"].map((id) => ({ id, inputIds: [1, 2, 3], parents: [-1, 0, 0], reads: [2, 1] })),
  checkpoints: [0, 60, 120].map((step) => ({
    step,
    logits: [
      [
        [step, 1],
        [2, 3],
      ],
      [
        [step, 5],
        [6, 7],
      ],
    ],
  })),
};
const WANTED = [0, 60, 120].map((step) => ({ step, weights: `w${step}`, graph: "g" }));

describe("goldenTree", () => {
  it("takes depth for position", () => {
    const tree = goldenTree({ id: "x", inputIds: [5, 6, 7, 8], parents: [-1, 0, 1, 0], reads: [3] });
    expect([...tree.positions]).toEqual([0, 1, 2, 1]);
  });
});

describe("listTrials", () => {
  it("pairs every wanted checkpoint with every case", () => {
    const trials = listTrials(GOLDEN, WANTED.slice(1));
    expect(trials.map((trial) => [trial.step, trial.weights, trial.case])).toEqual([
      [60, "w60", "a"],
      [60, "w60", "b"],
      [120, "w120", "a"],
      [120, "w120", "b"],
    ]);
    expect([...(trials[1]?.expected ?? [])]).toEqual([60, 5, 6, 7]);
  });

  it("refuses a checkpoint that cannot be checked", () => {
    expect(() => listTrials(GOLDEN, [{ step: 999, weights: "w", graph: "g" }])).toThrow(/step 999, got none/);
    expect(() => listTrials({ ...GOLDEN, cases: [] }, WANTED)).toThrow(/got none/);
  });
});

describe("thinTrials", () => {
  const trials = listTrials(GOLDEN, WANTED);

  it("keeps all that fit the allowance", () => {
    expect(thinTrials(trials, 10, 60)).toEqual(trials);
  });

  it("else keeps every case of the first checkpoint and the shortest of each other", () => {
    const long = { id: "long", inputIds: [1, 2, 3, 4], parents: [-1, 0, 1, 2], reads: [2, 1] };
    const cases = [long, ...GOLDEN.cases.slice(1)];
    const kept = thinTrials(listTrials({ ...GOLDEN, cases }, WANTED), 10, 59);
    expect(kept.map((trial) => `${trial.weights} ${trial.case}`)).toEqual([
      "w0 long",
      "w0 b",
      "w60 b",
      "w120 b",
    ]);
  });
});

describe("maxDifference", () => {
  it("is the largest absolute one", () => {
    expect(maxDifference(Float32Array.of(1, -2, 3), Float32Array.of(1, -2.5, 3.25))).toBe(0.5);
  });

  it("is NaN for another size or a number that is none, wherever it stands", () => {
    expect(maxDifference(Float32Array.of(1), Float32Array.of(1, 2))).toBeNaN();
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(maxDifference(Float32Array.of(bad, 2), Float32Array.of(bad, 2))).toBeNaN();
      expect(maxDifference(Float32Array.of(2, bad), Float32Array.of(9, bad))).toBeNaN();
    }
  });
});

describe("checkTrials", () => {
  const trials = listTrials(GOLDEN, WANTED);
  const off = (by: number, at: string) => async (trial: (typeof trials)[number]) =>
    trial.expected.map((value, i) =>
      i === 1 && trial.weights === at && trial.case === "b" ? value + by : value,
    );

  it("passes within the tolerance and says by how much", async () => {
    const seen: [number, number][] = [];
    const report = await checkTrials(trials, off(0.25, "w60"), 0.25, (...progress) => seen.push(progress));
    expect(report).toEqual({ maxDifference: 0.25, checked: 6 });
    expect(seen.at(0)).toEqual([0, 6]);
    expect(seen.at(-1)).toEqual([6, 6]);
  });

  it("refuses beyond it, naming the case", async () => {
    await expect(checkTrials(trials, off(0.26, "w60"), 0.25)).rejects.toMatchObject({
      code: "golden-mismatch",
      details: { run: "r", step: 60, case: "b" },
    });
    await expect(checkTrials(trials, off(Number.NaN, "w120"), 0.25)).rejects.toMatchObject({
      code: "golden-mismatch",
    });
  });
});
