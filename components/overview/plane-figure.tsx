"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useMemo } from "react";
import { CouplingPlane } from "@/components/charts/coupling-plane";
import { Figure } from "@/components/charts/figure";
import { figureTable } from "@/components/charts/figure-table";
import { caveatNotes, undrawableNotes } from "@/components/charts/plane-points";
import { formatEstimate } from "@/components/ui/number-format";
import { rowsBehind } from "@/lib/coupling/item-filter";
import { itemsHref, planeHref } from "@/lib/permalink/links";
import type { Overview } from "@/lib/queries/types";
import { intervalWords, pullCounts } from "./method-line";
import { behindPoint, PLANE_COLUMNS, planePaths, planePoints, planeRows } from "./plane-data";

const TITLE = "Whom do the claims know?";

/** The end of a path in words, for readers who do not see the plot. */
function describe(overview: Overview): string {
  const ends = (["held-out", "explained"] as const).map((split) => {
    const last = overview.path[split].at(-1);
    if (!last) return "";
    const { selfPull, targetPull } = last.summary;
    return `${split} entities at step ${last.step}: self-pull ${formatEstimate(selfPull)}, target-pull ${formatEstimate(targetPull)}.`;
  });
  return `Target-pull across, self-pull up. ${ends.join(" ")} All points are in the table below.`;
}

export function PlaneFigure({ overview }: { overview: Overview }) {
  const router = useRouter();
  const paths = useMemo(() => planePaths(overview), [overview]);
  const points = useMemo(() => planePoints(overview), [overview]);
  const rows = planeRows(overview);
  const last = overview.path["held-out"].at(-1);
  const groups = [...paths, ...points.map((point) => ({ title: point.title, points: [point] }))];

  return (
    <Figure
      title={TITLE}
      plainTitle={TITLE}
      caption={
        <>
          How strongly claims pick out the edits that change the model’s own reply (up) and those that change
          its training target’s (across). The heavy path is the model from its first checkpoints (faint) to
          its last (large), about entities it <em>never</em> had to explain; the light one is about those it
          did. Grey points are for comparison: online labels are made anew from the model as it changes, the
          external explainer learned from the same labels and never saw the change, the text-only explainer
          reads prompts and no model, shuffled labels say nothing about cues, constants claim the same
          whatever the edit. Crosses are intervals, drawn at each path’s end.{" "}
          <Link prefetch={false} href={planeHref({})}>
            The plane at large, with any runs
          </Link>
        </>
      }
      notes={[...undrawableNotes(groups), ...caveatNotes(groups)]}
      method={`${last ? pullCounts(last.summary.counts) : ""} ${intervalWords(overview.method)}`}
      isWaiting={!overview.isComplete}
      data={figureTable(PLANE_COLUMNS, rows)}
    >
      <CouplingPlane
        paths={paths}
        points={points}
        description={describe(overview)}
        onOpen={(point) => {
          const behind = behindPoint(overview, point);
          if (behind) router.push(itemsHref({ ...behind, ...rowsBehind("couplingIndex") }));
        }}
      />
    </Figure>
  );
}
