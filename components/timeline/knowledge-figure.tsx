"use client";

import { Figure } from "@/components/charts/figure";
import { figureTable } from "@/components/charts/figure-table";
import type { StepPanelSpec } from "@/components/charts/step-panel";
import { constantNull } from "@/components/charts/step-series";
import { PlacingCaveat } from "@/components/filters/placing-caveat";
import { pullCounts } from "@/components/overview/method-line";
import { rowsBehind } from "@/lib/coupling/item-filter";
import { BESIDE } from "@/lib/permalink/timeline-view";
import { lastCounts } from "./line-points";
import { pullNotes, smallPullNotes } from "./missing-notes";
import { type TimelineFigureProps, TimelinePanels } from "./timeline-panels";
import { lineColumns, lineRows, panelSeries } from "./timeline-series";
import { BESIDE_WORDS, coarseNotes, describeSeries, figureMethod, lineName, ofSeedWords } from "./words";

const TITLE = "Whom its claims know";
const PULL_HEIGHT = 168;
const INDEX_HEIGHT = 196;
const NO_PREFERENCE = 0.5;
const STATISTICS = [
  { name: "selfPull", title: "self-pull" },
  { name: "targetPull", title: "target-pull" },
  { name: "couplingIndex", title: "coupling index" },
] as const;

/** (d) The pulls and the coupling index, with the controls beside them. */
export function KnowledgeFigure({
  view,
  timeline,
  drawn,
  pageMethod,
  names,
  leadWords,
  onOpen,
  onPin,
}: TimelineFigureProps) {
  const { main, beside, absent, steps, answered } = timeline;
  const name = lineName(main);
  const self = panelSeries(drawn, "selfPull", { name, whose: "self", voice: "true" }, BESIDE);
  const target = panelSeries(drawn, "targetPull", { name, whose: "target", voice: "true" }, BESIDE);
  const index = panelSeries(drawn, "couplingIndex", { name, whose: "neutral", voice: "plain" }, BESIDE);
  const panels: StepPanelSpec[] = [
    {
      title: "Self-pull: 1 knows what moves itself",
      description: describeSeries(self),
      series: self,
      nulls: [constantNull("0 knows nothing", 0, steps)],
      isDifference: true,
      height: PULL_HEIGHT,
      onOpen: onOpen(rowsBehind("selfPull")),
    },
    {
      title: "Target-pull: 1 knows what moves its target",
      description: describeSeries(target),
      series: target,
      nulls: [constantNull("0 knows nothing", 0, steps)],
      isDifference: true,
      height: PULL_HEIGHT,
      onOpen: onOpen(rowsBehind("targetPull")),
    },
    {
      title: "Coupling index: 1 knows itself, 0 its target",
      description: describeSeries(index),
      series: index,
      nulls: [constantNull("½ no preference", NO_PREFERENCE, steps)],
      height: INDEX_HEIGHT,
      onOpen: onOpen(rowsBehind("couplingIndex")),
    },
  ];
  const ofSelf = { title: "self-pull", series: self };
  const ofTarget = { title: "target-pull", series: target };
  const counts = lastCounts(main, answered);
  const lines = [main, ...beside];
  return (
    <Figure
      title={TITLE}
      plainTitle={TITLE}
      caption={
        <>
          How much more often its claims name the edits that change only its own reply, or only its target’s,
          than edits of the same prompt that change neither’s; the index is one half and half their
          difference. Grey lines are for comparison, with their intervals at the end; thin lines in its own
          colours are other seeds, or itself on other entities. <PlacingCaveat />
        </>
      }
      notes={[
        ...(absent.length > 0
          ? [
              `The bundle has nothing of the kind for this run: ${absent.map((kind) => BESIDE_WORDS[kind]).join(", ")}.`,
            ]
          : []),
        ...coarseNotes(index),
        ...pullNotes(ofSelf, ofTarget, { title: "coupling index", series: index }, names),
        ...smallPullNotes([ofSelf, ofTarget], names),
      ]}
      {...figureMethod(pageMethod, ofSeedWords(counts ? pullCounts(counts) : "", main), index)}
      isWaiting={!timeline.isComplete}
      data={figureTable(
        lineColumns(STATISTICS),
        lineRows(
          lines,
          STATISTICS.map(({ name: one }) => one),
          drawn,
        ),
      )}
    >
      <TimelinePanels
        timeline={timeline}
        view={view}
        panels={panels}
        leadWords={leadWords}
        onOpen={onOpen({})}
        onPin={onPin}
      />
    </Figure>
  );
}
