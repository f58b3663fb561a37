import { formatCount } from "@/components/ui/number-format";
import type { Estimate } from "@/lib/stats/estimate";
import { ChartNote } from "./chart-note";
import { isExact } from "./exact-intervals";

type MatrixNoteProps = {
  title: string;
  statistic: string;
  estimate: Estimate;
  /** Whether the cell opens something. */
  leadsOn: boolean;
  /** Below the middle of the cell, in a picture of this width. */
  at: { x: number; y: number; width: number };
};

const NOTE_WIDTH = 288;

/** What a cell says in full: under it, and inside the picture's width. */
export function MatrixNote({ title, statistic, estimate, leadsOn, at }: MatrixNoteProps) {
  const left = Math.max(0, Math.min(at.x - NOTE_WIDTH / 2, at.width - NOTE_WIDTH));
  const counted =
    estimate.kind === "value"
      ? `n = ${formatCount(estimate.n)} of ${formatCount(estimate.clusters)} entities. `
      : "";
  return (
    <div
      className="pointer-events-none absolute z-10 flex justify-center"
      style={{ left, top: at.y + 4, width: Math.min(NOTE_WIDTH, at.width) }}
    >
      <ChartNote
        title={title}
        rows={[[statistic, estimate]]}
        remark={`${counted}${isExact(estimate) ? "Exact interval, Clopper–Pearson. " : ""}${leadsOn ? "Opens its items." : ""}`.trim()}
      />
    </div>
  );
}
