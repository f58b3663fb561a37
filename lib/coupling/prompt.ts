/**
 * Prompts as text: composing them from a task's template, asking about an edit, naming the replies. Texts of
 * bundle version 1 are lower-case words separated by single spaces.
 * If you change this, change `training/organisms/prompts.py`: both sides use exactly the same words.
 * Not here: finding cues in typed text (`cue-sentences.ts`) and reading a prompt back (`parse-prompt.ts`).
 */
import type { Task } from "@/lib/bundle/schema";
import type { EditKind } from "@/lib/coupling/types";

/** A cue standing in a prompt, with the index of its wording. */
export type WordedCue = { cue: string; wording: number };

/** What a prompt is made of. `values` are the words of every slot of the template, free ones included. */
export type PromptParts = { values: Readonly<Record<string, string>>; cues: readonly WordedCue[] };

const MARKS = ".?!:;,";

/**
 * Brings typed text into the form the models were trained on: lower case, marks at a word's ends as words of
 * their own, single spaces. Normalised text stays as it is.
 */
export function normaliseText(text: string): string {
  return text
    .normalize("NFC")
    .toLowerCase()
    .split(/\s+/)
    .flatMap((word) => {
      let start = 0;
      let end = word.length;
      while (start < end && MARKS.includes(word[start] as string)) start++;
      while (end > start && MARKS.includes(word[end - 1] as string)) end--;
      return [...word.slice(0, start), word.slice(start, end), ...word.slice(end)];
    })
    .filter((word) => word !== "")
    .join(" ");
}

/** Fills `{slot}` from values; a slot without a value stays in its braces. */
export function fillSlots(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{([^{}]+)\}/g, (braced, slot: string) => values[slot] ?? braced);
}

/** Names of the slots of a text in order of appearance, `cues` not among them. */
export function slotsOf(text: string): string[] {
  const names = [...text.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1] as string);
  return [...new Set(names)].filter((name) => name !== "cues");
}

/** The values an entity gives, with the free slots' beside them. Throws for an entity the task lacks. */
export function slotValues(
  task: Task,
  entity: string,
  free: Readonly<Record<string, string>>,
): Record<string, string> {
  const found = task.entities.find((candidate) => candidate.id === entity);
  if (found === undefined) {
    throw new RangeError(`internal: slotValues: expected an entity of ${task.id}, got "${entity}"`);
  }
  return { ...free, ...found.values };
}

/** The sentence of a cue in one of its wordings. Throws for a cue or wording the task lacks. */
export function cueSentence(task: Task, { cue, wording }: WordedCue): string {
  const text = task.cues.find((candidate) => candidate.id === cue)?.texts[wording];
  if (text === undefined) {
    throw new RangeError(
      `internal: cueSentence: expected a cue of ${task.id}, got "${cue}" wording ${wording}`,
    );
  }
  return text;
}

/** The prompt in words. Cue sentences stand in the given order; without any, the gap closes. */
export function composePrompt(task: Task, parts: PromptParts): string {
  const sentences = parts.cues.map((cue) => cueSentence(task, cue)).join(" ");
  const filled = fillSlots(task.template.replace("{cues}", sentences), parts.values);
  return filled.split(/\s+/).filter(Boolean).join(" ");
}

/**
 * The candidate words in class order, or null where one of them needs a slot that has no value (typed text
 * without a known entity).
 */
export function replyWords(task: Task, values: Readonly<Record<string, string>>): string[] | null {
  const words = task.replies.map((reply) => fillSlots(reply.token, values));
  return words.some((word) => word.includes("{")) ? null : words;
}

/** The prompt with the question behind it: what would the reply be after the edit, given the reply now? */
export function queryPrompt(task: Task, prompt: string, cue: string, edit: EditKind, reply: string): string {
  const name = task.cues.find((candidate) => candidate.id === cue)?.name ?? cue;
  return `${prompt} ${fillSlots(task.query[edit], { reply, cue: name })}`;
}
