/** Items regrouped for the Probe page: a prompt with its edits, and a prompt's recorded answers. Pure. */

import type { ItemProbabilities, ProbabilityReader, RecordsTable } from "@/lib/bundle/records";
import type { Answers, Item, ProbeAnswer } from "@/lib/coupling/types";
import type { PromptEntry, RecordedProbe } from "@/lib/queries/types";

/** The prompts of the items in their order, each with its edits. */
export function buildPrompts(items: readonly Item[]): PromptEntry[] {
  const prompts: PromptEntry[] = [];
  for (const { item, cue, edit, edited, ...prompt } of items) {
    let entry = prompts.at(-1);
    if (entry?.promptId !== prompt.promptId) {
      entry = { ...prompt, edits: [] };
      prompts.push(entry);
    }
    entry.edits.push({ item, cue, edit, edited });
  }
  return prompts;
}

/** The items of prompts with their edits, in their order: what `buildPrompts` was made from. */
export function listItems(prompts: readonly PromptEntry[]): Item[] {
  return prompts.flatMap(({ edits, ...prompt }) => edits.map((edit) => ({ ...prompt, ...edit })));
}

/** A prompt's answers at one step: classes from the columns at `first` and after, probabilities beside. */
function joinAnswer(
  answers: Answers,
  probabilities: readonly ItemProbabilities[],
  entry: PromptEntry,
  first: number,
): ProbeAnswer {
  return {
    reply: answers.reply[first] as number,
    replyP: probabilities[0]?.replyP ?? [],
    cues: entry.edits.map(({ cue, edit }, i) => {
      const { counterfactualP, claimP } = probabilities[i] as ItemProbabilities;
      return {
        cue,
        edit,
        counterfactual: answers.counterfactual[first + i] as number,
        counterfactualP,
        claim: answers.claim[first + i] as number,
        claimP,
      };
    }),
  };
}

/** A run's records as a probe reads them: all classes, and probabilities of single items. */
export type ProbeRecords = { table: RecordsTable; probabilities: ProbabilityReader };

/**
 * The recorded answers to a prompt: every step of `run`, and the target's own; null where there is no target.
 * `first` is the place of its first row among the items. Throws as `ProbabilityReader.read` does.
 */
export async function buildRecordedProbe(
  entry: PromptEntry,
  first: number,
  run: ProbeRecords & { probabilitySteps: number },
  target: (ProbeRecords & { step: number }) | null,
): Promise<RecordedProbe> {
  const places = entry.edits.map((_, i) => first + i);
  const read = async ({ table, probabilities }: ProbeRecords) => {
    const p = await probabilities.read(places);
    return table.answers.map((answers, s) => joinAnswer(answers, p[s] ?? [], entry, first));
  };
  const [answers, targetAnswers] = await Promise.all([read(run), target && read(target)]);
  return {
    kind: "recorded",
    entry,
    probabilitySteps: run.probabilitySteps,
    target: targetAnswers?.[target?.table.steps.indexOf(target.step) ?? -1] ?? null,
    steps: answers.map((answer, s) => ({ step: run.table.steps[s] as number, answer })),
  };
}
