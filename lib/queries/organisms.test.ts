/**
 * The committed bundle through the site's own code: the bars set before the first run, the same numbers as
 * Python's (`training/results/estimates.json`), and every item's text tokenised and packed as in Python.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { type BundleFolder, openBundleFolder } from "@/lib/bundle/read-folder.test-support";
import { makeTokenizer, type TextTokenizer } from "@/lib/bundle/tokenizer";
import { editsOf } from "@/lib/coupling/cue-sentences";
import { planProbe } from "@/lib/coupling/pack";
import { parsePrompt } from "@/lib/coupling/parse-prompt";
import { composePrompt, normaliseText, replyWords } from "@/lib/coupling/prompt";
import type { StatisticName, Summary } from "@/lib/coupling/types";
import { AnalysisData } from "@/lib/queries/analysis-data";
import type { Overview, PromptEntry } from "@/lib/queries/types";
import type { Estimate } from "@/lib/stats/estimate";

const SPLITS = ["held-out", "explained"] as const;

/** Point of the Overview -> explainer in Python's table. */
const PYTHON_NAMES: Record<string, string> = {
  "oracle-self": "oracle of self",
  "oracle-target": "oracle of the target",
  "constant-unchanged": "nothing would change",
  "constant-class-0": "always class 0",
  "constant-class-1": "always class 1",
  "constant-class-2": "always class 2",
  online: "online",
  external: "external",
  "text-only": "text-only",
  shuffled: "shuffled",
  run: "fixed-shift",
};

const PYTHON_STATISTICS: Partial<Record<StatisticName, string>> = {
  faithfulnessSelf: "faithfulness_self",
  faithfulnessTarget: "faithfulness_target",
  gap: "gap",
  agreement: "agreement",
  behaviourShift: "behaviour_shift",
  selfPull: "self_pull",
  targetPull: "target_pull",
  bothPull: "both_pull",
  couplingIndex: "coupling_index",
  balancedAccuracy: "balanced_accuracy",
  claimedRate: "claimed_rate",
  actualRate: "actual_rate",
};

/** 3,600 prompts with six edits each take some seconds, and more on a busy machine. */
const EVERY_ITEM_TIMEOUT_MS = 120_000;

type PythonEstimates = Record<string, Record<string, Record<string, Record<string, number[]>>>>;

function readJson(path: string) {
  return JSON.parse(readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), "utf8"));
}

let folder: BundleFolder;
let prompts: PromptEntry[];
let overview: Overview;

beforeAll(async () => {
  folder = openBundleFolder("organisms");
  const data = new AnalysisData(folder.bundle, folder.readAsset);
  prompts = await data.prompts();
  overview = await data.overview(true);
}, 120_000);

function valued(estimate: Estimate) {
  if (estimate.kind !== "value") throw new Error(`expected a value, got n/a: ${estimate.reason}`);
  return estimate;
}

function heldOut(kind: string): Summary {
  const point = overview.points["held-out"].find((candidate) => candidate.kind === kind);
  if (point === undefined) throw new Error(`expected a point ${kind}`);
  return point.summary;
}

