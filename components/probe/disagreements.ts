/**
 * Recorded prompts on which a checkpoint and the target part ways: the same reply, and an edit after which
 * they reply differently. On these a claim has to choose whom it describes. Pure.
 */
import type { Answers } from "@/lib/coupling/types";
import type { PromptEntry } from "@/lib/queries/types";

/** The prompts, in the order given. Answers are columns in the order of the items (`useItems`). */
export function findDisagreements(
  prompts: readonly PromptEntry[],
  rowOf: (item: number) => number | undefined,
  self: Answers,
  target: Answers,
): PromptEntry[] {
  return prompts.filter(({ edits }) =>
    edits.some(({ item }) => {
      const row = rowOf(item);
      if (row === undefined) return false;
      return self.reply[row] === target.reply[row] && self.counterfactual[row] !== target.counterfactual[row];
    }),
  );
}

/** The same pick for the same seed; null where there is nothing to pick from. Seeds are whole numbers. */
export function pickBySeed<T>(from: readonly T[], seed: number): T | null {
  if (from.length === 0) return null;
  // A multiplicative hash (Knuth), so that neighbouring seeds lead far apart.
  const hash = Math.imul(seed >>> 0, 2654435761) >>> 0;
  return from[Math.floor((hash / 2 ** 32) * from.length)] ?? null;
}
