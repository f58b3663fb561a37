"use client";

import { Figure } from "@/components/charts/figure";
import { figureTable } from "@/components/charts/figure-table";
import type { StepPanelSpec } from "@/components/charts/step-panel";
import type { StepSeries } from "@/components/charts/step-series";
import type { Task } from "@/lib/bundle/schema";
import type { TaskReplyShares } from "@/lib/queries/types";
import { undefinedEstimate } from "@/lib/stats/estimate";
import { undefinedNotes } from "./missing-notes";
import { type TimelineFigureProps, TimelinePanels } from "./timeline-panels";
import {
  besideOwn,
  type LineRow,
  lineColumns,
  lineRows,
  NOT_OF_LINE,
  OWN_LINES,
  panelSeries,
  WAITING,
} from "./timeline-series";
import { coarseNotes, describeSeries, figureMethod } from "./words";

const TITLE = "What it does";
const REPLY_HEIGHT = 132;
const STATISTICS = [{ name: "behaviourShift", title: "behaviour shift" }] as const;

/** A line a reply class: told apart by place and name, for they are all the model's own. */
function replySeries(
  task: Task,
  shares: TaskReplyShares | undefined,
  steps: readonly number[],
): StepSeries[] {
  return task.replies.map(({ id, title }, reply) => ({
    id,
    name: title.replaceAll("'", "’"),
    whose: "self",
    voice: "does",
    points: (shares?.shares ?? []).flatMap((ofStep, i) => {
      const step = steps[i];
      const estimate = ofStep[reply];
      return step === undefined || estimate === undefined ? [] : [{ step, estimate }];
    }),
  }));
}

/** (a) The shift itself: how many replies have changed, and into what. */
export function BehaviourFigure({
  bundle,
  view,
  timeline,
  drawn,
  pageMethod,
  names,
  leadWords,
  onOpen,
  onPin,
}: TimelineFigureProps) {
  const { run, main, beside, shares } = timeline;
  const shift = panelSeries(
    drawn,
    "behaviourShift",
    { name: "changed", whose: "self", voice: "does" },
    OWN_LINES,
  );
  const tasks = bundle.tasks.filter(({ id }) => view.filter.task === null || id === view.filter.task);
  const known = shares?.kind === "shares" ? shares : null;
  const replies = tasks.map((task) => ({
    task,
    series: replySeries(
      task,
      known?.tasks.find((one) => one.task === task.id),
      known?.steps ?? [],
    ).map((one) => ({ ...one, isWaiting: shares === undefined })),
  }));
  const panels: StepPanelSpec[] = [
    {
      title: "Replies that have changed",
      description: describeSeries(shift),
      series: shift,
      onOpen: onOpen({ reply: view.filter.reply ?? "shifted" }),
    },
    ...replies.map(({ task, series }) => ({
      title: `Its replies: ${task.title.toLowerCase()}`,
      description: describeSeries(series),
      series,
      height: REPLY_HEIGHT,
      onOpen: onOpen({ task: task.id }),
    })),
  ];
  const rows = lineRows([main, ...besideOwn(beside)], ["behaviourShift"], drawn);
  const isOwn = ({ line }: LineRow) => line === rows[0]?.line && main.paths.length === 1;
  const columns = [
    ...lineColumns(STATISTICS),
    ...replies.flatMap(({ task, series }) =>
      series.map(({ name, points }) => ({
        title: `${task.title.toLowerCase()}: ${name}`,
        of: (row: LineRow) => {
          if (!isOwn(row)) return NOT_OF_LINE;
          if (shares === undefined) return WAITING;
          if (shares.kind === "absent") return undefinedEstimate(shares.reason);
          return points.find(({ step }) => step === row.step)?.estimate ?? NOT_OF_LINE;
        },
      })),
    ),
  ];
  const reason = shares?.kind === "absent" ? [`The replies are not drawn: ${shares.reason}.`] : [];

  return (
    <Figure
      title={TITLE}
      plainTitle={TITLE}
      caption={
        <>
          Top: the share of prompts to which it replies otherwise than at its first step. Below: how often it
          gives each reply{main.paths.length > 1 ? ` (seed ${run.seed})` : ""}; the lines of a task add up to
          1.
        </>
      }
      notes={[
        ...reason,
        ...coarseNotes([...shift, ...replies.flatMap(({ series }) => series)]),
        ...undefinedNotes([{ title: STATISTICS[0].title, series: shift }], names),
      ]}
      {...figureMethod(pageMethod, "", [...shift, ...replies.flatMap(({ series }) => series)])}
      isWaiting={!timeline.isComplete}
      data={figureTable(columns, rows)}
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
