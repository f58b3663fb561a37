/** What training/results/results.json reports of an arm: read as it stands there, by its own names. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect } from "vitest";
import type { Run } from "@/lib/bundle/schema";
import type { Split, StatisticName } from "@/lib/coupling/types";
import type { Estimate } from "@/lib/stats/estimate";

type Entry = { value: number; low: number; high: number; n: number; entities: number } | { reason: string };
type Estimates = Record<string, Record<string, Record<string, Record<Split, Record<string, Entry>>>>>;

const PATH = fileURLToPath(new URL("../../training/results/results.json", import.meta.url));

/** Python's names of what the Matrix and the Plane show. */
export const REPORTED_NAMES = {
  selfPull: "self_pull",
  targetPull: "target_pull",
  bothPull: "both_pull",
  couplingIndex: "coupling_index",
  cueKnowledge: "cue_knowledge",
  faithfulnessSelf: "faithfulness_self",
  faithfulnessTarget: "faithfulness_target",
} as const satisfies Partial<Record<StatisticName, string>>;

export function readReported(): Estimates {
  return JSON.parse(readFileSync(PATH, "utf8")).estimates;
}

type Place = { run: Pick<Run, "arm" | "seed">; family: string; split: Split };

/** Expects an estimate to be the reported one of a run: value, interval and what it rests on, or both undefined. */
export function expectReported(
  estimates: Estimates,
  { run, family, split }: Place,
  name: string,
  shown: Estimate | undefined,
): void {
  const what = `${run.arm}, ${family}, seed ${run.seed}, ${split}, ${name}`;
  const entry = estimates[run.arm]?.[family]?.[run.seed]?.[split]?.[name];
  if (entry === undefined || shown === undefined) throw new Error(`expected ${what}, got nothing`);
  if ("reason" in entry || shown.kind === "undefined") {
    expect([shown.kind, "reason" in entry], what).toEqual(["undefined", true]);
    return;
  }
  for (const end of ["value", "low", "high"] as const) {
    expect(shown[end], `${what}, ${end}`).toBeCloseTo(entry[end], 9);
  }
  expect([shown.n, shown.clusters], what).toEqual([entry.n, entry.entities]);
}
