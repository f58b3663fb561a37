/** Results of the tiny bundle (`makeBundle`) for tests: its flagship's arm in two seeds, and its external explainer. */
import { makeBundle } from "@/lib/bundle/bundle.test-support";
import type { ResultRow, Results } from "@/lib/bundle/results";

export const bundle = makeBundle();

const HELD_OUT = "held-out";
const place = (run: string) => ({ run, step: 10 });

type Statistics = ResultRow["pooled"][string];

export function makeResultRow(
  id: string,
  statistics: Statistics,
  change: Partial<ResultRow> = {},
): ResultRow {
  const [arm = "", family = ""] = id.split("/");
  return {
    id,
    arm,
    family,
    title: `Arm ${arm}`,
    group: "fixed",
    isMain: true,
    isAboutItself: false,
    seeds: [0, 1].map((seed) => ({
      seed,
      explainer: place(`${arm}-s${seed}`),
      subject: place(`${arm}-s${seed}`),
      target: { run: "m0", step: 100 },
      slices: { [HELD_OUT]: statistics },
    })),
    pooled: { [HELD_OUT]: statistics },
    overSeeds: { [HELD_OUT]: { couplingIndex: [0.6, 0.4, 0.8, 2] } },
    ...change,
  };
}

export function makeResults(rows: ResultRow[]): Results {
  return {
    schemaVersion: 1,
    method: { level: 0.95, draws: 2000, seed: 1, unit: "entities" },
    slices: [
      { id: HELD_OUT, split: "held-out", task: null, margin: null },
      { id: "held-out/away", split: "held-out", task: "a", margin: "away" },
    ],
    claims: [],
    whoseEdits: [],
    rows,
  };
}
