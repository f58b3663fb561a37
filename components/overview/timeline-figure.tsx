"use client";

import { type CsvValue, estimateFields, estimateHeader } from "@/components/charts/export-csv";
import { Figure } from "@/components/charts/figure";
import { StepPanels } from "@/components/charts/step-panels";
import type { StepSeries } from "@/components/charts/step-series";
import { EstimateCell, undefinedReasons } from "@/components/ui/estimate-text";
import { formatCount, formatEstimate } from "@/components/ui/number-format";
import type { StatisticName } from "@/lib/coupling/types";
import type { Overview, PathPoint } from "@/lib/queries/types";
import { intervalWords, itemCounts } from "./method-line";

const TITLE = "What happens over training?";

const STATISTICS = [
  { key: "behaviourShift", title: "behaviour shift" },
  { key: "faithfulnessSelf", title: "true of itself" },
  { key: "faithfulnessTarget", title: "true of its target" },
  { key: "couplingIndex", title: "coupling index" },
] as const satisfies readonly { key: StatisticName; title: string }[];

const NO_PREFERENCE = [{ value: 0.5, name: "½ no preference" }];

function seriesOf(
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

function describe(path: readonly PathPoint[], statistic: StatisticName): string {
  const first = path[0];
  const last = path.at(-1);
  if (!first || !last) return "No steps.";
  return `From ${formatEstimate(first.summary[statistic])} at step ${first.step} to ${formatEstimate(last.summary[statistic])} at step ${last.step}.`;
}

/** Reasons of the undefined, each with the steps it holds at. */
function undefinedNotes(path: readonly PathPoint[]): string[] {
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

export function TimelineFigure({ overview }: { overview: Overview }) {
  const path = overview.path["held-out"];
  const last = path.at(-1);
  const header = ["step", ...STATISTICS.flatMap(({ title }) => estimateHeader(title))];
  const csvRows = path.map(({ step, summary }): CsvValue[] => [
    step,
    ...STATISTICS.flatMap(({ key }) => estimateFields(summary[key])),
  ]);

  return (
    <Figure
      title={TITLE}
      plainTitle={TITLE}
      caption={
        <>
          The same model at every recorded step, about entities it never had to explain. Top: what it does
          moves away from where it began. Middle: the share of its claims that hold, of itself and of the
          model its explanations describe. Bottom: whom the claims side with.
        </>
      }
      notes={undefinedNotes(path)}
      method={`${last ? itemCounts(last.summary.counts) : ""} ${intervalWords(overview.method)}`}
      data={{
        columns: [
          { key: "step", title: "step", isNumber: true },
          ...STATISTICS.map(({ key, title }) => ({ key, title, isNumber: true })),
        ],
        rows: path.map(({ step, summary }) => ({
          step: formatCount(step),
          ...Object.fromEntries(
            STATISTICS.map(({ key }) => [key, <EstimateCell key={key} estimate={summary[key]} />]),
          ),
        })),
        remark: undefinedReasons(path.flatMap(({ summary }) => STATISTICS.map(({ key }) => summary[key]))),
        csv: { header, rows: csvRows },
      }}
    >
      <StepPanels
        ramp={overview.ramp}
        rampName="behaviour changes"
        steps={overview.steps}
        panels={[
          {
            title: "Replies that have changed",
            description: describe(path, "behaviourShift"),
            series: [seriesOf(path, "behaviourShift", { name: "changed", whose: "self", voice: "does" })],
          },
          {
            title: "Claims that are true",
            description: `Of itself: ${describe(path, "faithfulnessSelf")} Of its target: ${describe(path, "faithfulnessTarget")}`,
            series: [
              seriesOf(path, "faithfulnessSelf", { name: "of itself", whose: "self", voice: "true" }),
              seriesOf(path, "faithfulnessTarget", { name: "of its target", whose: "target", voice: "true" }),
            ],
          },
          {
            title: "Coupling index: 1 knows itself, 0 knows its target",
            description: describe(path, "couplingIndex"),
            nulls: NO_PREFERENCE,
            series: [seriesOf(path, "couplingIndex", { name: "index", whose: "neutral", voice: "plain" })],
          },
        ]}
      />
    </Figure>
  );
}
