"use client";

import { Figure } from "@/components/charts/figure";
import { figureTable } from "@/components/charts/figure-table";
import type { StepPanelSpec } from "@/components/charts/step-panel";
import { constantNull, type StepSeries } from "@/components/charts/step-series";
import { type Line, UNCHANGED } from "./lines";
import { undefinedNotes } from "./missing-notes";
import { type TimelineFigureProps, TimelinePanels } from "./timeline-panels";
import {
  besideOwn,
  bestConstantRows,
  bestConstants,
  constantNullOf,
  type Drawn,
  lineColumns,
  lineRows,
  OWN_LINES,
  panelSeries,
  seriesOf,
} from "./timeline-series";
import { coarseNotes, describeSeries, figureMethod, lineName } from "./words";

const TITLE = "Of whom its claims are true";
const CLAIMS_HEIGHT = 168;
const GAP_HEIGHT = 132;
const STATISTICS = [
  { name: "faithfulnessSelf", title: "true of itself" },
  { name: "faithfulnessTarget", title: "true of its target" },
  { name: "agreement", title: "agreement" },
  { name: "gap", title: "gap" },
] as const;

/** The gap beside the gaps of claims that know nothing, without which it is not shown; null while they are not in. */
function gapSeries(drawn: Drawn, unchanged: Line | undefined, shuffled: Line): StepSeries[] | null {
  if (unchanged === undefined) return null;
  const control = (line: Line) =>
    seriesOf(line, "gap", { name: lineName(line), whose: "control", voice: "plain" }, drawn);
  const nothing = control(unchanged);
  const noise = control(shuffled);
  if (nothing.points.length === 0 || noise.points.length === 0) return null;
  const own = panelSeries(
    drawn,
    "gap",
    { name: lineName(drawn.main), whose: "neutral", voice: "plain" },
    OWN_LINES,
  );
  return [nothing, noise, ...own];
}

/** (c) Faithfulness to self and to target, how alike the two are, and what the difference of the first two is worth. */
export function FaithfulnessFigure({
  view,
  timeline,
  drawn,
  pageMethod,
  names,
  leadWords,
  onOpen,
  onPin,
}: TimelineFigureProps) {
  const { main, beside, shuffled, constants, steps } = timeline;
  const agreement = panelSeries(
    drawn,
    "agreement",
    { name: "they agree", whose: "neutral", voice: "plain" },
    [],
  );
  const ofTarget = panelSeries(
    drawn,
    "faithfulnessTarget",
    { name: "of its target", whose: "target", voice: "true" },
    OWN_LINES,
  );
  const ofSelf = panelSeries(
    drawn,
    "faithfulnessSelf",
    { name: "of itself", whose: "self", voice: "true" },
    OWN_LINES,
  );
  const claims = [...agreement, ...ofTarget, ...ofSelf];
  const best = {
    faithfulnessSelf: bestConstants(constants, "faithfulnessSelf", drawn),
    faithfulnessTarget: bestConstants(constants, "faithfulnessTarget", drawn),
  };
  const bestTitles = new Set(Object.values(best).flatMap((all) => all.map(({ constant }) => constant.title)));
  const unchanged = constants.find(({ id }) => id === UNCHANGED);
  const gap = shuffled ? gapSeries(drawn, unchanged, shuffled) : null;
  const panels: StepPanelSpec[] = [
    {
      title: "Claims that are true",
      description: describeSeries(claims),
      series: claims,
      nulls: [
        constantNullOf(best.faithfulnessSelf, { name: "constant, itself", whose: "self" }),
        constantNullOf(best.faithfulnessTarget, { name: "constant, target", whose: "target" }),
      ],
      height: CLAIMS_HEIGHT,
    },
    ...(shuffled
      ? [
          {
            title: "The gap: true of itself less true of its target",
            description: describeSeries(gap ?? []),
            series: gap ?? [],
            nulls: [constantNull("0", 0, steps)],
            isDifference: true,
            height: GAP_HEIGHT,
            onOpen: onOpen({ disputed: true }),
          },
        ]
      : []),
  ];
  const lines = [
    main,
    ...besideOwn(beside),
    ...(unchanged ? [unchanged] : []),
    ...(shuffled ? [shuffled] : []),
  ];
  const statistics = shuffled ? STATISTICS : STATISTICS.filter(({ name }) => name !== "gap");
  return (
    <Figure
      title={TITLE}
      plainTitle={TITLE}
      caption={
        <>
          The share of its claims that hold, of itself and of the model its explanations were made from, and
          how often the two do the same; dotted lines are the best that a constant claim could do
          {bestTitles.size > 0 && `, ${[...bestTitles].join(" or ")}`}. The gap is no evidence by itself:
          always saying “no change” and a model taught with shuffled labels, which know nothing, have one as
          well.
        </>
      }
      notes={[
        ...(shuffled
          ? []
          : [
              "The gap is not drawn: there is no run with shuffled labels, of the same start and shift, to hold it against, and without one it means nothing.",
            ]),
        ...coarseNotes([...claims, ...(gap ?? [])]),
        ...undefinedNotes(
          [
            { title: "share true of itself", series: ofSelf },
            { title: "share true of its target", series: ofTarget },
            { title: "agreement", series: agreement },
            { title: "gap", series: gap ?? [] },
          ],
          names,
        ),
      ]}
      {...figureMethod(pageMethod, "", [...claims, ...(gap ?? [])])}
      isWaiting={!timeline.isComplete}
      data={figureTable(lineColumns(statistics), [
        ...lineRows(
          lines,
          statistics.map(({ name }) => name),
          drawn,
        ),
        ...bestConstantRows(best),
      ])}
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
