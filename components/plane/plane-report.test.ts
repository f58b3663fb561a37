/**
 * The Plane over the committed bundle, from the records as the page asks for them, against what training reports: both
 * pulls, the third one and the index, at the last steps of several arms, on both splits.
 */
import { expect, it } from "vitest";
import { openBundleFolder } from "@/lib/bundle/read-folder.test-support";
import { familyOf, findRun } from "@/lib/bundle/runs";
import { WHOLE_STATISTICS } from "@/lib/coupling/item-filter";
import { AnalysisData } from "@/lib/queries/analysis-data";
import { expectReported, REPORTED_NAMES, readReported } from "@/lib/queries/organisms-reported.test-support";
import { planeRows } from "./plane-data";
import { nameRuns } from "./plane-runs";
import { PLANE_STATISTICS, planeRequests, shownRuns } from "./plane-scores";

const TIMEOUT_MS = 120_000;
/** Families, seeds, all controls, other labels, another shift, and a target that is another family's. */
const RUNS = [
  "gpt2-fixed-shift-s0",
  "gpt2-fixed-shift-s4",
  "llama-fixed-shift-s2",
  "gpt2-external-s0",
  "llama-external-s1",
  "gpt2-online-s1",
  "gpt2-shuffled-s2",
  "gpt2-text-only-s0",
  "gpt2-noise-30-s2",
  "gpt2-agreement-40-s1",
  "gpt2-harder-refusal-s1",
  "gpt2-other-family-shift-s0",
];

it("has the pulls and indices that training reports", { timeout: TIMEOUT_MS }, async () => {
  const { bundle, readAsset } = openBundleFolder("organisms");
  const data = new AnalysisData(bundle, readAsset);
  const reported = readReported();
  const { split: _, ...filter } = WHOLE_STATISTICS;
  const { shown, notes } = shownRuns(bundle, { runs: RUNS, steps: "last" });
  expect(notes).toEqual([]);
  let compared = 0;
  for (const { split, spec } of planeRequests(bundle, shown, { split: "both", filter })) {
    if (split === null) throw new Error("expected the splits apart");
    const result = await data.scores.estimates(spec, async () => {});
    for (const row of planeRows(bundle, shown, nameRuns(bundle, RUNS), { split, result })) {
      const run = row.run === null ? undefined : findRun(bundle, row.run);
      if (run === undefined) continue;
      const place = { run, family: familyOf(bundle, run) ?? "", split };
      for (const name of PLANE_STATISTICS) {
        expectReported(reported, place, REPORTED_NAMES[name], row[name]);
        compared++;
      }
    }
  }
  expect(compared).toBe(2 * RUNS.length * PLANE_STATISTICS.length);
});
