/**
 * The matrices of the committed bundle, from the records as the page asks for them, against what training reports: the
 * last step about itself and about its target, and its external explainer about it, of several arms.
 */
import { beforeAll, expect, it } from "vitest";
import { type BundleFolder, openBundleFolder } from "@/lib/bundle/read-folder.test-support";
import type { Run } from "@/lib/bundle/schema";
import { WHOLE_STATISTICS } from "@/lib/coupling/item-filter";
import type { Split } from "@/lib/coupling/types";
import { listMatrixPlaces } from "@/lib/permalink/matrix-places";
import type { MatrixStatistic, MatrixView } from "@/lib/permalink/matrix-view";
import { recordedStepsOf } from "@/lib/permalink/read-run";
import { AnalysisData } from "@/lib/queries/analysis-data";
import { expectReported, REPORTED_NAMES, readReported } from "@/lib/queries/organisms-reported.test-support";
import { matrixSpec, planMatrix, readMatrix } from "./matrix-spec";

const TIMEOUT_MS = 120_000;
const SPLITS: readonly Split[] = ["held-out", "explained"];
/** Families, seeds, other labels, another shift, and a target that is another family's. */
const RUNS = [
  "gpt2-fixed-shift-s0",
  "gpt2-fixed-shift-s3",
  "llama-fixed-shift-s1",
  "gpt2-noise-30-s2",
  "gpt2-agreement-40-s1",
  "gpt2-harder-refusal-s1",
  "gpt2-other-family-shift-s0",
  "gpt2-online-s1",
  "gpt2-shuffled-s2",
];
const reported = readReported();
let folder: BundleFolder;
let data: AnalysisData;

beforeAll(() => {
  folder = openBundleFolder("organisms");
  data = new AnalysisData(folder.bundle, folder.readAsset);
});

/** The cells of a run's whole matrix but for its earlier steps, by the ids of row and column. */
async function cellsOf(run: Run, statistic: MatrixStatistic, split: Split) {
  const last = String(recordedStepsOf(run).at(-1));
  const filter = { ...WHOLE_STATISTICS, split };
  const view: MatrixView = { run: run.id, statistic, disputed: false, places: null, pins: [], filter };
  const chosen = listMatrixPlaces(folder.bundle, run)
    .filter(({ id, kind }) => kind !== "step" || id === last)
    .map(({ id }) => id);
  const plan = planMatrix(folder.bundle, run, view, chosen);
  const numbers = readMatrix(plan, await data.scores.estimates(matrixSpec(plan), async () => {}));
  return (row: string, column: string) => {
    const i = plan.rows.findIndex(({ id }) => id === (row === "self" ? last : row));
    const j = plan.columns.findIndex(({ id }) => id === (column === "self" ? last : column));
    return numbers.cells[i]?.[j]?.estimate;
  };
}

it.each(RUNS)("%s is in its matrix what training reports", { timeout: TIMEOUT_MS }, async (id) => {
  const run = folder.bundle.runs.find((one) => one.id === id);
  if (run?.family == null) throw new Error(`expected a run ${id} of a family`);
  for (const split of SPLITS) {
    const place = { run, family: run.family, split };
    const faithful = await cellsOf(run, "faithfulness", split);
    expectReported(reported, place, REPORTED_NAMES.faithfulnessSelf, faithful("self", "self"));
    expectReported(reported, place, REPORTED_NAMES.faithfulnessTarget, faithful("self", "target"));
    const cues = await cellsOf(run, "cue-knowledge", split);
    expectReported(reported, place, REPORTED_NAMES.cueKnowledge, cues("self", "self"));
    const index = await cellsOf(run, "coupling-index", split);
    expectReported(reported, place, REPORTED_NAMES.couplingIndex, index("self", "self"));
    const outside = index("external", "self");
    expect(outside === undefined, id).toBe(run.external === null);
    if (outside) expectReported(reported, place, "external_index", outside);
  }
});
