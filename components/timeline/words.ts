/** What the Timeline says in words: names of lines, what its figures rest on, what they cannot show. Pure. */
import { exactWords } from "@/components/charts/exact-intervals";
import { isPath, type StepSeries } from "@/components/charts/step-series";
import { filterSentence } from "@/components/filters/filter-words";
import { intervalWords, itemCounts } from "@/components/overview/method-line";
import { runName } from "@/components/probe/run-words";
import { formatCount, formatEstimate, formatPercent } from "@/components/ui/number-format";
import { armTitle } from "@/lib/bundle/runs";
import type { Bundle, Run } from "@/lib/bundle/schema";
import type { StatisticsFilter } from "@/lib/coupling/item-filter";
import type { Split, SummaryCounts } from "@/lib/coupling/types";
import type { Beside } from "@/lib/permalink/timeline-view";
import type { Method } from "@/lib/queries/types";
import type { Answered } from "./line-points";
import { type Line, otherSplit, UNCHANGED } from "./lines";

/** Names of what stands beside a run: on its switches, and at its lines' ends. */
export const BESIDE_WORDS: Record<Beside, string> = {
  seeds: "other seeds",
  "other-entities": "other entities",
  online: "online labels",
  external: "external explainer",
  "text-only": "text-only explainer",
  shuffled: "shuffled labels",
  constant: "constants",
};

/** The entities that a line is about where those are not the page's: at its end, and before what else is said there. */
export const OTHER_ENTITIES: Record<Split, { name: string; short: string }> = {
  "held-out": { name: "never explained", short: "never expl." },
  explained: { name: "explained", short: "explained" },
};

/** What stands beside a run, on its switch: the entities that the split chosen leaves out have a name. */
export function besideName(kind: Beside, split: Split | null): string {
  const other = otherSplit(split);
  if (kind !== "other-entities" || other === null) return BESIDE_WORDS[kind];
  return other === "explained" ? "explained entities" : "entities never explained";
}

/** A line's name, at its end and in tables. */
export function lineName({ id, kind, paths, split }: Line): string {
  if (id === UNCHANGED) return "“no change”";
  if (split !== undefined) return OTHER_ENTITIES[split].name;
  if (kind === "seeds") return id;
  if (kind !== "main") return BESIDE_WORDS[kind];
  return paths.length > 1 ? `mean of ${paths.length} seeds` : "this run";
}

/** Names of lines, by their ids. */
export function lineNames(lines: readonly Line[]): Map<string, string> {
  return new Map(lines.map((line) => [line.id, lineName(line)]));
}

/** Which run it is, as a file that is saved from the page has to say. */
export function runSentence(bundle: Bundle, run: Run, main: Line): string {
  const arm = armTitle(bundle, run);
  if (main.paths.length === 1) return `${arm}, ${runName(bundle, run)} (${run.id}).`;
  return `${arm}: ${main.paths.map(({ explainer }) => explainer.id).join(", ")}.`;
}

/** How the bands were made: over entities for a run, over seeds for a mean. */
export function bandWords(method: Method | undefined, main: Line): string {
  if (method === undefined) return "";
  const words = intervalWords(method);
  if (main.paths.length === 1) return words;
  const ofMeans = `${formatPercent(method.level)}, Student’s t over seeds, at the steps that all of them have records of`;
  return `Intervals of means: ${ofMeans}. ${words.replace(/^Intervals:/, "Of single runs:")}`;
}

type MethodParts = {
  bundle: Bundle;
  run: Run;
  main: Line;
  filter: StatisticsFilter;
  counts: string;
  /** Which lines have fewer steps than the axis. */
  recorded: string;
  method: Method | undefined;
};

/** What all figures have in common: which run, which items, how many, which intervals. Above them, and in their files. */
export function methodLine({ bundle, run, main, filter, counts, recorded, method }: MethodParts): string {
  return joinWords([
    runSentence(bundle, run, main),
    filterSentence(bundle, filter),
    ofSeedWords(counts, main),
    recorded,
    bandWords(method, main),
  ]);
}

/** Counts are of one run: of a mean, of its first. */
export function ofSeedWords(counts: string, { paths }: Line): string {
  return counts !== "" && paths.length > 1 ? `Of seed ${paths[0]?.explainer.seed}: ${counts}` : counts;
}

/** Sentences in a row, without those that there are not. */
function joinWords(sentences: readonly (string | null)[]): string {
  return sentences.filter(Boolean).join(" ");
}

/**
 * A figure's method: in full for its files, and what the page does not say above. `own` is what the figure counts
 * otherwise, `series` what it draws, for some of its intervals may be exact.
 */
export function figureMethod(
  page: string,
  own: string,
  series: readonly StepSeries[],
): { method: string; shownMethod: string } {
  const exact = exactWords(series.flatMap(({ points }) => points.map(({ estimate }) => estimate)));
  return { method: joinWords([page, own, exact]), shownMethod: joinWords([own, exact]) };
}

/** Whether nothing is left of the items at any step of a line; false while that is not known. */
export function isEmptyLine({ paths }: Line, answered: Answered): boolean {
  const scores = paths.flatMap((path) => path.scores.map(({ id }) => answered.get(id)));
  return (
    scores.length > 0 &&
    scores.every(
      (score) => score?.kind === "absent" || (score?.kind === "estimates" && score.counts.items === 0),
    )
  );
}

/**
 * What a figure's shares rest on. A filter that looks at what was replied leaves other items at every step; without
 * one they are the same at all of them.
 */
export function itemWords(counts: SummaryCounts | null, filter: StatisticsFilter): string {
  if (counts === null) return "";
  if (filter.reply === null && filter.margin === null && filter.flip === null) return itemCounts(counts);
  const { items, prompts, entities } = counts;
  return `At the last step n = ${formatCount(items)} edits of ${formatCount(prompts)} prompts about ${formatCount(entities)} entities.`;
}

function listSteps(steps: readonly number[]): string {
  return steps.map(formatCount).join(", ");
}

/** Lines that were recorded too seldom to be lines, all in one sentence; none where all of them were often enough. */
export function coarseNotes(series: readonly StepSeries[]): string[] {
  const bySteps = new Map<string, string[]>();
  for (const one of series) {
    if (one.points.length === 0 || isPath(one)) continue;
    const steps = listSteps(one.points.map(({ step }) => step));
    bySteps.set(steps, [...new Set([...(bySteps.get(steps) ?? []), one.name])]);
  }
  return [...bySteps].map(
    ([steps, names]) =>
      `Recorded at step ${steps} only, so drawn as points, not as a line (what happened in between is not known): ${names.join(", ")}.`,
  );
}

/** A series from its first to its last step, for who does not see it. */
export function describeSeries(series: readonly StepSeries[]): string {
  return series
    .filter(({ rank = "main" }) => rank === "main")
    .map(({ name, points }) => {
      const first = points[0];
      const last = points.at(-1);
      if (!first || !last) return `${name}: not computed yet.`;
      return `${name}: from ${formatEstimate(first.estimate)} at step ${first.step} to ${formatEstimate(last.estimate)} at step ${last.step}.`;
    })
    .join(" ");
}
