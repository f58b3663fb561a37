/** A run in words: which of its arm it is, and whose behaviour its explanations were made from. Pure. */
import { familyOf, findRun } from "@/lib/bundle/runs";
import type { Bundle, Run } from "@/lib/bundle/schema";

/** What tells a run from the others of its arm, e.g. "GPT-2-style, seed 1". */
export function runName(bundle: Bundle, run: Run): string {
  const family = bundle.families.find(({ id }) => id === familyOf(bundle, run));
  return family ? `${family.title}, seed ${run.seed}` : `seed ${run.seed}`;
}

/** As an option among its arm's: with a word where its checkpoints can be run in the page. */
export function runOption(bundle: Bundle, run: Run): string {
  return run.checkpoints.length > 0 ? `${runName(bundle, run)} (can run live)` : runName(bundle, run);
}

function fullName(bundle: Bundle, id: string): string {
  const run = findRun(bundle, id);
  if (run === undefined) return id;
  const arm = bundle.arms.find((one) => one.id === run.arm);
  return `${arm?.title ?? run.arm}, ${runName(bundle, run)}`;
}

/** Where a run's explanations come from and what they are held against, in a sentence. */
export function supervisionSentence(bundle: Bundle, run: Run): string {
  const { source, target } = run.supervision;
  if (target === null) return "It was never taught to explain itself, and has no target.";
  const who = fullName(bundle, target.run);
  if (source === "online") return `It was taught with labels made anew from itself; its target is ${who}.`;
  if (source === "shuffled") return `It was taught with labels in random order; its target is ${who}.`;
  const isTaught = run.model === null || run.lossWeights.explanation > 0;
  if (source === "none" || !isTaught) {
    return `It was not taught to explain itself in this run; its target is ${who}.`;
  }
  return `Its explanations were made from its target: ${who}.`;
}
