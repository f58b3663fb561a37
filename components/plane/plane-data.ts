/** From estimates to what the plane draws, lists and puts into its table. Pure. */
import type { FigureColumn } from "@/components/charts/figure-table";
import type { PlanePath, PlanePoint } from "@/components/charts/plane-points";
import { filterSentence, SPLIT_WORDS } from "@/components/filters/filter-words";
import { formatCount, formatCountRange } from "@/components/ui/number-format";
import type { Bundle } from "@/lib/bundle/schema";
import type { Split, StatisticName, SummaryCounts } from "@/lib/coupling/types";
import type { PlaneView } from "@/lib/permalink/plane-view";
import { scoreSpec } from "@/lib/queries/score-specs";
import type { EstimatesResult, ScoreResult } from "@/lib/queries/types";
import { type Estimate, undefinedEstimate } from "@/lib/stats/estimate";
import type { NamedRun } from "./plane-runs";
import { listLandmarks, type ShownRun } from "./plane-scores";

/** The answer about one split's items; null entities: all of them. */
export type SplitResult = { split: Split | null; result: EstimatesResult };

export type PlaneRow = {
  /** Of the point; unique on the plane. */
  id: string;
  title: string;
  /** Its title, and what else there is to tell of it, for tables. */
  explainer: string;
  /** Id of the run; null for a landmark. */
  run: string | null;
  split: Split | null;
  step: number | null;
  selfPull: Estimate;
  targetPull: Estimate;
  bothPull: Estimate;
  couplingIndex: Estimate;
  counts: SummaryCounts | null;
};

function entitiesWords(split: Split | null): string {
  return split === null ? "all" : SPLIT_WORDS[split];
}

function estimateOf(score: ScoreResult | undefined, name: StatisticName): Estimate {
  if (score === undefined) return undefinedEstimate("it is still being computed");
  if (score.kind === "absent") return undefinedEstimate(score.reason);
  return score.estimates[name] ?? undefinedEstimate("it was not asked for");
}

function toRow(
  score: ScoreResult | undefined,
  about: Pick<PlaneRow, "title" | "explainer" | "run" | "split" | "step"> & { id: string },
): PlaneRow {
  return {
    ...about,
    id: `${about.split ?? "all"}:${about.id}`,
    selfPull: estimateOf(score, "selfPull"),
    targetPull: estimateOf(score, "targetPull"),
    bothPull: estimateOf(score, "bothPull"),
    couplingIndex: estimateOf(score, "couplingIndex"),
    counts: score?.kind === "estimates" ? score.counts : null,
  };
}

/** Every point of a split: the runs' in the order of choosing, a run's in the order of training, then landmarks. */
export function planeRows(
  bundle: Bundle,
  shown: readonly ShownRun[],
  named: readonly NamedRun[],
  { split, result }: SplitResult,
): PlaneRow[] {
  const scores = new Map(result.scores.map((score) => [score.id, score]));
  const ofRuns = shown.flatMap((one) => {
    const run = named.find((other) => other.run.id === one.run);
    const title = run?.name ?? one.run;
    const explainer = run ? `${run.arm}, ${run.note}` : one.run;
    return one.shown.map((step) => {
      const { id } = scoreSpec(one, step);
      return toRow(scores.get(id), { id, title, explainer, run: one.run, split, step });
    });
  });
  const landmarks = listLandmarks(bundle).map(({ id, title }) =>
    toRow(scores.get(id), { id, title, explainer: title, run: null, split, step: null }),
  );
  return [...ofRuns, ...landmarks];
}

function toPoint(row: PlaneRow, isApart: boolean): PlanePoint {
  const { id, title, run, step, split, selfPull, targetPull, couplingIndex, counts } = row;
  const parts = [
    title,
    ...(step === null ? [] : [`step ${formatCount(step)}`]),
    ...(isApart ? [entitiesWords(split)] : []),
  ];
  return {
    id,
    title: parts.join(", "),
    selfPull,
    targetPull,
    opens: run !== null,
    rows: [["coupling index", couplingIndex]],
    ...(counts && {
      remark: `n = ${formatCount(counts.onlySelf)} edits of only itself and ${formatCount(counts.onlyTarget)} of only its target, ${formatCount(counts.entities)} entities`,
    }),
  };
}

export type PlaneDrawing = { paths: PlanePath[]; points: PlanePoint[] };

