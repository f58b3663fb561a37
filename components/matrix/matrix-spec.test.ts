import { describe, expect, test } from "vitest";
import { makeBundle, makeRun } from "@/lib/bundle/bundle.test-support";
import type { Run } from "@/lib/bundle/schema";
import { listMatrixPlaces } from "@/lib/permalink/matrix-places";
import { type MatrixView, matrixPageView } from "@/lib/permalink/matrix-view";
import type { EstimatesResult } from "@/lib/queries/types";
import type { Estimate } from "@/lib/stats/estimate";
import { matrixSpec, planMatrix, readMatrix } from "./matrix-spec";

const base = makeBundle();
const bundle = {
  ...base,
  runs: [
    ...base.runs,
    makeRun("shuffled", {
      arm: "shuffled",
      supervision: { ...(base.runs[1] as Run).supervision, source: "shuffled" },
    }),
  ],
  arms: [...base.arms, { id: "shuffled", group: "controls", title: "Shuffled" }],
  controls: { ...base.controls, shuffled: "shuffled" },
};
const run = bundle.runs.find(({ id }) => id === "flagship") as Run;
const everywhere = listMatrixPlaces(bundle, run).map(({ id }) => id);
const EMPTY = Object.fromEntries(matrixPageView.names.map((name) => [name, null]));

function planOf(change: Partial<MatrixView> = {}, places: readonly string[] = everywhere) {
  const { view } = matrixPageView.read(bundle, EMPTY as never);
  return planMatrix(bundle, run, { ...view, ...change }, places);
}

/** What a worker would answer: the value of a score is its place in the request, of a contrast -1. */
function answer(spec: ReturnType<typeof matrixSpec>): EstimatesResult {
  const estimateOf = (value: number): Estimate => ({
    kind: "value",
    value,
    low: value,
    high: value,
    level: 0.95,
    n: 10,
    clusters: 5,
    method: "",
  });
  return {
    scores: spec.scores.map(({ id }, i) => ({
      id,
      kind: "estimates",
      estimates: Object.fromEntries(spec.names.map((name) => [name, estimateOf(i)])),
      counts: {} as never,
    })),
    contrasts: spec.contrasts.map(({ id }) => ({ id, estimate: estimateOf(-1) })),
    method: { draws: 1, level: 0.95, seed: 1, unit: "entities" },
  };
}

describe("matrixSpec", () => {
  test("asks every explainer about every behaviour, against one target", () => {
    const plan = planOf();
    expect(plan.rows.map(({ id }) => id)).toEqual(["target", "0", "10", "external", "shuffled", "unchanged"]);
    expect(plan.columns.map(({ id }) => id)).toEqual(["target", "0", "10", "external", "shuffled"]);
    const spec = matrixSpec(plan);
    expect(spec.scores).toHaveLength(6 * 5);
    expect(new Set(spec.scores.map(({ id }) => id)).size).toBe(6 * 5);
    expect(new Set(spec.scores.map(({ target }) => `${target.run}@${target.step}`))).toEqual(
      new Set(["m0@100"]),
    );
    expect(spec.names).toEqual(["faithfulnessSelf"]);
    expect(spec.scores.at(-1)?.claims).toEqual({ kind: "constant", id: "constant-unchanged" });
  });

  test("does not ask for the coupling index against the target itself", () => {
    const plan = planOf({ statistic: "coupling-index" });
    const spec = matrixSpec(plan);
    expect(spec.names).toEqual(["couplingIndex"]);
    expect(spec.scores.some(({ self }) => self.run === "m0")).toBe(false);
    const { cells, advantage } = readMatrix(plan, answer(spec));
    const column = cells.map((row) => row[0]?.estimate);
    expect(column.every((estimate) => estimate?.kind === "undefined")).toBe(true);
    expect(advantage[0]).toMatchObject({ kind: "undefined", reason: expect.stringMatching(/target itself/) });
  });

  test("where they disagree: the claim is the column's, and in the target's column the target's beside the last step", () => {
    const spec = matrixSpec(planOf({ disputed: true }, ["target", "0", "10"]));
    expect(spec.names).toEqual(["preferenceTarget", "preferenceSelf"]);
    const selves = spec.scores.slice(0, 3).map(({ self }) => `${self.run}@${self.step}`);
    expect(selves).toEqual(["flagship@10", "flagship@0", "flagship@10"]);
    expect(new Set(spec.scores.map(({ id }) => id)).size).toBe(9);
  });

  test("disputed items are faithfulness' matter alone", () => {
    expect(matrixSpec(planOf({ disputed: true, statistic: "cue-knowledge" })).names).toEqual([
      "cueKnowledge",
    ]);
  });
});

