"use client";

import { CalibrationPanel, type CalibrationPoint } from "@/components/charts/calibration-panel";
import { Figure } from "@/components/charts/figure";
import { type FigureColumn, figureTable } from "@/components/charts/figure-table";
import { FailureNotice } from "@/components/ui/failure-notice";
import { formatCount, formatEstimate, formatNumber } from "@/components/ui/number-format";
import { useCalibration } from "@/lib/queries/calibration";
import type { CalibrationResult } from "@/lib/queries/types";
import type { Estimate } from "@/lib/stats/estimate";
import { pathOf } from "./lines";
import type { TimelineFigureProps } from "./timeline-panels";
import { linesKey, useFormer } from "./use-timeline";
import { figureMethod } from "./words";

const TITLE = "Whether it knows how far";
const BINS = 10;
const SAID = "how likely it says a change of reply is";
const MOVED = "how far the reply’s probabilities move";

const countOf = (estimate: Estimate) => (estimate.kind === "value" ? estimate.n : null);

const COLUMNS: readonly FigureColumn<CalibrationPoint>[] = [
  { title: "said, from and to", of: ({ title }) => title },
  { title: "said, mean", of: ({ said }) => said },
  { title: "moved, mean", of: ({ moved }) => moved },
  { title: "n", of: ({ moved }) => countOf(moved), isPageOnly: true },
];

function toPoints(result: CalibrationResult | undefined): CalibrationPoint[] {
  if (result?.kind !== "calibration") return [];
  return result.curve.map(({ from, to, said, moved }) => ({
    title: `${formatNumber(from, 1)} to ${formatNumber(to, 1)}`,
    said,
    moved,
  }));
}

/** What the curve cannot say: whether the edits of one prompt are told apart, and how much is claimed in all. */
function summary(result: CalibrationResult | undefined): string {
  if (result?.kind === "absent") return "";
  const [r, more] = result ? [result.correlation, result.overclaim].map((one) => formatEstimate(one)) : [];
  return `Within a prompt the two go together with r = ${r ?? "…"}, where 0 is what claims have that do not tell a prompt’s edits apart. On average it says ${more ?? "…"} more than there is.`;
}

/** (e) At the last step: how probable a change it says an edit makes, against how far the edit moves its reply. */
export function CalibrationFigure({ view, timeline, pageMethod, leadWords, onOpen }: TimelineFigureProps) {
  const { run, main, isReady, isStale } = timeline;
  const path = pathOf(main, run.id);
  const score = path?.scores.at(-1);
  const query = useCalibration(isReady && score ? { score, filter: view.filter, bins: BINS } : null);
  const { error, isFetching, refetch } = query;
  const current = query.isPlaceholderData ? undefined : query.data;
  const data = useFormer(current, isStale, linesKey(view));
  const step = score?.self.step ?? 0;
  const points = toPoints(data);
  const n = data?.kind === "calibration" && data.overclaim.kind === "value" ? data.overclaim : null;
  const whose = main.paths.length > 1 ? `Of seed ${path?.explainer.seed} at` : "At";
  const counts =
    n === null
      ? ""
      : `${whose} step ${formatCount(step)}: n = ${formatCount(n.n)} edits about ${formatCount(n.clusters)} entities.`;
  const empty = points.filter(({ moved }) => moved.kind === "undefined").map(({ title }) => title);
  return (
    <Figure
      title={TITLE}
      plainTitle={TITLE}
      caption={
        <>
          At the last step: its edits in ten bins by the probability that its claim gives to another reply,
          and how far each bin’s edits move its reply, as the total variation between the reply’s
          probabilities before and after, from 0 to 1. On the dotted line it moves as far as it says.{" "}
          {summary(data)}
        </>
      }
      notes={[
        ...(data?.kind === "absent" ? [`Nothing is drawn: ${data.reason}.`] : []),
        ...(empty.length > 0 ? [`Not drawn, for no claim is there: ${empty.join(", ")}.`] : []),
      ]}
      {...figureMethod(pageMethod, counts, [])}
      isWaiting={current === undefined}
      data={figureTable(COLUMNS, points)}
    >
      {error && <FailureNotice error={error} onRetry={() => refetch()} />}
      <div aria-busy={isFetching}>
        <CalibrationPanel
          title="Said and moved"
          saidName={SAID}
          movedName={MOVED}
          points={points}
          hover={[`line:${main.id}`, `step:${step}`]}
          onOpen={() => onOpen({})(step, main.id)}
          leadWords={leadWords(step, main.id)}
        />
      </div>
    </Figure>
  );
}
