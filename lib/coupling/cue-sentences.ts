/**
 * Cues in typed text: where their sentences stand, and what removing or adding one does to the text.
 * If you change the edits, change `training/organisms/prompts.py` (`edit_of`).
 */
import type { Task } from "@/lib/bundle/schema";
import type { WordedCue } from "@/lib/coupling/prompt";
import type { EditKind } from "@/lib/coupling/types";

/** A cue's sentence in a text: words `firstWord ... endWord-1`, characters `start ... end-1`. */
export type CueOccurrence = WordedCue & { firstWord: number; endWord: number; start: number; end: number };

/** An edit of one cue: its kind, and the text after it. */
export type CueEdit = { cue: string; edit: EditKind; edited: string };

const SENTENCE_ENDS = new Set([".", "?", "!", ":"]);

/**
 * Whether a cue must begin a sentence. It must wherever the template itself ends a sentence before its cues,
 * so that "not everyone agrees ." is not taken for "everyone agrees .".
 */
function mustBeginSentence(task: Task): boolean {
  const before = (task.template.split("{cues}")[0] ?? "").trim().split(" ").at(-1) ?? "";
  return before === "" || SENTENCE_ENDS.has(before);
}

/** Every cue sentence of a normalised text, in order; where two fit, the longer one. */
export function findCues(task: Task, text: string): CueOccurrence[] {
  const words = text.split(" ");
  const starts: number[] = [];
  let at = 0;
  for (const word of words) {
    starts.push(at);
    at += word.length + 1;
  }
  const sentences = task.cues
    .flatMap((cue) =>
      cue.texts.map((sentence, wording) => ({ cue: cue.id, wording, words: sentence.split(" ") })),
    )
    .sort((a, b) => b.words.length - a.words.length);
  const anywhere = !mustBeginSentence(task);
  const found: CueOccurrence[] = [];
  for (let first = 0; first < words.length; first++) {
    if (!anywhere && first > 0 && !SENTENCE_ENDS.has(words[first - 1] as string)) continue;
    const fit = sentences.find((sentence) => sentence.words.every((word, i) => words[first + i] === word));
    if (fit === undefined) continue;
    const endWord = first + fit.words.length;
    const last = endWord - 1;
    found.push({
      cue: fit.cue,
      wording: fit.wording,
      firstWord: first,
      endWord,
      start: starts[first] as number,
      end: (starts[last] as number) + (words[last] as string).length,
    });
    first = last;
  }
  return found;
}

/** The text without the given stretches of words. */
export function dropOccurrences(text: string, occurrences: readonly CueOccurrence[]): string {
  const isDropped = (word: number) => occurrences.some((one) => word >= one.firstWord && word < one.endWord);
  return text
    .split(" ")
    .filter((_, word) => !isDropped(word))
    .join(" ");
}

/** The text with a sentence at the end of the cue block: before the template's last words, else at the end. */
function appendCue(task: Task, text: string, sentence: string): string {
  const suffix = (task.template.split("{cues}")[1] ?? "").trim();
  const words = text.split(" ").filter(Boolean);
  const tail = suffix.split(" ").filter(Boolean);
  const endsWithTail = tail.every((word, i) => words[words.length - tail.length + i] === word);
  const at = endsWithTail ? words.length - tail.length : words.length;
  return [...words.slice(0, at), sentence, ...words.slice(at)].join(" ");
}

/**
 * The edit of each of the task's cues, in the task's order. A cue that is present is removed, every
 * occurrence in any wording; one that is absent is added in its first wording.
 */
export function editsOf(task: Task, text: string): CueEdit[] {
  const present = findCues(task, text);
  return task.cues.map(({ id, texts }) => {
    const own = present.filter((occurrence) => occurrence.cue === id);
    return own.length > 0
      ? { cue: id, edit: "remove", edited: dropOccurrences(text, own) }
      : { cue: id, edit: "add", edited: appendCue(task, text, texts[0] as string) };
  });
}
