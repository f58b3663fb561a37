/** A run in words: which of its arm it is, and whose behaviour its explanations were made from. Pure. */
import { formatCount } from "@/components/ui/number-format";
import { armTitle, familyOf, familyTitle, findRun } from "@/lib/bundle/runs";
import type { Bundle, Run, RunStep } from "@/lib/bundle/schema";

/** What tells a run from the others of its arm, e.g. "GPT-2-style, seed 1". */
export function runName(bundle: Bundle, run: Run): string {
  const family = familyOf(bundle, run);
  return family === null ? `seed ${run.seed}` : `${familyTitle(bundle, family)}, seed ${run.seed}`;
}

/** As an option among its arm's: with a word where its checkpoints can be run in the page. */
export function runOption(bundle: Bundle, run: Run): string {
  return run.checkpoints.length > 0 ? `${runName(bundle, run)} (can run live)` : runName(bundle, run);
}

/** A run in full, e.g. "Fixed labels, shifting behaviour, GPT-2-style, seed 1". */
export function runTitle(bundle: Bundle, run: Run): string {
  return `${armTitle(bundle, run)}, ${runName(bundle, run)}`;
}

function fullName(bundle: Bundle, id: string): string {
  const run = findRun(bundle, id);
  return run === undefined ? id : runTitle(bundle, run);
}

/** A checkpoint in full: “Online labels, GPT-2-style, seed 0” at step 1,200. */
export function placeTitle(bundle: Bundle, { run, step }: RunStep): string {
  return `“${fullName(bundle, run)}” at step ${formatCount(step)}`;
}

/**
 * Whether what a run's records show as done at a step is what `self` does: its own place, or its subject's where it
 * is no model and has no behaviour of its own.
 */
export function showsBehaviourOf(bundle: Bundle, { run, step }: RunStep, self: RunStep): boolean {
  const explainer = findRun(bundle, run);
  const shown = explainer?.model === null ? (explainer.subject ?? run) : run;
  return self.run === shown && self.step === step;
}

/** Where a run's explanations come from and what they are held against, and whose behaviour it shows, in a sentence each. */
export function supervisionSentence(bundle: Bundle, run: Run): string {
  const whose =
    run.model === null && run.subject !== null
      ? ` It is no model and replies nothing itself: what it “does” here is what ${fullName(bundle, run.subject)} does at the same step.`
      : "";
  return taughtSentence(bundle, run) + whose;
}

function taughtSentence(bundle: Bundle, run: Run): string {
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
