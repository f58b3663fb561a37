"use client";

import type { OpenStep, StepPanelSpec } from "@/components/charts/step-panel";
import { StepPanels } from "@/components/charts/step-panels";
import { stepPhases } from "@/components/charts/step-phases";
import type { Bundle } from "@/lib/bundle/schema";
import type { ItemFilter } from "@/lib/coupling/item-filter";
import type { TimelineView } from "@/lib/permalink/timeline-view";
import type { LineNames } from "./missing-notes";
import type { Drawn } from "./timeline-series";
import type { Timeline } from "./use-timeline";

/** What every figure of the page is given. */
export type TimelineFigureProps = {
  bundle: Bundle;
  view: TimelineView;
  timeline: Timeline;
  drawn: Drawn;
  /** What all figures have in common of their method, said once above them. */
  pageMethod: string;
  names: LineNames;
  /** Makes the way from a point to the items behind it; of the view's filter the fields given are others. */
  onOpen: (narrow: Partial<ItemFilter>) => OpenStep;
  /** Where a point leads, or why nowhere. */
  leadWords: (step: number, line: string | null) => string;
  onPin: (step: number) => void;
};

type TimelinePanelsProps = Pick<TimelineFigureProps, "view" | "timeline" | "leadWords" | "onPin"> & {
  panels: readonly StepPanelSpec[];
  onOpen: OpenStep;
};

/** A figure's panels on the page's one axis. */
export function TimelinePanels({ view, timeline, panels, leadWords, onOpen, onPin }: TimelinePanelsProps) {
  const { run, steps } = timeline;
  return (
    <StepPanels
      phases={stepPhases(run.shift.ramp, steps)}
      steps={steps}
      panels={panels}
      pins={view.pins}
      onOpen={onOpen}
      leadWords={leadWords}
      onPin={onPin}
    />
  );
}