/** `pins` are drawn strong, runs of `controlArms` grey; the second split's entities are square. */
export function drawPlane(
  splits: readonly (readonly PlaneRow[])[],
  named: readonly NamedRun[],
  { pins, controlArms }: { pins: readonly string[]; controlArms: readonly string[] },
): PlaneDrawing {
  const isApart = splits.length > 1;
  const paths = splits.flatMap((rows, place) =>
    named.flatMap(({ run, letter, name }): PlanePath[] => {
      const own = rows.filter((row) => row.run === run.id);
      const split = own[0]?.split;
      if (split === undefined) return [];
      return [
        {
          id: `${split ?? "all"}:${run.id}`,
          title: place === 0 ? name : `${name}, ${entitiesWords(split)}`,
          letter,
          look: pins.includes(run.id) ? "strong" : controlArms.includes(run.arm) ? "control" : "light",
          shape: place === 0 ? "dot" : "square",
          hover: `run:${run.id}`,
          points: own.map((row) => ({ ...toPoint(row, isApart), step: row.step ?? 0 })),
        },
      ];
    }),
  );
  // Landmarks of both splits stand in the same places.
  const points = (splits[0] ?? []).filter(({ run }) => run === null).map((row) => toPoint(row, false));
  return { paths, points };
}

/** The run and step behind a point; null for a landmark. */
export function placeOf(
  splits: readonly (readonly PlaneRow[])[],
  point: string,
): { run: string; step: number; split: Split | null } | null {
  const row = splits.flat().find(({ id }) => id === point);
  return row && row.run !== null && row.step !== null
    ? { run: row.run, step: row.step, split: row.split }
    : null;
}

const countOf = (name: keyof SummaryCounts) => (row: PlaneRow) => row.counts?.[name] ?? null;

export const PLANE_COLUMNS: readonly FigureColumn<PlaneRow>[] = [
  { title: "explainer", of: ({ explainer }) => explainer },
  { title: "run", of: ({ run }) => run, isCsvOnly: true },
  { title: "entities", of: ({ split }) => entitiesWords(split) },
  { title: "step", of: ({ step }) => step },
  { title: "self-pull", of: ({ selfPull }) => selfPull },
  { title: "target-pull", of: ({ targetPull }) => targetPull },
  { title: "both-pull", of: ({ bothPull }) => bothPull, isCsvOnly: true },
  { title: "coupling index", of: ({ couplingIndex }) => couplingIndex },
  { title: "only self edits", of: countOf("onlySelf"), isCsvOnly: true },
  { title: "only target edits", of: countOf("onlyTarget"), isCsvOnly: true },
  { title: "both edits", of: countOf("both"), isCsvOnly: true },
  { title: "neither edits", of: countOf("neither"), isCsvOnly: true },
];

/** Which items the points are of, for captions and files; null for all of them. */
export function narrowedSentence(
  bundle: Bundle,
  { split, filter }: Pick<PlaneView, "split" | "filter">,
): string | null {
  const isOne = split === "held-out" || split === "explained";
  const sentence = filterSentence(bundle, { ...filter, split: isOne ? split : null });
  const apart = split === "both" && "Entities that were never explained and entities that were stand apart.";
  return [apart, sentence].filter(Boolean).join(" ") || null;
}

/** What the points rest on, and what was left out of them and why; empty where nothing is there. */
export function countsSentence(rows: readonly PlaneRow[]): string {
  const counts = rows.flatMap(({ run, counts, couplingIndex }) =>
    run !== null && counts && couplingIndex.kind === "value" ? [counts] : [],
  );
  if (counts.length === 0) return "";
  const of = (count: (counts: SummaryCounts) => number) => formatCountRange(counts.map(count));
  return (
    `The coupling index of a point rests on n = ${of((c) => c.onlySelf + c.onlyTarget)} edits, ` +
    `${of((c) => c.onlySelf)} that change the reply of the model only and ` +
    `${of((c) => c.onlyTarget)} of its target only, held against those of the same prompt that change neither, ` +
    `from ${of((c) => c.prompts)} prompts about ${of((c) => c.entities)} entities; left out of it: ` +
    `${of((c) => c.promptsReplyDiffers)} prompts that model and target answer differently and ` +
    `${of((c) => c.promptsWithoutNeither)} without an edit that leaves both alone.`
  );
}
