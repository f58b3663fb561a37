/** From the Overview's numbers to what the timeline draws and its table says. Pure. */
import type { FigureColumn } from "@/components/charts/figure-table";
import type { NullLine, StepSeries } from "@/components/charts/step-series";
import { caveatNote, namesByCaveat } from "@/components/ui/estimate-text";
import { formatCount, formatEstimate, formatNumber } from "@/components/ui/number-format";
import type { StatisticName } from "@/lib/coupling/types";
import type { PathPoint } from "@/lib/queries/types";

export const STATISTICS = [
  { key: "behaviourShift", title: "behaviour shift" },
  { key: "faithfulnessSelf", title: "true of itself" },
  { key: "faithfulnessTarget", title: "true of its target" },
  { key: "couplingIndex", title: "coupling index" },
] as const satisfies readonly { key: StatisticName; title: string }[];

/** The nulls of faithfulness: each line's own, for what is often true of the one need not be of the other. */
export const CONSTANTS = [
  { of: "self", name: "constant, itself", title: "best constant, of itself" },
  { of: "target", name: "constant, target", title: "best constant, of its target" },
] as const;

export function seriesOf(
  path: readonly PathPoint[],
  statistic: StatisticName,
  look: Pick<StepSeries, "name" | "whose" | "voice">,
): StepSeries {
  return {
    ...look,
    id: statistic,
    points: path.map(({ step, summary }) => ({ step, estimate: summary[statistic] })),
  };
}

/** What the best constant claims score at every step. */
export function constantNulls(path: readonly PathPoint[]): NullLine[] {
  return CONSTANTS.map(({ of, name }) => ({
    name,
    whose: of,
    points: path.flatMap(({ step, constants }) => (constants ? [{ step, value: constants[of].share }] : [])),
  }));
}

/** Which claims those are, e.g. “nothing would change”. */
export function constantWords(path: readonly PathPoint[]): string {
  const titles = path.flatMap(({ constants }) => CONSTANTS.flatMap(({ of }) => constants?.[of].title ?? []));
  return [...new Set(titles)].join(" or ");
}

export function describeSeries(path: readonly PathPoint[], statistic: StatisticName): string {
  const first = path[0];
  const last = path.at(-1);
  if (!first || !last) return "No steps.";
  return `From ${formatEstimate(first.summary[statistic])} at step ${first.step} to ${formatEstimate(last.summary[statistic])} at step ${last.step}.`;
}

/** Reasons of the undefined, each with the steps it holds at. */
export function undefinedNotes(path: readonly PathPoint[]): string[] {
  return STATISTICS.flatMap(({ key, title }) => {
    const steps = new Map<string, number[]>();
    for (const { step, summary } of path) {
      const estimate = summary[key];
      if (estimate.kind === "undefined") {
        steps.set(estimate.reason, [...(steps.get(estimate.reason) ?? []), step]);
      }
    }
    return [...steps].map(
      ([reason, at]) =>
        `Hatched: ${title} is not defined at step ${at.map(formatCount).join(", ")}, for ${reason}.`,
    );
  });
}

/** Which of what is drawn is not to be relied on, and why: one sentence a caveat, for all statistics. */
export function caveatNotes(path: readonly PathPoint[]): string[] {
  const byCaveat = new Map<string, string[]>();
  for (const { key, title } of STATISTICS) {
    const named = path.map(({ step, summary }) => [formatCount(step), summary[key]] as const);
    for (const [caveat, steps] of namesByCaveat(named)) {
      const what = `${title} at step ${steps.join(", ")}`;
      byCaveat.set(caveat, [...(byCaveat.get(caveat) ?? []), what]);
    }
  }
  return [...byCaveat].map(([caveat, what]) => caveatNote(caveat, what.join("; ")));
}

/** Columns of the figure's numbers, a row a step. */
export const TIMELINE_COLUMNS: readonly FigureColumn<PathPoint>[] = [
  { title: "step", of: ({ step }) => step },
  ...STATISTICS.map(({ key, title }) => ({ title, of: ({ summary }: PathPoint) => summary[key] })),
  ...CONSTANTS.map(({ of, title }) => ({
    title,
    of: ({ constants }: PathPoint) => constants?.[of].share ?? null,
    format: (share: number) => formatNumber(share),
  })),
];
