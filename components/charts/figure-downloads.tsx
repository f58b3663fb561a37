"use client";

/** A figure's files: the picture as SVG and PNG, its numbers as CSV and as a LaTeX table. */
import { type RefObject, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import type { FigureData } from "./figure";
import { type FigureFacts, fileNotes } from "./figure-facts";
import { useProvenance } from "./figure-provenance";
import type { FileKind } from "./save-figure";

type FigureDownloadsProps = {
  title: string;
  method: string;
  /** What reproduces these numbers, where it is another command than the page's. */
  command?: string;
  /** What the figure says beside that, for its files; what is said below its table comes with `data`. */
  notes?: readonly string[];
  data: FigureData;
  /** Holds the plots; null for a table without one, which has no picture to save. */
  plot: RefObject<HTMLElement | null> | null;
  /** What is drawn is in part still of a former view, or not there: no file may say that it is of this one. */
  isWaiting?: boolean;
};

const PICTURES = ["SVG", "PNG"] as const;
const TABLES = ["CSV", "LaTeX"] as const;
const WAITING = "Nothing can be saved before all numbers of this view are read.";

export function FigureDownloads(props: FigureDownloadsProps) {
  const { title, method, command, notes = [], data, plot, isWaiting = false } = props;
  const id = useId();
  const provenance = useProvenance();
  const [failure, setFailure] = useState<string | null>(null);

  const save = async (kind: FileKind) => {
    const facts: FigureFacts = {
      title,
      method,
      notes: fileNotes(notes, data.remarks),
      link: location.href,
      provenance: provenance && { ...provenance, command: command ?? provenance.command },
    };
    try {
      // Most visitors save nothing, so what makes the files comes with the first click.
      const { saveFigure } = await import("./save-figure");
      await saveFigure(kind, facts, data, plot?.current ?? null);
      setFailure(null);
    } catch (error) {
      setFailure(`The ${kind} could not be made: ${error instanceof Error ? error.message : String(error)}.`);
    }
  };

  return (
    <div className="text-soft">
      <p className="flex flex-wrap gap-x-s">
        <span aria-hidden="true" className="py-xs">
          {isWaiting ? "Once all is read" : "Download"}
        </span>
        {isWaiting && (
          <span id={id} hidden>
            {WAITING}
          </span>
        )}
        {[...(plot ? PICTURES : []), ...TABLES].map((kind) => (
          <Button
            key={kind}
            look="text"
            className="text-note hover:text-ink disabled:no-underline"
            aria-label={`Download ${kind}`}
            aria-describedby={isWaiting ? id : undefined}
            title={isWaiting ? WAITING : undefined}
            disabled={isWaiting}
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
