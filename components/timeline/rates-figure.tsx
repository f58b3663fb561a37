"use client";

import { Figure } from "@/components/charts/figure";
import { figureTable } from "@/components/charts/figure-table";
import { undefinedNotes } from "./missing-notes";
import { type TimelineFigureProps, TimelinePanels } from "./timeline-panels";
import { besideOwn, lineColumns, lineRows, OWN_LINES, panelSeries } from "./timeline-series";
import { coarseNotes, describeSeries, figureMethod } from "./words";

const TITLE = "How much it says would change it";
const HEIGHT = 150;
const STATISTICS = [
  { name: "actualRate", title: "edits that change its reply" },
  { name: "claimedRate", title: "edits said to change it" },
] as const;

/** (b) Influence over training: what edits do, and what is said of them. */
export function RatesFigure({
  view,
  timeline,
  drawn,
  pageMethod,
  names,
  leadWords,
  onOpen,
  onPin,
}: TimelineFigureProps) {
  const { main, beside } = timeline;
  const does = panelSeries(drawn, "actualRate", { name: "does", whose: "self", voice: "does" }, OWN_LINES);
  const says = panelSeries(drawn, "claimedRate", { name: "says", whose: "self", voice: "says" }, OWN_LINES);
  const series = [...does, ...says];
  const lines = [main, ...besideOwn(beside)];
  return (
    <Figure
      title={TITLE}
      plainTitle={TITLE}
      caption={
        <>
          The share of edits after which its reply <em>is</em> another one (solid) and the share of which it{" "}
          <em>says</em> so (dashed). That the two agree does not make the claims true: they may name the wrong
          edits.
        </>
      }
      notes={[
        ...coarseNotes(series),
        ...undefinedNotes(
          [
            { title: "share of edits that change its reply", series: does },
            { title: "share said to change it", series: says },
          ],
          names,
        ),
      ]}
      {...figureMethod(pageMethod, "", series)}
      isWaiting={!timeline.isComplete}
      data={figureTable(
        lineColumns(STATISTICS),
        lineRows(
          lines,
          STATISTICS.map(({ name }) => name),
          drawn,
        ),
      )}
    >
      <TimelinePanels
        timeline={timeline}
        view={view}
        leadWords={leadWords}
        onOpen={onOpen({})}
        onPin={onPin}
        panels={[
          {
            title: "Edits that change its reply",
            description: describeSeries(series),
            series,
            height: HEIGHT,
          },
        ]}
      />
    </Figure>
  );
}
