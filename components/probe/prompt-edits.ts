/**
 * What the controls do to the prompt's text. The text is the only state: a control reads it, changes it, and
 * leaves alone what was typed freely wherever that is possible. Pure; texts are normalised.
 */
import type { Task } from "@/lib/bundle/schema";
import { dropOccurrences, editsOf, findCues } from "@/lib/coupling/cue-sentences";
import { parsePrompt } from "@/lib/coupling/parse-prompt";
import { composePrompt, slotValues, type WordedCue } from "@/lib/coupling/prompt";

/** The cues standing in a text, in order of appearance, each once. */
export function presentCues(task: Task, text: string): WordedCue[] {
  const seen = new Set<string>();
  return findCues(task, text).flatMap(({ cue, wording }) => {
    if (seen.has(cue)) return [];
    seen.add(cue);
    return [{ cue, wording }];
  });
}

/**
 * Puts a cue in with a wording, in its place if it stands there in another one, or with null takes every
 * occurrence of it out.
 */
export function withCue(task: Task, text: string, cue: string, wording: number | null): string {
  const own = findCues(task, text).filter((one) => one.cue === cue);
  if (wording === null) return dropOccurrences(text, own);
  const sentence = task.cues.find((one) => one.id === cue)?.texts[wording];
  if (sentence === undefined) {
    throw new RangeError(`internal: withCue: expected a wording of ${cue}, got ${wording}`);
  }
  const first = own[0];
  if (first) {
    const words = text.split(" ");
    return [...words.slice(0, first.firstWord), sentence, ...words.slice(first.endWord)].join(" ");
  }
  const added = editsOf(task, text).find((edit) => edit.cue === cue)?.edited ?? text;
  return wording === 0 ? added : withCue(task, added, cue, wording);
}

/** The free slots' words of a text, each filled from the task where the text has none. */
export function freeValues(task: Task, text: string, entity: string | null): Record<string, string> {
  const { values } = parsePrompt(task, text);
  const own = new Set(Object.values(task.entities.find((one) => one.id === entity)?.values ?? {}));
  return Object.fromEntries(
    task.slots.map(({ name, values: known }) => {
      const given = values[name];
      // A claim that is the right answer is no claim: take another where the text leaves the choice.
      const other = known.find((value) => !own.has(value)) ?? (known[0] as string);
      return [name, given !== undefined && known.includes(given) && !own.has(given) ? given : other];
    }),
  );
}

/** The text about another entity, with the cues and, as far as they fit, the slots it has. */
export function withEntity(task: Task, text: string, entity: string): string {
  const values = slotValues(task, entity, freeValues(task, text, entity));
  return composePrompt(task, { values, cues: presentCues(task, text) });
}

/** The text with another word in a free slot. Without a known entity in it, the text is left as it is. */
export function withSlot(task: Task, text: string, slot: string, value: string): string {
  const { entity } = parsePrompt(task, text);
  if (entity === null) return text;
  const values = slotValues(task, entity, { ...freeValues(task, text, entity), [slot]: value });
  return composePrompt(task, { values, cues: presentCues(task, text) });
}
