/** From lines and answers to what the step panels draw and the tables say. Pure. */
import type { FigureColumn } from "@/components/charts/figure-table";
import type { NullLine, StepSeries } from "@/components/charts/step-series";
import type { StatisticName } from "@/lib/coupling/types";
import type { Beside } from "@/lib/permalink/timeline-view";
import type { Estimate } from "@/lib/stats/estimate";
import { type Answered, pointsOf } from "./line-points";
import { type Line, stepsOfLine } from "./lines";
import type { ConstantLine } from "./use-timeline";
import { lineName, OTHER_ENTITIES } from "./words";

/** What stands beside the run in every figure: itself in another seed, and on other entities. */
export const OWN_LINES: readonly Beside[] = ["seeds", "other-entities"];

export function besideOwn(beside: readonly Line[]): Line[] {
  return beside.filter(({ kind }) => OWN_LINES.some((own) => own === kind));
}

/** What the series of a view are made from. */
export type Drawn = { main: Line; beside: readonly Line[]; answered: Answered; level: number };

type Look = Pick<StepSeries, "name" | "whose" | "voice">;

/** One statistic of one line. */
export function seriesOf(
  line: Line,
  statistic: StatisticName,
  look: Look,
  { answered, level }: Drawn,
): StepSeries {
  return {
    ...look,
    id: `${statistic} ${line.id}`,
    line: line.id,
    rank: line.kind === "main" ? "main" : line.kind === "seeds" ? "seed" : "control",
    points: pointsOf(line, answered, statistic, level),
  };
}

/**
 * One statistic of the main line, last, and of the lines of `kinds` beside it: seeds and other entities look like it,
 * controls grey.
 */
export function panelSeries(
  drawn: Drawn,
  statistic: StatisticName,
  look: Look,
  kinds: readonly Beside[],
): StepSeries[] {
  const others = drawn.beside
    .filter(({ kind }) => kinds.includes(kind as Beside))
    .map((line) => {
      const name = lineName(line);
      if (line.kind === "seeds") return seriesOf(line, statistic, { ...look, name }, drawn);
      if (line.split === undefined) {
        return seriesOf(line, statistic, { name, whose: "control", voice: "plain" }, drawn);
      }
      const { short } = OTHER_ENTITIES[line.split];
      const isNamed = look.name === lineName(drawn.main);
      return seriesOf(
        line,
        statistic,
        { ...look, name: isNamed ? name : `${short}: ${look.name.replace(/^of (its )?/, "")}` },
        drawn,
      );
    });
  return [...others, seriesOf(drawn.main, statistic, look, drawn)];
}

/** At every step what the best of the constant claims scores: the null of faithfulness. */
export function bestConstantLine(
  constants: readonly ConstantLine[],
  statistic: "faithfulnessSelf" | "faithfulnessTarget",
  look: Pick<NullLine, "name" | "whose">,
  { answered, level }: Drawn,
): NullLine {
  const best = new Map<number, number>();
  for (const line of constants) {
    for (const { step, estimate } of pointsOf(line, answered, statistic, level)) {
      if (estimate.kind === "value") best.set(step, Math.max(best.get(step) ?? -Infinity, estimate.value));
    }
  }
  return { ...look, points: [...best].map(([step, value]) => ({ step, value })) };
}

/** A row of a figure's table: a line at a step, with its estimate of each statistic. */
export type LineRow = {
  line: string;
  /** Ids of the runs whose claims they are. */
  runs: string;
  step: number;
  estimates: Map<StatisticName, Estimate>;
};

export function lineRows(
  lines: readonly Line[],
  statistics: readonly StatisticName[],
  { answered, level }: Drawn,
): LineRow[] {
  return lines.flatMap((line) => {
    const columns = statistics.map(
      (name) => new Map(pointsOf(line, answered, name, level).map(({ step, estimate }) => [step, estimate])),
    );
    return stepsOfLine(line).map((step) => ({
      line: lineName(line),
      runs: line.paths.map(({ explainer }) => explainer.id).join(" "),
      step,
      estimates: new Map(
        statistics.flatMap((name, i) => {
          const estimate = columns[i]?.get(step);
          return estimate ? [[name, estimate] as const] : [];
        }),
      ),
    }));
  });
}

/** Columns of such rows. */
export function lineColumns(
  statistics: readonly { name: StatisticName; title: string }[],
): FigureColumn<LineRow>[] {
  return [
    { title: "line", of: ({ line }) => line },
    { title: "runs", of: ({ runs }) => runs, isCsvOnly: true },
    { title: "step", of: ({ step }) => step },
    ...statistics.map(({ name, title }) => ({
      title,
      of: ({ estimates }: LineRow) => estimates.get(name) ?? null,
    })),
  ];
}
