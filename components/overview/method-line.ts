/** The line under a figure that says what was counted and how the interval was made. Pure. */
import { formatCount, formatPercent } from "@/components/ui/number-format";
import type { SummaryCounts } from "@/lib/coupling/types";
import type { Overview } from "@/lib/queries/types";

export function intervalWords(method: Overview["method"]): string {
  const { level, draws, unit, seed } = method;
  return `Intervals: ${formatPercent(level)}, percentile bootstrap over ${unit} with the tails of Student’s t, ${formatCount(draws)} draws, seed ${seed}.`;
}

/** What the pulls of the last step rest on, and what was left out of them and why. */
export function pullCounts(counts: SummaryCounts): string {
  const n = formatCount;
  return (
    `At the last step n = ${n(counts.onlySelf)} edits that change the reply of the model only, ` +
    `${n(counts.onlyTarget)} of its target only, ${n(counts.both)} of both, ${n(counts.neither)} of neither, ` +
    `from ${n(counts.prompts)} prompts about ${n(counts.entities)} entities; left out: ` +
    `${n(counts.promptsReplyDiffers)} prompts that the two answer differently and ` +
    `${n(counts.promptsWithoutNeither)} without an edit that leaves both alone.`
  );
}

export function itemCounts(counts: SummaryCounts): string {
  const n = formatCount;
  return `n = ${n(counts.items)} edits of ${n(counts.prompts)} prompts about ${n(counts.entities)} entities at every step.`;
}
