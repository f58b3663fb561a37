"use client";

import { useRouter } from "next/navigation";
import { DotPlot } from "@/components/charts/dot-plot";
import { Figure } from "@/components/charts/figure";
import { figureTable } from "@/components/charts/figure-table";
import { formatEstimate } from "@/components/ui/number-format";
import type { Results } from "@/lib/bundle/results";
import type { Bundle, Sweep } from "@/lib/bundle/schema";
import { methodWords, STATISTIC_WORDS, sliceTitle } from "./arms-words";
import { paperBand } from "./paper-band";
import { type SweepChoice, type SweepPicture, sweepPicture, sweepProgress } from "./sweep-data";
import { countWords, pointWords, shuffledWords } from "./sweep-notes";

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

/** A sweep with its runs, or what it will be of. */
export function SweepFigure(props: SweepFigureProps) {
  const { runs, missing } = sweepProgress(props.results, props.bundle, props.sweep);
  if (runs > 0) return <DrawnSweep {...props} />;
  return (
    <figure aria-label={props.sweep.title}>
      <h2 className="mb-s font-[600] text-heading">{props.sweep.title}</h2>
      <p className="max-w-prose">
        Not run yet. It is planned along <em>{props.sweep.axis.title}</em>: {pointWords(missing)}.
      </p>
    </figure>
  );
}

function DrawnSweep({ bundle, results, sweep, choice, onPin }: SweepFigureProps) {
  const router = useRouter();
  const words = STATISTIC_WORDS[choice.statistic];
  const picture = sweepPicture(results, bundle, sweep, choice);
  const { axis, series, marks, hrefs, rows, notes } = picture;
  const slice = results.slices.find(({ id }) => id === choice.slice);
  const band = paperBand(sweep);
  const isMeasured = sweep.points.some(({ level }) => level === null);
  const shuffled = shuffledWords(bundle, marks);
  const counts = countWords(results, marks, choice.statistic, choice.slice);
  return (
    <Figure
      title={sweep.title}
      plainTitle={sweep.title}
      caption={
        <>
          {words.reading} {shuffled && `${shuffled} `}Large marks are the mean of an arm’s seeds, small ones
          its runs; runs of one seed are joined, for they start from the same model.
          {isMeasured &&
            " Where a run stands on the axis is measured: the share of edits to which it and its target reply alike before it is taught."}{" "}
          A click or Enter opens a run’s items, on a mean those of its first run; Shift and a click, or P,
          marks the arm here and in the table.
        </>
      }
      notes={notes}
      method={`Entities: ${slice ? sliceTitle(bundle, slice) : choice.slice}. ${counts === null ? "" : `${counts} `}Intervals: ${methodWords(results.method)}.`}
      data={figureTable(
        [
          { title: axis.title, of: ({ title }) => title },
          { title: "what", of: ({ kind }) => KIND_WORDS[kind] },
          ...(axis.scale === "category"
            ? []
            : [{ title: "place on the axis", of: ({ at }: { at: number }) => at }]),
          { title: words.title, of: ({ estimate }) => estimate },
          {
            title: `${words.title} interval`,
            of: ({ estimate }) => (estimate.kind === "value" ? estimate.method : null),
            isCsvOnly: true,
          },
          { title: "over seeds", of: ({ spread }) => spread },
          {
            title: "n",
            of: ({ estimate }) => (estimate.kind === "value" ? estimate.n : null),
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
