"use client";

import { type ReactNode, useId, useRef } from "react";
import { Button } from "@/components/ui/button";
import { type Column, DataTable, type Row } from "@/components/ui/data-table";
import { type CsvValue, toCsv } from "./export-csv";
import { downloadText, toSvgFile } from "./export-svg";

/** The numbers behind a figure: shown as a table, saved as CSV. */
export type FigureData = {
  columns: readonly Column[];
  rows: readonly Row[];
  /** Below the table: why some of its cells are empty. */
  remark: string | null;
  csv: { header: readonly string[]; rows: readonly (readonly CsvValue[])[] };
};

type FigureProps = {
  title: ReactNode;
  /** The title without markup, for file names and the file's own title. */
  plainTitle: string;
  /** One or two plain sentences: what is drawn and how to read it. */
  caption: ReactNode;
  /** n, level, method: computed, never typed by hand. */
  method: string;
  /** What the panel cannot draw, in words. */
  notes?: readonly string[];
  data: FigureData;
  children: ReactNode;
};

function fileName(title: string): string {
  return `tandem-${
    title
      .toLowerCase()
      .match(/[a-z0-9]+/g)
      ?.join("-") ?? "figure"
  }`;
}

/** A figure of the page: title, plot, caption, method, and the same numbers as a table and as files. */
export function Figure({ title, plainTitle, caption, method, notes = [], data, children }: FigureProps) {
  const id = useId();
  const plot = useRef<HTMLDivElement>(null);

  const saveSvg = () => {
    const text = plot.current && toSvgFile(plot.current, plainTitle, `${method} ${location.href}`);
    if (text) downloadText(text, `${fileName(plainTitle)}.svg`, "image/svg+xml");
  };
  const saveCsv = () => {
    downloadText(toCsv(data.csv.header, data.csv.rows), `${fileName(plainTitle)}.csv`, "text/csv");
  };

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
        <p className="mt-s font-sans text-note text-soft">{method}</p>
      </figcaption>
      <div className="relative mt-xs font-sans text-note">
        <details className="group">
          <summary className="inline-block py-xs text-soft underline decoration-edge underline-offset-[0.18em] hover:text-ink">
            <span className="group-open:hidden">Show the numbers</span>
            <span className="hidden group-open:inline">Hide the numbers</span>
          </summary>
          <div className="mt-xs">
            <DataTable caption={`The numbers of: ${plainTitle}`} columns={data.columns} rows={data.rows} />
            {data.remark && <p className="mt-xs text-soft">{data.remark}</p>}
          </div>
        </details>
        <p className="absolute top-0 right-0 flex gap-x-s text-soft">
          <span aria-hidden="true" className="py-xs">
            Download
          </span>
          <Button
            look="text"
            className="text-note hover:text-ink"
            aria-label="Download SVG"
            onClick={saveSvg}
          >
            SVG
          </Button>
          <Button
            look="text"
            className="text-note hover:text-ink"
            aria-label="Download CSV"
            onClick={saveCsv}
          >
            CSV
          </Button>
        </p>
      </div>
    </figure>
  );
}
