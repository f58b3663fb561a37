/**
 * Reading a prompt back: which entity it is about, what fills its free slots, which cues stand in it. Exact
 * where the text follows the task's template; where it was typed more freely, the entity and the slots are
 * looked for among the words, and the answer says that the template does not fit.
 */
import type { Task } from "@/lib/bundle/schema";
import { type CueOccurrence, dropOccurrences, findCues } from "@/lib/coupling/cue-sentences";
import { slotsOf } from "@/lib/coupling/prompt";

export type ParsedPrompt = {
  /** Null where no entity of the task is named. */
  entity: string | null;
  /** Words of the slots that were found, the entity's own among them (those the template lacks, too). */
  values: Record<string, string>;
  cues: CueOccurrence[];
  /** The text without its cues is the task's template with its slots filled. */
  fitsTemplate: boolean;
};

/** A template as a pattern: literal stretches, and a group for every slot. */
function templatePattern(template: string): { pattern: RegExp; names: string[] } {
  const names: string[] = [];
  const source = template
    .replace("{cues}", " ")
    .split(/\s+/)
    .filter(Boolean)
    .map((word) =>
      word
        .split(/(\{[^{}]+\})/)
        .map((piece) => {
          if (!piece.startsWith("{")) return piece.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
          names.push(piece.slice(1, -1));
          return "(.+?)";
        })
        .join(""),
    )
    .join(" ");
  return { pattern: new RegExp(`^${source}$`), names };
}

/** Place of a phrase among words, -1 where it is not there. */
function placeOf(words: readonly string[], phrase: string): number {
  const wanted = phrase.split(" ");
  return words.findIndex((_, at) => wanted.every((word, i) => words[at + i] === word));
}

/** The entity all of whose words in the template stand in the text; the one named first where several do. */
function findEntity(task: Task, words: readonly string[], slots: readonly string[]): string | null {
  let best: { id: string; place: number } | null = null;
  for (const entity of task.entities) {
    const own = slots.filter((slot) => entity.values[slot] !== undefined);
    if (own.length === 0) continue;
    const places = own.map((slot) => placeOf(words, entity.values[slot] as string));
    if (places.includes(-1)) continue;
    const place = Math.max(...places);
    if (best === null || place < best.place) best = { id: entity.id, place };
  }
  return best?.id ?? null;
}

/** The value of a free slot: the known word behind the template's word before it, else the first known one. */
function findFreeValue(task: Task, name: string, words: readonly string[]): string | null {
  const known = new Set(task.slots.find((slot) => slot.name === name)?.values);
  const templateWords = task.template.split(" ");
  const before = templateWords[templateWords.indexOf(`{${name}}`) - 1];
  const behind = words.find((word, at) => known.has(word) && words[at - 1] === before);
  return behind ?? words.find((word) => known.has(word)) ?? null;
}

/** Reads a normalised text as a prompt of the task. Never throws: what is not found is null or missing. */
export function parsePrompt(task: Task, text: string): ParsedPrompt {
  const cues = findCues(task, text);
  const rest = dropOccurrences(text, cues);
  const { pattern, names } = templatePattern(task.template);
  const slots = slotsOf(task.template);
  const values: Record<string, string> = {};
  const match = pattern.exec(rest);
  const fits =
    match !== null &&
    names.every((name, i) => names.indexOf(name) === i || match[i + 1] === match[names.indexOf(name) + 1]);
  let entity: string | null;
  if (fits) {
    names.forEach((name, i) => {
      values[name] = match[i + 1] as string;
    });
    const isNamed = (candidate: Task["entities"][number]) => {
      const own = slots.filter((slot) => candidate.values[slot] !== undefined);
      return own.length > 0 && own.every((slot) => candidate.values[slot] === values[slot]);
    };
    entity = task.entities.find(isNamed)?.id ?? null;
  } else {
    const words = rest.split(" ");
    entity = findEntity(task, words, slots);
    for (const { name } of task.slots) {
      const value = findFreeValue(task, name, words);
      if (value !== null) values[name] = value;
    }
  }
  const own = task.entities.find((candidate) => candidate.id === entity)?.values;
  return { entity, values: { ...values, ...own }, cues, fitsTemplate: fits };
}
