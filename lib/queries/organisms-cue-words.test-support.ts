/**
 * What the cue words alone would say, a second time and by another road than `training/organisms/placing.py`: the
 * probabilities of *matched* claims (as many named edits a prompt as the row names, placed by the words' odds) by
 * adding up over all sets of edits, where Python has a recursion.
 */
import type { Definition } from "@/lib/coupling/definition";
import { forEachPrompt, isClaimed, makeSums } from "@/lib/coupling/influence";
import { influenceKind, type PullColumn } from "@/lib/coupling/pulls";
import type { Answers, Item, Scored } from "@/lib/coupling/types";
import type { ClusterSums } from "@/lib/stats/cluster-bootstrap";

type MatchedColumn = "onlySelfMatched" | "onlyTargetMatched";
/** Half an edit of either sort in every cell, so that odds are finite (`words_rates`). */
const HALF = 0.5;

/** By item, which edit of which cue of which task it is; and how many such there are. */
export function numberCells(items: readonly Item[]): { cell: Int32Array; cells: number } {
  const numbers = new Map<string, number>();
  const cell = Int32Array.from(items, ({ task, cue, edit }) => {
    const key = `${task} ${cue} ${edit}`;
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    return number;
  });
  return { cell, cells: numbers.size };
}

/**
 * By cell and reply (`cell * classes + reply`), the odds that an edit changes the target's reply, on explained
 * entities: what an outsider learns from the labels.
 */
export function wordsOdds(
  items: readonly Item[],
  { cell, cells }: { cell: Int32Array; cells: number },
  { reply, counterfactual, classes }: Answers,
): Float64Array {
  const edits = new Float64Array(cells * classes);
  const changing = new Float64Array(cells * classes);
  items.forEach(({ split }, row) => {
    if (split !== "explained") return;
    const at = (cell[row] as number) * classes + (reply[row] as number);
    edits[at] = (edits[at] as number) + 1;
    if (counterfactual[row] !== reply[row]) changing[at] = (changing[at] as number) + 1;
  });
  return edits.map((count, at) => {
    const rate = ((changing[at] as number) + HALF) / (count + 2 * HALF);
    return rate / (1 - rate);
  });
}

/** Probability that each edit is among the `named` ones, given that edits are named independently with these odds. */
export function inclusion(odds: readonly number[], named: number): number[] {
  const chosen = odds.map(() => 0);
  let every = 0;
  for (let set = 0; set < 1 << odds.length; set++) {
    let size = 0;
    let product = 1;
    for (let edit = 0; edit < odds.length; edit++) {
      if (((set >> edit) & 1) === 0) continue;
      size++;
      product *= odds[edit] as number;
    }
    if (size !== named) continue;
    every += product;
    for (let edit = 0; edit < odds.length; edit++)
      if ((set >> edit) & 1) chosen[edit] = (chosen[edit] as number) + product;
  }
  return chosen.map((sum) => sum / every);
}

/** The excesses of `pullSums` for matched claims; `odds` by row of `scored`. */
export function matchedSums(
  scored: Scored,
  odds: Float64Array,
  clusters: number,
): ClusterSums<MatchedColumn> {
  const { table, at, add } = makeSums(["onlySelfMatched", "onlyTargetMatched"], clusters);
  forEachPrompt(scored, (start, end) => {
    if (scored.selfReply[start] !== scored.targetReply[start]) return;
    const rows = Array.from({ length: end - start }, (_, i) => start + i);
    const kinds = rows.map((row) => influenceKind(scored, row));
    const neither = kinds.filter((kind) => kind === "neither").length;
    if (neither === 0 || !kinds.some((kind) => kind === "onlySelf" || kind === "onlyTarget")) return;
    const named = rows.filter((row) => isClaimed(scored, row)).length;
    const chosen = inclusion(
      rows.map((row) => odds[row] as number),
      named,
    );
    const base = chosen.reduce((sum, p, i) => sum + (kinds[i] === "neither" ? p : 0), 0) / neither;
    const cluster = scored.cluster[start] as number;
    kinds.forEach((kind, i) => {
      if (kind === "onlySelf") add(cluster, at.onlySelfMatched, (chosen[i] as number) - base);
      if (kind === "onlyTarget") add(cluster, at.onlyTargetMatched, (chosen[i] as number) - base);
    });
  });
  return table;
}

/** K of the matched claims. */
export const MATCHED_INDEX: Pick<Definition<PullColumn | MatchedColumn>, "of"> = {
  of: (sum) =>
    0.5 + (sum("onlySelfMatched") / sum("onlySelf") - sum("onlyTargetMatched") / sum("onlyTarget")) / 2,
};
