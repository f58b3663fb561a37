/**
 * Who changes their reply under an edit: the self, the target, or the claim. Influence is always against the
 * reply of the one who speaks; a claim is held against the self's reply, because the query repeats it
 * (science.md, section 2).
 */
import type { Scored } from "@/lib/coupling/types";

/** u(k): the claim names another reply than the self gives. */
export function isClaimed(scored: Scored, row: number): boolean {
  return scored.claim[row] !== scored.selfReply[row];
}

/** v(k): the edit changes the self's reply. */
export function changesSelf(scored: Scored, row: number): boolean {
  return scored.selfCounterfactual[row] !== scored.selfReply[row];
}

/** The edit changes the target's reply. */
export function changesTarget(scored: Scored, row: number): boolean {
  return scored.targetCounterfactual[row] !== scored.targetReply[row];
}

/** Whether a row is one of those asked for; the rest of its prompt is there to compare it with. */
export function isCounted(scored: Pick<Scored, "counted">, row: number): boolean {
  return scored.counted === undefined || scored.counted[row] !== 0;
}

/** Calls `visit(start, end)` for the rows of each prompt; rows of a prompt stand next to each other. */
export function forEachPrompt(
  { prompt }: Pick<Scored, "prompt">,
  visit: (start: number, end: number) => void,
): void {
  let start = 0;
  for (let row = 1; row <= prompt.length; row++) {
    if (row < prompt.length && prompt[row] === prompt[start]) continue;
    visit(start, row);
    start = row;
  }
}

/**
 * A table of zeros to add a statistic's sums to, `[clusters, columns]`, the place of each column in it, and how
 * to add to it. Places and not names are added by: this runs for every row of every checkpoint.
 */
export function makeSums<C extends string>(columns: readonly C[], clusters: number) {
  const width = columns.length;
  const at = Object.fromEntries(columns.map((column, index) => [column, index])) as Record<C, number>;
  const sums = new Float64Array(clusters * width);
  const add = (cluster: number, place: number, amount: number): void => {
    const cell = cluster * width + place;
    sums[cell] = (sums[cell] as number) + amount;
  };
  return { table: { columns, clusters, sums }, at, add };
}
