/**
 * Between a prompt's text and the parts a link names it by. A prompt that its task's template gives exactly
 * is kept as its parts (short, readable links), any other as it was typed. Pure.
 */
import type { Task } from "@/lib/bundle/schema";
import { parsePrompt } from "@/lib/coupling/parse-prompt";
import { composePrompt, slotsOf, slotValues, type WordedCue } from "@/lib/coupling/prompt";

export type PromptState = {
  entity: string;
  slots: Record<string, string>;
  cues: WordedCue[];
  prompt: string | null;
};

/** The text a state stands for, as typed where it was typed. */
export function textOf(task: Task, { entity, slots, cues, prompt }: PromptState): string {
  if (prompt !== null) return prompt;
  return composePrompt(task, { values: slotValues(task, entity, slots), cues });
}

/** The state that gives back exactly this text; parts where they can, else the text with the former parts. */
export function stateOf(task: Task, text: string, former: PromptState): PromptState {
  const { entity, values, cues, fitsTemplate } = parsePrompt(task, text);
  const slots = Object.fromEntries(task.slots.map(({ name }) => [name, values[name] ?? ""]));
  const isKnown = task.slots.every(({ name, values: known }) => known.includes(slots[name] ?? ""));
  const isOnce = new Set(cues.map(({ cue }) => cue)).size === cues.length;
  if (fitsTemplate && entity !== null && isKnown && isOnce) {
    const parts = { entity, slots, cues: cues.map(({ cue, wording }) => ({ cue, wording })), prompt: null };
    if (textOf(task, parts) === text) return parts;
  }
  return { ...former, prompt: text };
}

/** What a task opens with when it is chosen: an entity that was never explained, and no cue. */
export function openingState(task: Task): PromptState {
  const entity = task.entities.find(({ split }) => split === "held-out") ?? task.entities[0];
  const own = Object.values(entity?.values ?? {});
  const slots = Object.fromEntries(
    task.slots.map(({ name, values }) => [
      name,
      values.find((word) => !own.includes(word)) ?? values[0] ?? "",
    ]),
  );
  return { entity: entity?.id ?? "", slots, cues: [], prompt: null };
}

/**
 * Why it cannot be told which words a prompt may be answered with, in a sentence; null where it can. Replies
 * may be made of the prompt's own words (its entity's, a free slot's), and typed text may lack them.
 */
export function missingSentence(task: Task, values: Readonly<Record<string, string>>): string | null {
  const missing = task.replies.flatMap(({ token }) => slotsOf(token)).filter((slot) => !(slot in values));
  if (missing.length === 0) return null;
  const free = task.slots
    .filter(({ name }) => missing.includes(name))
    .map(({ title }) => title.toLowerCase());
  const isEntityMissing = missing.some((slot) => task.slots.every(({ name }) => name !== slot));
  const parts = [...(isEntityMissing ? ["an entity of this task"] : []), ...free];
  return `The prompt lacks ${parts.join(" and ")}, and the replies are made of that. Name it, or choose it below.`;
}
