"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { Figure } from "@/components/charts/figure";
import { figureTable } from "@/components/charts/figure-table";
import { StepPanels } from "@/components/charts/step-panels";
import { stepPhases } from "@/components/charts/step-phases";
import { constantNull } from "@/components/charts/step-series";
import { rowsBehind } from "@/lib/coupling/item-filter";
import { itemsHref, timelineHref } from "@/lib/permalink/links";
import type { Overview } from "@/lib/queries/types";
import { intervalWords, itemCounts } from "./method-line";
import {
  caveatNotes,
  constantNulls,
  constantWords,
  describeSeries,
  seriesOf,
  TIMELINE_COLUMNS,
  undefinedNotes,
} from "./timeline-data";

const TITLE = "What happens over training?";

const NO_PREFERENCE = 0.5;

export function TimelineFigure({ overview }: { overview: Overview }) {
  const router = useRouter();
  const path = overview.path["held-out"];
  const last = path.at(-1);
  const { run } = overview.flagship;

  return (
    <Figure
      title={TITLE}
      plainTitle={TITLE}
      caption={
        <>
          The same model at every recorded step, about entities it never had to explain. Top: what it does
          moves away from where it began. Middle: the share of its claims that hold, of itself and of the
          model its explanations describe; dotted lines show what the best constant claim would score,{" "}
          {constantWords(path)}. Bottom: whose edits the claims single out.{" "}
          <Link prefetch={false} href={timelineHref({ run })}>
            The whole timeline, with its controls
          </Link>
        </>
      }
      notes={[...undefinedNotes(path), ...caveatNotes(path)]}
      method={`${last ? itemCounts(last.summary.counts) : ""} ${intervalWords(overview.method)}`}
      data={figureTable(TIMELINE_COLUMNS, path)}
    >
      <StepPanels
        phases={stepPhases(overview.ramp, overview.steps)}
        steps={overview.steps}
        onOpen={(step) => router.push(itemsHref({ run, step }))}
        panels={[
          {
            title: "Replies that have changed",
            description: describeSeries(path, "behaviourShift"),
            series: [seriesOf(path, "behaviourShift", { name: "changed", whose: "self", voice: "does" })],
          },
          {
            title: "Claims that are true",
            description: `Of itself: ${describeSeries(path, "faithfulnessSelf")} Of its target: ${describeSeries(path, "faithfulnessTarget")}`,
            nulls: constantNulls(path),
            series: [
              seriesOf(path, "faithfulnessSelf", { name: "of itself", whose: "self", voice: "true" }),
              seriesOf(path, "faithfulnessTarget", { name: "of its target", whose: "target", voice: "true" }),
            ],
          },
          {
            title: "Coupling index: 1 knows itself, 0 knows its target",
            description: describeSeries(path, "couplingIndex"),
            nulls: [constantNull("½ no preference", NO_PREFERENCE, overview.steps)],
            series: [seriesOf(path, "couplingIndex", { name: "index", whose: "neutral", voice: "plain" })],
            onOpen: (step) => router.push(itemsHref({ run, step, ...rowsBehind("couplingIndex") })),
          },
        ]}
      />
    </Figure>
  );
}
