"use client";

import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { drawableMarks, threadsOf } from "@/components/charts/dot-marks";
import { hasSideBySide, isMeasured } from "@/components/charts/dot-places";
import { DotPlot } from "@/components/charts/dot-plot";
import { Figure } from "@/components/charts/figure";
import { figureTable } from "@/components/charts/figure-table";
import { RESULTS_COMMAND } from "@/components/shell/bundle-provenance";
import { caveatWords } from "@/components/ui/estimate-text";
import { formatEstimate } from "@/components/ui/number-format";
import type { Results } from "@/lib/bundle/results";
import type { Bundle, Sweep } from "@/lib/bundle/schema";
import { methodWords, STATISTIC_WORDS, sliceTitle } from "./arms-words";
import {
  bandOf,
  overSeedsCell,
  type SweepChoice,
  type SweepPicture,
  sweepPicture,
  sweepProgress,
} from "./sweep-data";
import { countWords, listLabels, shuffledWords } from "./sweep-notes";

type SweepFigureProps = {
  bundle: Bundle;
  results: Results;
  sweep: Sweep;
  choice: SweepChoice;
  onPin: (row: string) => void;
};

/** The means in words, for who does not see the plot. */
function describe({ marks }: SweepPicture, title: string): string {
  const means = marks.filter(({ kind }) => kind === "mean");
  return `${title}: ${means.map((mark) => `${mark.title} ${formatEstimate(mark.estimate)}`).join("; ")}. Every run is in the table below.`;
}

const KIND_WORDS = { seed: "run", mean: "mean", companion: "beside it" } as const;

/** A sweep with its runs, what it will be of, or why nothing of it can be drawn. */
export function SweepFigure(props: SweepFigureProps) {
  const { bundle, results, sweep, choice } = props;
  const { runs, missing } = sweepProgress(results, bundle, sweep);
  if (runs === 0) {
    return (
      <UndrawnSweep title={sweep.title}>
        <p>
          Not run yet. It is planned along <em>{sweep.axis.title}</em>:{" "}
          {listLabels(missing.map(({ label }) => label))}.
        </p>
      </UndrawnSweep>
    );
  }
  const picture = sweepPicture(results, bundle, sweep, choice);
  if (drawableMarks(picture.marks).length > 0) return <DrawnSweep {...props} picture={picture} />;
  return (
    <UndrawnSweep title={sweep.title}>
      <p className="mb-s">
        No run of this sweep has a value of the {STATISTIC_WORDS[choice.statistic].title}.
      </p>
      {picture.notes.map((note) => (
        <p key={note} className="mb-s font-sans text-note">
          {note}
        </p>
      ))}
    </UndrawnSweep>
  );
}

function UndrawnSweep({ title, children }: { title: string; children: ReactNode }) {
  return (
    <figure aria-label={title}>
      <h2 className="mb-s font-[600] text-heading">{title}</h2>
      <div className="max-w-prose">{children}</div>
    </figure>
  );
}

/** How the places of the marks are to be read; null where names say it. */
function placeWords({ axis, series, marks }: SweepPicture): string | null {
  const drawn = drawableMarks(marks);
  if (isMeasured(axis)) {
    const others = series.slice(1).map(({ title }) => title);
    const isDrawn = new Set(drawn.map((mark) => mark.series)).size > 1;
    const boxes = isDrawn
      ? ` Intervals of ${others.join(" and ")} are boxes with wider ends, around a bar where both meet.`
      : "";
    return `Where a run stands on the axis is measured: the share of edits to which it and its target reply alike before it is taught. Every mark stands at its own value, a comparison on that of its arm.${boxes}`;
  }
  if (!hasSideBySide({ axis, series, marks: drawn })) return null;
  return "Where several families have runs at one place of the axis, they stand side by side about it.";
}

function DrawnSweep({
  bundle,
  results,
  sweep,
  choice,
  onPin,
  picture,
}: SweepFigureProps & { picture: SweepPicture }) {
  const router = useRouter();
  const words = STATISTIC_WORDS[choice.statistic];
  const { axis, series, marks, hrefs, rows, notes } = picture;
  const slice = results.slices.find(({ id }) => id === choice.slice);
  const band = bandOf(sweep);
  const places = placeWords(picture);
  const hasThreads = threadsOf(drawableMarks(marks), ({ thread }) => thread).length > 0;
  const caveats = caveatWords(marks.filter(({ kind }) => kind !== "seed").map(({ estimate }) => estimate));
  const shuffled = shuffledWords(bundle, marks);
  const counts = countWords(results, marks, choice.statistic, choice.slice);
  return (
    <Figure
      title={sweep.title}
      plainTitle={sweep.title}
      caption={
        <>
          {words.reading} {shuffled && `${shuffled} `}Large marks are the mean of an arm’s seeds, small ones
          its runs{hasThreads && "; runs are joined that descend from the same first model"}.{" "}
          {places && `${places} `}A click or Enter opens a run’s items, on a mean those of its first run;
          Shift and a click, or P, marks the arm here and in the table.
        </>
      }
      notes={caveats === null ? notes : [...notes, caveats]}
      method={`Entities: ${slice ? sliceTitle(bundle, slice) : choice.slice}. ${counts === null ? "" : `${counts} `}Intervals: ${methodWords(results.method)}.`}
      command={RESULTS_COMMAND}
      data={figureTable(
        [
          { title: axis.title, of: ({ title }) => title },
          { title: "what", of: ({ kind }) => KIND_WORDS[kind] },
          ...(axis.scale === "category"
            ? []
            : [{ title: "place on the axis", of: ({ at }: { at: number }) => at }]),
          { title: words.title, of: ({ estimate }) => estimate },
          { title: "over seeds", of: overSeedsCell },
          {
            title: "n",
            of: ({ estimate }) => (estimate.kind === "value" ? estimate.n : null),
            isPageOnly: true,
          },
        ],
        marks,
      )}
    >
      <DotPlot
        axis={axis}
        valueName={words.title}
        series={series}
        marks={marks}
        nulls={words.nulls}
        band={band}
        companions={words.companions.map(({ title }) => title)}
        label={describe(picture, sweep.title)}
        onOpen={(id) => {
          const href = hrefs.get(id);
          if (href !== undefined) router.push(href);
        }}
        onPin={(id) => {
          const row = rows.get(id);
          if (row !== undefined) onPin(row);
        }}
      />
    </Figure>
  );
}
