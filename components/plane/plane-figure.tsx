"use client";

import { useRouter } from "next/navigation";
import { useMemo } from "react";
import { CouplingPlane } from "@/components/charts/coupling-plane";
import { Figure } from "@/components/charts/figure";
import { figureTable } from "@/components/charts/figure-table";
import { caveatNotes, undrawableNotes } from "@/components/charts/plane-points";
import { PlacingCaveat } from "@/components/filters/placing-caveat";
import { intervalWords } from "@/components/overview/method-line";
import { UnreadNotice } from "@/components/shell/unread-notice";
import { FailureNotice } from "@/components/ui/failure-notice";
import { Notice } from "@/components/ui/notice";
import { formatEstimate } from "@/components/ui/number-format";
import { findRun } from "@/lib/bundle/runs";
import type { Bundle } from "@/lib/bundle/schema";
import { rowsBehind } from "@/lib/coupling/item-filter";
import { itemsHref } from "@/lib/permalink/links";
import type { PlaneView } from "@/lib/permalink/plane-view";
import {
  countsSentence,
  drawPlane,
  narrowedSentence,
  PLANE_COLUMNS,
  type PlaneRow,
  placeOf,
} from "./plane-data";
import { FigurePending } from "./plane-pending";
import type { NamedRun } from "./plane-runs";
import type { PlaneAnswer } from "./use-plane-rows";

const TITLE = "Whom do the claims know?";

/** Where each path ends, for readers who do not see the plot. */
function describe(splits: readonly (readonly PlaneRow[])[]): string {
  const ends = splits.flatMap((rows) => {
    const last = new Map(rows.flatMap((row) => (row.run === null ? [] : [[row.run, row] as const])));
    return [...last.values()].map(({ explainer, selfPull, targetPull }) => {
      return `${explainer}: self-pull ${formatEstimate(selfPull)}, target-pull ${formatEstimate(targetPull)}.`;
    });
  });
  return `Target-pull across, self-pull up. ${ends.join(" ")} All points are in the table below.`;
}

/** Arms of the runs that the bundle names as controls. */
function controlArms(bundle: Bundle): string[] {
  return Object.values(bundle.controls).flatMap((id) => (id && findRun(bundle, id)?.arm) || []);
}

type PlaneFigureProps = {
  bundle: Bundle;
  view: PlaneView;
  named: readonly NamedRun[];
  answer: PlaneAnswer;
  onPin: (run: string) => void;
};

export function PlaneFigure({ bundle, view, named, answer, onPin }: PlaneFigureProps) {
  const router = useRouter();
  const { splits, method, error } = answer;
  const drawing = useMemo(
    () => drawPlane(splits, named, { pins: view.pins, controlArms: controlArms(bundle) }),
    [splits, named, view.pins, bundle],
  );
  if (error) {
    return <FailureNotice error={error} onRetry={answer.refetch} />;
  }
  if (answer.isEmpty) {
    return <Notice>No run is chosen. Choose some beside the plane, or a set to begin with.</Notice>;
  }
  if (splits.length === 0 || method === null) return <FigurePending />;

  const rows = splits.flat();
  const groups = [
    ...drawing.paths,
    ...drawing.points.map((point) => ({ title: point.title, points: [point] })),
  ];
  const open = (point: string) => {
    const place = placeOf(splits, point);
    if (place) router.push(itemsHref({ ...view.filter, ...place, ...rowsBehind("couplingIndex") }));
  };
  return (
    <div aria-busy={answer.isStale} className={answer.isStale ? "opacity-50" : ""}>
      <UnreadNotice answers={answer.answers} />
      <Figure
        title={TITLE}
        plainTitle={TITLE}
        caption={
          <>
            How strongly claims pick out the edits that change the model’s own reply (up) and those that
            change its training target’s (across).{" "}
            {view.steps === "path" &&
              "A path leads from a run’s first checkpoint (faint) to its last (large). "}
            {view.split === "both" &&
              "Round marks are about entities that were never explained, square ones about those that were. "}
            Crosses are the intervals of each coordinate by itself, drawn at each path’s end, and at every
            checkpoint of the run that is pointed at. <PlacingCaveat />
          </>
        }
        notes={[...answer.notes, ...undrawableNotes(groups), ...caveatNotes(groups)]}
        method={[narrowedSentence(bundle, view), countsSentence(rows), intervalWords(method)]
          .filter(Boolean)
          .join(" ")}
        isWaiting={answer.isStale}
        data={figureTable(PLANE_COLUMNS, rows)}
      >
        <CouplingPlane
          paths={drawing.paths}
          points={drawing.points}
          description={describe(splits)}
          isLarge
          onOpen={open}
          onPin={(path) => {
            const run = named.find((one) => path.endsWith(`:${one.run.id}`));
            if (run) onPin(run.run.id);
          }}
        />
      </Figure>
    </div>
  );
}
