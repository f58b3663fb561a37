"use client";

import { type ReactNode, useId, useRef } from "react";
import { type Column, DataTable, type Row } from "@/components/ui/data-table";
import type { CsvValue } from "./export-csv";
import { FigureDownloads } from "./figure-downloads";

/** The numbers behind a figure: shown as a table, saved as CSV and LaTeX. `figureTable` makes all of it. */
export type FigureData = {
  columns: readonly Column[];
  rows: readonly Row[];
  /** Below the table: why some of its cells are marked or empty. */
  remarks: readonly string[];
  csv: { header: readonly string[]; rows: readonly (readonly CsvValue[])[] };
  /** The table's cells in words, for the table's columns. */
  latex: { header: readonly string[]; rows: readonly (readonly string[])[] };
};

type FigureProps = {
  title: ReactNode;
  /** The title without markup, for file names and the file's own title. */
  plainTitle: string;
  /** One or two plain sentences: what is drawn and how to read it. */
  caption: ReactNode;
  /** Method and level of the intervals, n, what was left out: computed, never typed by hand. */
  method: string;
  /** What of that the page does not say above all of its figures; without it, all of it stands here. */
  shownMethod?: string;
  /** What reproduces the numbers, where it is another command than the page's (`FigureProvenance`). */
  command?: string;
  /** What the panel cannot draw, in words. */
  notes?: readonly string[];
  /** Not all that is drawn is of the view yet: there is nothing to be saved. */
  isWaiting?: boolean;
  data: FigureData;
  children: ReactNode;
};

/** A figure of the page: title, plot, caption, method, and the same numbers as a table and as files. */
export function Figure(props: FigureProps) {
  const {
    title,
    plainTitle,
    caption,
    method,
    shownMethod = method,
    command,
    notes = [],
    isWaiting,
    data,
    children,
  } = props;
  const id = useId();
  const plot = useRef<HTMLDivElement>(null);
  return (
    <figure aria-labelledby={`${id}-title`} aria-describedby={`${id}-caption`} className="min-w-0">
      <h2 id={`${id}-title`} className="mb-s font-[600] text-heading">
        {title}
      </h2>
      <div ref={plot}>{children}</div>
      <figcaption className="mt-s max-w-prose">
        <p id={`${id}-caption`} className="text-[0.9375rem] leading-[1.5]">
          {caption}
        </p>
        {notes.map((note) => (
          <p key={note} className="mt-s font-sans text-note">
            {note}
          </p>
        ))}
        {shownMethod !== "" && <p className="mt-s font-sans text-note text-soft">{shownMethod}</p>}
      </figcaption>
      <div className="relative mt-xs font-sans text-note">
        <details className="group">
          <summary className="inline-block py-xs text-soft underline decoration-edge underline-offset-[0.18em] hover:text-ink">
            <span className="group-open:hidden">Show the numbers</span>
            <span className="hidden group-open:inline">Hide the numbers</span>
          </summary>
          <div className="mt-xs">
            <DataTable caption={`The numbers of: ${plainTitle}`} columns={data.columns} rows={data.rows} />
            {data.remarks.length > 0 && <p className="mt-xs text-soft">{data.remarks.join(" ")}</p>}
          </div>
        </details>
        <div className="sm:absolute sm:top-0 sm:right-0">
          <FigureDownloads
            title={plainTitle}
            method={method}
            command={command}
            notes={notes}
            data={data}
            plot={plot}
            isWaiting={isWaiting}
          />
        </div>
      </div>
    </figure>
  );
}
