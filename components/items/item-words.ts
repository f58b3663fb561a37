/** What the page says about whose rows it shows and which of them are left. Pure. */
import { filterWords } from "@/components/filters/filter-words";
import { placeTitle, showsBehaviourOf } from "@/components/probe/run-words";
import { REMARK_WORDS } from "@/components/probe/verdict-words";
import { formatCount } from "@/components/ui/number-format";
import type { Bundle, RunStep } from "@/lib/bundle/schema";
import type { ItemFilter } from "@/lib/coupling/item-filter";

export const CHANGES_WORDS: Record<NonNullable<ItemFilter["changes"]>, string> = {
  "only-self": "the model’s reply only",
  "only-target": "the target’s reply only",
  "only-one": "one of the two only",
  both: "both replies",
  neither: "neither reply",
};

export const BEFORE_WORDS: Record<NonNullable<ItemFilter["before"]>, string> = {
  alike: "alike",
  comparable: "alike, comparable",
  differ: "different",
};

/** The same as what is said of prompts. */
const BEFORE_SENTENCES: typeof BEFORE_WORDS = {
  alike: "prompts that model and target reply alike to",
  comparable:
    "prompts that model and target reply alike to and that have an edit which changes neither reply",
  differ: "prompts that model and target reply differently to",
};

export const DISPUTED_WORDS = { true: "different", false: "alike" } as const;

/** What the choices of the page's own mean. */
export const ROW_HINTS = [
  {
    name: "Replies before the edit",
    meaning:
      "what model and target reply to the prompt as it stands. The pulls and the coupling index take “alike, comparable” ones: the replies are the same, and some edit of the prompt changes neither, to compare its other edits with.",
  },
  { name: "Replies after the edit", meaning: "what the two reply to the edited prompt." },
] as const;

type Who = RunStep & { self: RunStep; target: RunStep };

/** Whose claims are held against whom, in two sentences. "Its own behaviour" needs no second name. */
export function whoSentence(bundle: Bundle, { run, step, self, target }: Who): string {
  const isOwn = self.run === run && self.step === step;
  const whose = isOwn ? "its own behaviour" : `the behaviour of ${placeTitle(bundle, self)}`;
  return `The claims are those of ${placeTitle(bundle, { run, step })}, held against ${whose}. The target is ${placeTitle(bundle, target)}.`;
}

/** What the columns show where claims and behaviour are not of one model, and what Probe shows then; else null. */
export function apartSentence(bundle: Bundle, { run, step, self }: Who): string | null {
  if (self.run === run && self.step === step) return null;
  const rows =
    "In each row “says” is the first one’s claim, “does” the second one’s behaviour, and the verdict holds one against the other.";
  return showsBehaviourOf(bundle, { run, step }, self)
    ? rows
    : `${rows} A row opens in Probe the model whose claims they are, with its own behaviour; the way to the other is there.`;
}

/** What only rows can be narrowed by, as parts of a sentence. */
export function rowFilterWords({ changes, before, disputed, verdict }: ItemFilter): string[] {
  const words = [
    changes !== null &&
      `edits that change ${changes === "only-one" ? "one of the two replies only" : CHANGES_WORDS[changes]}`,
    before !== null && BEFORE_SENTENCES[before],
    disputed !== null && `edits after which model and target reply ${disputed ? "differently" : "alike"}`,
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
