/** From lines and answers to what the step panels draw and the tables say. Pure. */
import type { FigureColumn } from "@/components/charts/figure-table";
import type { NullLine, StepSeries } from "@/components/charts/step-series";
import type { StatisticName } from "@/lib/coupling/types";
import type { Beside } from "@/lib/permalink/timeline-view";
import type { NamedConstant } from "@/lib/queries/constants";
import { type Estimate, undefinedEstimate } from "@/lib/stats/estimate";
import { type Answered, isAnswered, pointsOf } from "./line-points";
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
    isWaiting: !stepsOfLine(line).every((step) => isAnswered(line, answered, step)),
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
        return seriesOf(line, statistic, { name, whose: "control", voice: look.voice }, drawn);
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

type OfConstants = "faithfulnessSelf" | "faithfulnessTarget";

/** The constant claim that holds most often at a step, the first one of equals: the null of faithfulness. */
export type BestConstant = {
  step: number;
  constant: NamedConstant;
  estimate: Extract<Estimate, { kind: "value" }>;
};

/** Of the steps that have one, in their order. */
export function bestConstants(
  constants: readonly ConstantLine[],
  statistic: OfConstants,
  { answered, level }: Drawn,
): BestConstant[] {
  const best = new Map<number, BestConstant>();
  for (const line of constants) {
    for (const { step, estimate } of pointsOf(line, answered, statistic, level)) {
      if (estimate.kind !== "value" || estimate.value <= (best.get(step)?.estimate.value ?? -Infinity))
        continue;
      best.set(step, { step, constant: line.constant, estimate });
    }
  }
  return [...best.values()].sort((a, b) => a.step - b.step);
}

/** What is drawn of them. */
export function constantNullOf(
  best: readonly BestConstant[],
  look: Pick<NullLine, "name" | "whose">,
): NullLine {
  return { ...look, points: best.map(({ step, estimate }) => ({ step, value: estimate.value })) };
}

/** What the tables say of them: a row a step, of each statistic the claim that is best for it. */
export function bestConstantRows(best: Readonly<Record<OfConstants, readonly BestConstant[]>>): LineRow[] {
  const both = (step: number) =>
    (["faithfulnessSelf", "faithfulnessTarget"] as const).flatMap((name) => {
      const found = best[name].find((one) => one.step === step);
      return found ? [{ name, ...found }] : [];
    });
  const steps = new Set(Object.values(best).flatMap((all) => all.map(({ step }) => step)));
  return [...steps].map((step) => ({
    line: "best constant",
    runs: [...new Set(both(step).map(({ constant }) => constant.id))].join(" "),
    step,
    isWaiting: false,
    estimates: new Map(both(step).map(({ name, estimate }) => [name, estimate])),
  }));
}

/** A row of a figure's table: a line at a step, with its estimate of each statistic. */
export type LineRow = {
  line: string;
  /** Ids of the runs whose claims they are, or of the constants. */
  runs: string;
  step: number;
  isWaiting: boolean;
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
      isWaiting: !isAnswered(line, answered, step),
      estimates: new Map(
        statistics.flatMap((name, i) => {
          const estimate = columns[i]?.get(step);
          return estimate ? [[name, estimate] as const] : [];
        }),
      ),
    }));
  });
}

/** For what is on its way. */
export const WAITING = "…";
/** For what says nothing of a line: a constant claim has no agreement of its own, other lines' replies are not counted. */
export const NOT_OF_LINE = undefinedEstimate("it is not computed of this line");

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
      of: ({ estimates, isWaiting }: LineRow) => estimates.get(name) ?? (isWaiting ? WAITING : NOT_OF_LINE),
    })),
  ];
}