describe("the diagonal's advantage", () => {
  test("is over the other explainers that were taught with sound labels", () => {
    const { contrasts, scores } = matrixSpec(planOf());
    const idOf = (claims: string, self: string) =>
      scores.find(
        (score) =>
          score.claims.kind === "run" &&
          `${score.claims.run}@${score.claims.step}` === claims &&
          `${score.self.run}@${score.self.step}` === self,
      )?.id;
    // m0 and step 0 were never taught, shuffled labels teach nothing, a constant is no explainer's
    expect(contrasts).toEqual([
      {
        id: expect.any(String),
        name: "faithfulnessSelf",
        kind: "difference",
        plus: idOf("flagship@10", "flagship@10"),
        minus: [idOf("external@10", "flagship@10")],
      },
      expect.objectContaining({
        plus: idOf("external@10", "external@10"),
        minus: [idOf("flagship@10", "external@10")],
      }),
    ]);
  });

  test("is n/a with its reason where there is no diagonal or nothing beside it", () => {
    const plan = planOf({}, ["target", "10"]);
    const { advantage } = readMatrix(plan, answer(matrixSpec(plan)));
    expect(advantage.map((estimate) => estimate.kind === "undefined" && estimate.reason)).toEqual([
      expect.stringMatching(/not taught/),
      expect.stringMatching(/no other taught explainer/),
    ]);
  });
});

describe("readMatrix", () => {
  test("puts every number into its cell, and leads each to its items", () => {
    const plan = planOf();
    const spec = matrixSpec(plan);
    const { cells } = readMatrix(plan, answer(spec));
    const values = cells.flat().map(({ estimate }) => (estimate.kind === "value" ? estimate.value : null));
    expect(values).toEqual(spec.scores.map((_, i) => i));
    const href = cells[2]?.[0]?.href ?? "";
    const link = new URLSearchParams(href.split("?")[1]);
    expect(Object.fromEntries(link)).toMatchObject({
      run: "flagship",
      step: "10",
      self: "m0@100",
      target: "m0@100",
    });
    expect(cells.at(-1)?.every((cell) => cell.href === null)).toBe(true);
  });

  test("leads a coupling index to the edits that it counts, and faithfulness to all of them", () => {
    const hrefOf = (change: Partial<MatrixView>) => {
      const plan = planOf(change, ["target", "10"]);
      return readMatrix(plan, answer(matrixSpec(plan))).cells[1]?.[1]?.href;
    };
    expect(hrefOf({ statistic: "coupling-index" })).toMatch(/changes=only-one&before=comparable/);
    expect(hrefOf({ disputed: true })).toMatch(/disputed=1/);
    expect(hrefOf({})).not.toMatch(/changes|before|disputed/);
  });

  test("takes no number of another statistic, and says what is still being computed", () => {
    const former = answer(matrixSpec(planOf()));
    const { cells } = readMatrix(planOf({ statistic: "cue-knowledge" }), former);
    expect(cells.flat().every(({ estimate }) => estimate.kind === "undefined")).toBe(true);
    const waiting = readMatrix(planOf(), undefined).cells[0]?.[0]?.estimate;
    expect(waiting).toMatchObject({ kind: "undefined", reason: "it is being computed" });
  });

  test("hands on why a score is not there", () => {
    const plan = planOf({}, ["target"]);
    const result = answer(matrixSpec(plan));
    const [score] = result.scores;
    const absent = {
      ...result,
      scores: [{ id: score?.id ?? "", kind: "absent" as const, reason: "no records" }],
    };
    expect(readMatrix(plan, absent).cells[0]?.[0]?.estimate).toEqual({
      kind: "undefined",
      reason: "no records",
    });
  });
});
