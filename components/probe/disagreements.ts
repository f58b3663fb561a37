/**
 * Recorded prompts on which a checkpoint and the target part ways: the same reply, and an edit after which
 * they reply differently. On these a claim has to choose whom it describes. Pure.
 */
import type { Answers } from "@/lib/coupling/types";
import type { PromptEntry } from "@/lib/queries/types";

/**
 * Those of `prompts`, in the order given. `prompts` are all of the bundle's, so that their edits, one after
 * another, are the rows of the answers.
 */
export function findDisagreements(
  prompts: readonly PromptEntry[],
  self: Answers,
  target: Answers,
): PromptEntry[] {
  let row = 0;
  return prompts.filter(({ edits }) => {
    const first = row;
    row += edits.length;
    if (self.reply[first] !== target.reply[first]) return false;
    return edits.some((_, i) => self.counterfactual[first + i] !== target.counterfactual[first + i]);
  });
}

/** The same pick for the same seed; null where there is nothing to pick from. Seeds are whole numbers. */
export function pickBySeed<T>(from: readonly T[], seed: number): T | null {
  if (from.length === 0) return null;
  // A multiplicative hash (Knuth), so that neighbouring seeds lead far apart.
  const hash = Math.imul(seed >>> 0, 2654435761) >>> 0;
  return from[Math.floor((hash / 2 ** 32) * from.length)] ?? null;
}

/** What the page opens with: the first prompt of a task about a never explained entity with cues to take out. */
export function firstPrompt(prompts: readonly PromptEntry[], task: string): PromptEntry | null {
  const own = prompts.filter((prompt) => prompt.task === task);
  return own.find(({ split, cues }) => split === "held-out" && cues.length >= 2) ?? own[0] ?? null;
}
