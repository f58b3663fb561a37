/**
 * What the Arms page shows of the committed bundle is what training/RESULTS.md prints, to its three decimals: every
 * arm's means and every seed. That both come from one computation is no proof that both say the same.
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, expect, test } from "vitest";
import { openBundleFolder } from "@/lib/bundle/read-folder.test-support";
import { type ResultName, type ResultRow, type Results, readResults } from "@/lib/bundle/results";
import type { Estimate } from "@/lib/stats/estimate";
import { foundOf } from "./arms-estimates";

/** The report's headings, without emphasis, and the page's statistics. */
const NAMES: Readonly<Record<string, ResultName>> = {
  "self-pull": "selfPull",
  "target-pull": "targetPull",
  "both-pull": "bothPull",
  K: "couplingIndex",
  "K outside": "externalIndex",
  "K − K outside": "aboveExternal",
  recovery: "recovery",
  "K matched": "matchedIndex",
  placing: "placing",
  "log-odds self − target": "logOdds",
  "balanced accuracy": "balancedAccuracy",
  "cue knowledge": "cueKnowledge",
  Self: "faithfulnessSelf",
  Target: "faithfulnessTarget",
  gap: "gap",
  "gap of nothing would change": "unchangedGap",
  "agreement at start": "agreementStart",
  "at end": "agreement",
  "replies shifted": "behaviourShift",
  "KL from M0, nats": "kl",
};

const folder = openBundleFolder("organisms");
const { bundle } = folder;
const report = readFileSync(fileURLToPath(new URL("../../training/RESULTS.md", import.meta.url)), "utf8");
let results: Results;

beforeAll(async () => {
  if (bundle.results === null) throw new Error("expected the bundle to have results");
  results = readResults(await folder.readAsset(bundle.results), bundle, bundle.results.path);
});

type PrintedRow = { slice: string; cells: ReadonlyMap<string, string> };

/** The rows of the tables between two headings, by their headings; the last line about entities says of which. */
function printedRows(from: string, to: string): PrintedRow[] {
  const start = report.indexOf(from);
  if (start < 0) throw new Error(`expected ${from} in training/RESULTS.md`);
  let head: string[] = [];
  let slice = "";
  const rows: PrintedRow[] = [];
  for (const line of report.slice(start, report.indexOf(to, start)).split("\n")) {
    const about = /(Held-out|Explained) entities/i.exec(line)?.[1];
    if (about !== undefined && !line.startsWith("|")) slice = about.toLowerCase();
    if (!line.startsWith("|") || line.startsWith("|---")) continue;
    const cells = line
      .slice(1, -1)
      .split("|")
      .map((cell) => cell.replaceAll("*", "").trim());
    if (cells[0] === "arm") head = cells;
    else rows.push({ slice, cells: new Map(head.map((name, i) => [name, cells[i] ?? ""])) });
  }
  return rows;
}

const NUMBER = "([+−]?\\d+\\.\\d{3})";
const PRINTED = new RegExp(`^${NUMBER} \\[${NUMBER}, ${NUMBER}\\]`);
const HALF_A_DIGIT = 0.0005 * (1 + 1e-6);

/** Null where both say the same, else what they say. */
function difference(shown: Estimate, printed: string): string | null {
  const numbers = PRINTED.exec(printed)
    ?.slice(1)
    .map((text) => Number(text.replace("−", "-")));
  if (shown.kind === "undefined") {
    const fixed = /^it is ([01]) by definition/.exec(shown.reason)?.[1];
    const isSame = numbers === undefined ? printed.startsWith("n/a") : numbers[0] === Number(fixed);
    return isSame ? null : `${printed} is printed, and n/a shown: ${shown.reason}`;
  }
  const parts = [shown.value, shown.low, shown.high];
  const isSame = parts.every((part, i) => Math.abs(part - (numbers?.[i] ?? Number.NaN)) <= HALF_A_DIGIT);
  return isSame ? null : `${printed} is printed, ${parts.join(", ")} shown`;
}

function findRow(cells: PrintedRow["cells"]): ResultRow {
  const family = bundle.families.find(({ title }) => title === cells.get("family"))?.id;
  const row = results.rows.find(
    (one) =>
      one.family === family && (one.isAboutItself ? `${one.arm}-itself` : one.arm) === cells.get("arm"),
  );
  if (row === undefined) throw new Error(`expected a row of ${cells.get("arm")} in ${cells.get("family")}`);
  return row;
}

function compare(
  rows: readonly PrintedRow[],
  pick: (row: ResultRow, cells: PrintedRow["cells"]) => ResultRow["pooled"],
) {
  const differences: string[] = [];
  let compared = 0;
  for (const { slice, cells } of rows) {
    const row = findRow(cells);
    for (const [heading, printed] of cells) {
      const name = NAMES[heading];
      if (name === undefined) continue;
      compared++;
      const told = difference(foundOf(results, pick(row, cells), slice, name), printed);
      if (told !== null) differences.push(`${row.id} ${slice} ${name}: ${told}`);
    }
  }
  return { differences, compared };
}

test("every arm's means are those that the report prints", () => {
  const rows = printedRows("## Every arm", "## The main arms by task").filter(({ cells }) =>
    cells.has("self-pull"),
  );
  const { differences, compared } = compare(rows, ({ pooled }) => pooled);
  expect(differences).toEqual([]);
  // Both splits of every row.
  expect(rows).toHaveLength(2 * results.rows.length);
  expect(compared).toBe(10 * rows.length);
});

test("every seed's numbers are those that the report prints", () => {
  const rows = printedRows("## Every seed", "### Small cells").filter(({ cells }) => cells.has("at end"));
  const { differences, compared } = compare(rows, ({ id, seeds }, cells) => {
    const own = seeds.find(({ seed }) => String(seed) === cells.get("seed"));
    if (own === undefined) throw new Error(`expected seed ${cells.get("seed")} of ${id}`);
    return own.slices;
  });
  expect(differences).toEqual([]);
  expect(rows).toHaveLength(2 * results.rows.reduce((count, { seeds }) => count + seeds.length, 0));
  expect(compared).toBe(18 * rows.length);
});
