/** What figures cannot show of their statistics, or not well: which lines, at which steps, why. Pure. */
import { isPath, type StepPoint, type StepSeries } from "@/components/charts/step-series";
import { formatCount } from "@/components/ui/number-format";
import { SMALL_CELL } from "@/lib/stats/clopper-pearson";

/** A statistic by its name in a sentence, and its lines. */
export type StatisticLines = {
  title: string;
  series: readonly StepSeries[];
  /** Whether it has been said of a point already that it is missing. */
  isSaid?: (line: string | undefined, step: number) => boolean;
};

/** Names of the page's lines, by their ids. */
export type LineNames = ReadonlyMap<string, string>;

/** As many neighbouring steps as are said by the first and the last of them. */
const STRETCH = 3;

/** "step 0 to 240, 600", of a line's own steps; "every step" for all of them. */
function stepWords(steps: readonly number[], all: readonly number[]): string {
  if (steps.length === all.length && steps.length > 1) return "every step";
  const stretches: number[][] = [];
  for (const step of steps) {
    const stretch = stretches.at(-1);
    const isNext = stretch && all.indexOf(step) === all.indexOf(stretch.at(-1) as number) + 1;
    if (isNext) stretch.push(step);
    else stretches.push([step]);
  }
  const words = stretches.flatMap((stretch) =>
    stretch.length < STRETCH
      ? stretch.map(formatCount)
      : `${formatCount(stretch[0] as number)} to ${formatCount(stretch.at(-1) as number)}`,
  );
  return `step ${words.join(", ")}`;
}

const SEED = /^seed (\d+)$/;

/** "this run, seeds 1 to 4, online labels": names in a row, those of seeds as one. */
function listLines(lines: readonly string[]): string {
  const seeds = lines.flatMap((name) => SEED.exec(name)?.[1] ?? []).map(Number);
  if (seeds.length < 2) return lines.join(", ");
  const [first, last] = [Math.min(...seeds), Math.max(...seeds)];
  const isStretch = seeds.length >= STRETCH && last - first === seeds.length - 1;
  const words = `seeds ${isStretch ? `${first} to ${last}` : seeds.join(", ")}`;
  const at = lines.findIndex((name) => SEED.test(name));
  return lines.flatMap((name, i) => (SEED.test(name) ? (i === at ? words : []) : name)).join(", ");
}

/** "this run, seed 1 at step 0; seed 2 at step 0 to 240", of the points that are meant; empty for none. */
function linesAndSteps(
  series: readonly StepSeries[],
  names: LineNames,
  isMeant: (point: StepPoint, line: string | undefined) => boolean,
): string {
  const bySteps = new Map<string, string[]>();
  // The line that the page is about is drawn last, and named first.
  const isMain = ({ rank = "main" }: StepSeries) => rank === "main";
  const ordered = [...series.filter(isMain), ...series.filter((one) => !isMain(one))];
  for (const { name, line, points } of ordered) {
    const meant = points.filter((point) => isMeant(point, line)).map(({ step }) => step);
    if (meant.length === 0) continue;
    const steps = stepWords(
      meant,
      points.map(({ step }) => step),
    );
    bySteps.set(steps, [...(bySteps.get(steps) ?? []), names.get(line ?? "") ?? name]);
  }
  return [...bySteps]
    .map(([steps, lines]) => {
      const isAll = lines.length === series.length && lines.length >= STRETCH;
      return `${isAll ? "all lines" : listLines(lines)} at ${steps}`;
    })
    .join("; ");
}

/** Where a statistic's lines are broken, and why; statistics that are so in the same way have one sentence. */
export function undefinedNotes(statistics: readonly StatisticLines[], names: LineNames): string[] {
  const byWords = new Map<string, string[]>();
  for (const { title, series, isSaid = () => false } of statistics) {
    const reasonAt = ({ step, estimate }: StepPoint, line: string | undefined) =>
      estimate.kind === "undefined" && !isSaid(line, step) ? estimate.reason : null;
    const reasons = new Set(
      series.flatMap(({ line, points }) => points.flatMap((point) => reasonAt(point, line) ?? [])),
    );
    const words = [...reasons].map((reason) => {
      const isIt = (point: StepPoint, line: string | undefined) => reasonAt(point, line) === reason;
      return `${linesAndSteps(series, names, isIt)} (${reason})`;
    });
    if (words.length > 0) byWords.set(words.join("; "), [...(byWords.get(words.join("; ")) ?? []), title]);
  }
  return [...byWords].map(([words, titles]) => `No ${titles.join(", no ")}: ${words}.`);
}

/**
 * A coupling index is missing wherever one of its pulls is, so only what else it is missing for is said of it by
 * itself.
 */
export function pullNotes(
  self: StatisticLines,
  target: StatisticLines,
  index: StatisticLines,
  names: LineNames,
): string[] {
  const ofPulls = undefinedNotes([self, target], names);
  const isSaid = (line: string | undefined, step: number) =>
    [...self.series, ...target.series].some(
      (one) =>
        one.line === line &&
        one.points.some((point) => point.step === step && point.estimate.kind === "undefined"),
    );
  return [
    ...ofPulls,
    ...(ofPulls.length > 0 ? [`No ${index.title} where one of the pulls is missing.`] : []),
    ...undefinedNotes([{ ...index, isSaid }], names),
  ];
}

/** Whether an interval was drawn from fewer rows than a bootstrap needs; means over seeds have another. */
function isSmall({ estimate }: StepPoint): boolean {
  return estimate.kind === "value" && estimate.n < SMALL_CELL && estimate.method.includes("bootstrap");
}

/** Which pulls rest on too few edits, in a sentence; none where none does. */
export function smallPullNotes(pulls: readonly StatisticLines[], names: LineNames): string[] {
  const parts = pulls.flatMap(({ title, series }) => {
    const words = linesAndSteps(series, names, isSmall);
    return words === "" ? [] : [`${title}, ${words}`];
  });
  if (parts.length === 0) return [];
  return [
    `From fewer than ${SMALL_CELL} edits, so that the interval is not to be relied on, nor the coupling index’s there: ${parts.join("; ")}.`,
  ];
}

/** Steps that lie evenly: how far apart; otherwise null. */
function spacing(steps: readonly number[]): number | null {
  const [first, second] = steps;
  if (first === undefined || second === undefined) return null;
  return steps.every((step, i) => step === first + i * (second - first)) ? second - first : null;
}

/** Lines that have points at some of the axis' steps only, in a sentence; empty where there are none. */
export function recordedWords(
  lines: readonly { name: string; steps: readonly number[] }[],
  axis: readonly number[],
): string {
  const byWords = new Map<string, string[]>();
  for (const { name, steps } of lines) {
    // What is too little for a line is said where it is drawn.
    if (!isPath({ points: steps }) || steps.length === axis.length) continue;
    const every = spacing(steps);
    const words = every === null ? `at ${steps.length} of the ${axis.length} steps` : `every ${every} steps`;
    byWords.set(words, [...(byWords.get(words) ?? []), name]);
  }
  const parts = [...byWords].map(([words, names]) => `${words} only: ${listLines(names)}`);
  return parts.length === 0 ? "" : `Recorded ${parts.join("; ")}.`;
}
