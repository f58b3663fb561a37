"use client";

/** A figure's files: the picture as SVG and PNG, its numbers as CSV and as a LaTeX table. */
import { type RefObject, useState } from "react";
import { Button } from "@/components/ui/button";
import { embeddedFont } from "./embedded-font";
import { toCsv } from "./export-csv";
import { toLatex } from "./export-latex";
import { toPngFile } from "./export-png";
import { toSvgFile } from "./export-svg";
import type { FigureData } from "./figure";
import type { FigureFacts } from "./figure-facts";
import { useProvenance } from "./figure-provenance";
import { saveFile } from "./save-file";

type FigureDownloadsProps = {
  title: string;
  method: string;
  /** What reproduces these numbers, where it is another command than the page's. */
  command?: string;
  data: FigureData;
  /** Holds the plots; null for a table without one, which has no picture to save. */
  plot: RefObject<HTMLElement | null> | null;
};

const PICTURES = ["SVG", "PNG"] as const;
const TABLES = ["CSV", "LaTeX"] as const;
type Kind = (typeof PICTURES)[number] | (typeof TABLES)[number];

function fileName(title: string): string {
  return `tandem-${
    title
      .toLowerCase()
      .match(/[a-z0-9]+/g)
      ?.join("-") ?? "figure"
  }`;
}

async function savePicture(kind: "SVG" | "PNG", plot: HTMLElement | null, facts: FigureFacts) {
  const svg = plot && toSvgFile(plot, facts, await embeddedFont());
  if (!svg) throw new Error("savePicture: expected a plot in the figure, got none");
  const name = fileName(facts.title);
  if (kind === "SVG") saveFile(svg.text, `${name}.svg`, "image/svg+xml");
  else saveFile(await toPngFile(svg, facts), `${name}.png`, "image/png");
}

function saveTable(kind: "CSV" | "LaTeX", { columns, csv, latex }: FigureData, facts: FigureFacts) {
  const name = fileName(facts.title);
  if (kind === "CSV") return saveFile(toCsv(csv.header, csv.rows, facts), `${name}.csv`, "text/csv");
  const isNumber = columns.map((column) => column.isNumber ?? false);
  saveFile(toLatex({ ...latex, isNumber }, facts), `${name}.tex`, "application/x-tex");
}

export function FigureDownloads({ title, method, command, data, plot }: FigureDownloadsProps) {
  const provenance = useProvenance();
  const [failure, setFailure] = useState<string | null>(null);

  const save = async (kind: Kind) => {
    const facts: FigureFacts = {
      title,
      method,
      link: location.href,
      provenance: provenance && { ...provenance, command: command ?? provenance.command },
    };
    try {
      if (kind === "SVG" || kind === "PNG") await savePicture(kind, plot?.current ?? null, facts);
      else saveTable(kind, data, facts);
      setFailure(null);
    } catch (error) {
      setFailure(`The ${kind} could not be made: ${error instanceof Error ? error.message : String(error)}.`);
    }
  };

  return (
    <div className="text-soft">
      <p className="flex flex-wrap gap-x-s">
        <span aria-hidden="true" className="py-xs">
          Download
        </span>
        {[...(plot ? PICTURES : []), ...TABLES].map((kind) => (
          <Button
            key={kind}
            look="text"
            className="text-note hover:text-ink"
            aria-label={`Download ${kind}`}
            onClick={() => save(kind)}
          >
            {kind}
          </Button>
        ))}
      </p>
      <p role="status" className="sm:text-right">
        {failure}
      </p>
    </div>
  );
}