describe("the committed records", () => {
  it("show every explainer", () => {
    expect(overview.missing).toEqual([]);
    expect(overview.points["held-out"].length).toBe(Object.keys(PYTHON_NAMES).length);
  });

  it("give the oracles exactly 1 and 0 and the constants exactly one half", () => {
    expect(heldOut("oracle-self").couplingIndex).toMatchObject({ value: 1, low: 1, high: 1 });
    expect(heldOut("oracle-target").couplingIndex).toMatchObject({ value: 0, low: 0, high: 0 });
    for (const point of overview.points["held-out"].filter(({ kind }) => kind === "constant")) {
      expect(point.summary.couplingIndex, point.id).toMatchObject({ value: 0.5, low: 0.5, high: 0.5 });
    }
  });

  it("leave the shuffled arm without preference and without knowledge", () => {
    const { couplingIndex, selfPull, targetPull } = heldOut("shuffled");
    expect(valued(couplingIndex).low).toBeGreaterThanOrEqual(0.45);
    expect(valued(couplingIndex).high).toBeLessThanOrEqual(0.55);
    for (const pull of [selfPull, targetPull]) expect(Math.abs(valued(pull).value)).toBeLessThanOrEqual(0.05);
  });

  it("put the flagship above the external explainer and, in what it knows, above the text-only one", () => {
    const flagship = heldOut("run");
    expect(valued(flagship.couplingIndex).low).toBeGreaterThan(
      valued(heldOut("external").couplingIndex).high,
    );
    expect(valued(flagship.balancedAccuracy).low).toBeGreaterThan(
      valued(heldOut("text-only").balancedAccuracy).high,
    );
    expect(valued(flagship.behaviourShift).value).toBeGreaterThanOrEqual(0.15);
  });

  it("leave an observer of the cue words without preference, or nearly so", () => {
    const { low, high } = valued(heldOut("text-only").couplingIndex);
    expect(low).toBeLessThanOrEqual(0.52);
    expect(high).toBeGreaterThanOrEqual(0.48);
  });

  it("have in TypeScript the values and the intervals they have in Python", () => {
    const python: PythonEstimates = readJson("training/results/estimates.json");
    const family = python[overview.flagship.family ?? ""];
    let compared = 0;
    for (const split of SPLITS) {
      for (const point of overview.points[split]) {
        const name =
          PYTHON_NAMES[point.kind] ?? PYTHON_NAMES[point.id] ?? `expected a Python name for ${point.id}`;
        for (const [statistic, column] of Object.entries(PYTHON_STATISTICS)) {
          const reference = family?.[split]?.[name]?.[column] ?? [];
          const { value, low, high } = valued(point.summary[statistic as StatisticName]);
          [value, low, high].forEach((number, i) => {
            const what = `${split}, ${name}, ${statistic}, ${["value", "low", "high"][i]}`;
            expect(number, what).toBeCloseTo(reference[i] ?? Number.NaN, 9);
          });
          compared += 1;
        }
      }
    }
    expect(compared).toBe(SPLITS.length * Object.keys(PYTHON_NAMES).length * 12);
  });
});

describe("TypeScript and Python", () => {
  let tokenizer: TextTokenizer;
  const taskOf = (entry: PromptEntry) => {
    const task = folder.bundle.tasks.find(({ id }) => id === entry.task);
    if (task === undefined) throw new Error(`expected the task ${entry.task} in the manifest`);
    return task;
  };

  beforeAll(async () => {
    const [family] = folder.bundle.families;
    if (family === undefined) throw new Error("expected a family");
    const read = async (asset: typeof family.tokenizer.config) =>
      JSON.parse(new TextDecoder().decode(await folder.readAsset(asset)));
    tokenizer = makeTokenizer(await read(family.tokenizer), await read(family.tokenizer.config));
  });

  it("write and edit every item alike", { timeout: EVERY_ITEM_TIMEOUT_MS }, () => {
    for (const entry of prompts) {
      const task = taskOf(entry);
      const parsed = parsePrompt(task, entry.prompt);
      expect(normaliseText(entry.prompt)).toBe(entry.prompt);
      expect(parsed.entity).toBe(entry.entity);
      expect(parsed.fitsTemplate).toBe(true);
      expect(parsed.cues.map(({ cue }) => cue)).toEqual(entry.cues);
      expect(composePrompt(task, parsed)).toBe(entry.prompt);
      expect(replyWords(task, parsed.values)).toEqual(entry.replies);
      const inPython = entry.edits.map(({ cue, edit, edited }) => ({ cue, edit, edited }));
      expect(editsOf(task, entry.prompt)).toEqual(inPython);
      expect(inPython.flatMap(({ edited }) => tokenizer.unknownWords(edited))).toEqual([]);
    }
  });

  it("tokenise and pack the probe of every prompt alike", { timeout: EVERY_ITEM_TIMEOUT_MS }, () => {
    const fixture = readJson("lib/coupling/fixtures/organisms-packing.json");
    const contextLength = folder.bundle.families[0]?.contextLength ?? 0;
    const lines = prompts.map((entry) => {
      const { prompt, replies } = entry;
      const { tree } = planProbe({ task: taskOf(entry), prompt, replies, tokenizer, contextLength });
      return JSON.stringify(
        [tree.inputIds, tree.parents, tree.positions, tree.reads].map((column) => [...column]),
      );
    });
    expect(JSON.parse(lines[0] as string)).toEqual(fixture.first);
    expect(lines.length).toBe(fixture.prompts);
    expect(createHash("sha256").update(lines.join("\n")).digest("hex")).toBe(fixture.sha256);
  });
});
