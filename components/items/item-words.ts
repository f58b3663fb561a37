/** What the page says about whose rows it shows and which of them are left. Pure. */
import { filterWords } from "@/components/filters/filter-words";
import { runName } from "@/components/probe/run-words";
import { REMARK_WORDS } from "@/components/probe/verdict-words";
import { formatCount } from "@/components/ui/number-format";
import { findRun } from "@/lib/bundle/runs";
import type { Bundle, Run, RunStep } from "@/lib/bundle/schema";
import type { ChangedBy, ItemFilter } from "@/lib/coupling/item-filter";

export const CHANGES_WORDS: Record<ChangedBy, string> = {
  "only-self": "the model’s reply only",
  "only-target": "the target’s reply only",
  both: "both replies",
  neither: "neither reply",
};

export const DISPUTED_WORDS = { true: "reply differently", false: "reply alike" } as const;

/** A run in full, e.g. "Fixed labels, GPT-2-style, seed 1". */
export function runTitle(bundle: Bundle, run: Run): string {
  const arm = bundle.arms.find(({ id }) => id === run.arm);
  return `${arm?.title ?? run.arm}, ${runName(bundle, run)}`;
}

function placeTitle(bundle: Bundle, { run, step }: RunStep): string {
  const found = findRun(bundle, run);
  return `“${found ? runTitle(bundle, found) : run}” at step ${formatCount(step)}`;
}

/** Whose claims are held against whom, in two sentences. "Its own behaviour" needs no second name. */
export function whoSentence(
  bundle: Bundle,
  { run, step, self, target }: RunStep & { self: RunStep; target: RunStep },
): string {
  const isOwn = self.run === run && self.step === step;
  const whose = isOwn ? "its own behaviour" : `the behaviour of ${placeTitle(bundle, self)}`;
  return `The claims are those of ${placeTitle(bundle, { run, step })}, held against ${whose}. The target is ${placeTitle(bundle, target)}.`;
}

/** What only rows can be narrowed by, as parts of a sentence. */
export function rowFilterWords({ changes, disputed, verdict }: ItemFilter): string[] {
  const words = [
    changes !== null && `edits that change ${CHANGES_WORDS[changes]}`,
    disputed !== null && `edits after which model and target ${DISPUTED_WORDS[`${disputed}`]}`,
    verdict !== null && `claims with the verdict “${REMARK_WORDS[verdict]}”`,
  ];
  return words.filter((one) => one !== false);
}

/** "1,204 of 15,600 items", and what they have in common where something was left out. */
export function countSentence(bundle: Bundle, filter: ItemFilter, left: number, all: number): string {
  const words = [...filterWords(bundle, filter), ...rowFilterWords(filter)];
  const count =
    left === all ? `All ${formatCount(all)} items` : `${formatCount(left)} of ${formatCount(all)} items`;
  return words.length === 0 ? `${count}.` : `${count}: ${words.join("; ")}.`;
}

/** What a cue of a task is called; its id where the bundle has no such cue. */
export function cueTitle(bundle: Bundle, task: string, cue: string): string {
  const cues = bundle.tasks.find(({ id }) => id === task)?.cues;
  return cues?.find(({ id }) => id === cue)?.name ?? cue;
}
