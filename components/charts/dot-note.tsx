import { spokenCaveats } from "@/components/ui/estimate-text";
import { formatCount, formatEstimate } from "@/components/ui/number-format";
import type { Estimate } from "@/lib/stats/estimate";
import { ChartNote } from "./chart-note";
import type { Drawable } from "./dot-marks";
import { PlacedNote } from "./placed-note";
import type { PlotFrame } from "./plot";

const NOTE_WIDTH = 260;

/** What is said of a mark: its value, and of a mean its interval over runs. */
function noteRows({ estimate, spread }: Drawable, valueName: string): [string, Estimate][] {
  return [
    [valueName, estimate],
    ...(spread?.kind === "value" ? [["over seeds", spread] as [string, Estimate]] : []),
  ];
}

/** What Enter and a click do here. */
function openWords({ opens }: Drawable): string {
  return opens === null ? "Nothing opens here." : `Opens ${opens}.`;
}

export function sayMark(mark: Drawable, valueName: string): string {
  const said = noteRows(mark, valueName).map(([name, estimate]) => `${name} ${formatEstimate(estimate)}`);
  return [`${mark.title}: ${said.join(", ")}.`, spokenCaveats([[valueName, mark.estimate]]), openWords(mark)]
    .filter(Boolean)
    .join(" ");
}

type MarkNoteProps = {
  mark: Drawable;
  at: { x: number; y: number };
  frame: PlotFrame;
  valueName: string;
};

/** The note at a mark, on the side where there is room. */
export function MarkNote({ mark, at, frame, valueName }: MarkNoteProps) {
  const { estimate } = mark;
  const counted =
    estimate.kind === "value"
      ? `n = ${formatCount(estimate.n)} of ${formatCount(estimate.clusters)} entities.`
      : "";
  return (
    <PlacedNote at={at} frame={frame} width={NOTE_WIDTH}>
      <ChartNote
        title={mark.title}
        rows={noteRows(mark, valueName)}
        remark={[counted, openWords(mark)].filter(Boolean).join(" ")}
      />
    </PlacedNote>
  );
}
