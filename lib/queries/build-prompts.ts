/** Items regrouped for the Probe page: a prompt with its edits, and a prompt's recorded answers. Pure. */

import type { RecordsTable } from "@/lib/bundle/records";
import type { Bundle } from "@/lib/bundle/schema";
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

function rowOf(p: Float32Array | null, row: number, classes: number, count: number): number[] {
  if (p === null) throw new RangeError("internal: readAnswer: expected probabilities, got classes only");
  return Array.from(p.subarray(row * classes, row * classes + count));
}

/** A prompt's answers at one step. `firstRow` is its first row among the items. */
function readAnswer(answers: Answers, entry: PromptEntry, firstRow: number): ProbeAnswer {
  const { classes, replyP, counterfactualP, claimP } = answers;
  const p = (column: Float32Array | null, row: number) => rowOf(column, row, classes, entry.replies.length);
  return {
    reply: answers.reply[firstRow] as number,
    replyP: p(replyP, firstRow),
    cues: entry.edits.map(({ cue, edit }, i) => ({
      cue,
      edit,
      counterfactual: answers.counterfactual[firstRow + i] as number,
      counterfactualP: p(counterfactualP, firstRow + i),
      claim: answers.claim[firstRow + i] as number,
      claimP: p(claimP, firstRow + i),
    })),
  };
}

/**
 * The recorded answers to a prompt, found by its exact text: every step of `run`, and the target's. A prompt
 * that is not among the items, or has no records, is a value with its reason.
 */
export function buildRecordedProbe(
  bundle: Bundle,
  items: readonly Item[],
  prompts: readonly PromptEntry[],
  prompt: string,
  tables: { run: RecordsTable; target: RecordsTable | null },
): RecordedProbe {
  const entry = prompts.find((candidate) => candidate.prompt === prompt);
  if (entry === undefined)
    return { kind: "absent", reason: "this exact prompt is not among the recorded ones" };
  const firstRow = items.findIndex((item) => item.promptId === entry.promptId);
  const { steps, answers } = tables.run;
  const target = tables.target?.answers[tables.target.steps.indexOf(bundle.target.step)];
  return {
    kind: "recorded",
    entry,
    target: target === undefined ? null : readAnswer(target, entry, firstRow),
    steps: steps.map((step, i) => ({ step, answer: readAnswer(answers[i] as Answers, entry, firstRow) })),
  };
}
