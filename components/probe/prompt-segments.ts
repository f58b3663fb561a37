/**
 * Typed text cut into what the page marks: cue sentences, words the models do not know, and the rest. The
 * models read the normalised text; this finds its words again in the text as typed, so that nothing the
 * visitor wrote is moved, changed or dropped. Pure.
 */
import type { Task } from "@/lib/bundle/schema";
import type { TextTokenizer } from "@/lib/bundle/tokenizer";
import { findCues } from "@/lib/coupling/cue-sentences";
import { normaliseText } from "@/lib/coupling/prompt";

export type Segment = {
  start: number;
  text: string;
  /** The cue whose sentence this is; null outside of cues. */
  cue: string | null;
  isUnknown: boolean;
};

type Span = { start: number; end: number };

/**
 * Where each normalised word stands in the text as typed. Words that cannot be found again (a character whose
 * lower case is longer than itself) get an empty span at the place reached.
 */
export function alignWords(typed: string, normalised: string): Span[] {
  const lower = typed.toLowerCase();
  // Lower-casing may change lengths in a few scripts; then places cannot be told and nothing is marked.
  const isComparable = lower.length === typed.length;
  let at = 0;
  return normalised
    .split(" ")
    .filter(Boolean)
    .map((word) => {
      const start = isComparable ? lower.indexOf(word, at) : -1;
      if (start < 0) return { start: at, end: at };
      at = start + word.length;
      return { start, end: at };
    });
}

/** The segments, in order and without gaps: their texts joined give the typed text. */
export function segmentPrompt(task: Task, typed: string, tokenizer: TextTokenizer | null): Segment[] {
  const normalised = normaliseText(typed);
  const words = alignWords(typed, normalised);
  const marks: (Span & { cue: string | null; isUnknown: boolean })[] = [];
  for (const cue of findCues(task, normalised)) {
    const first = words[cue.firstWord];
    const last = words[cue.endWord - 1];
    if (first && last) marks.push({ start: first.start, end: last.end, cue: cue.cue, isUnknown: false });
  }
  const normalisedStarts = new Map<number, number>();
  let place = 0;
  normalised.split(" ").forEach((word, index) => {
    normalisedStarts.set(place, index);
    place += word.length + 1;
  });
  for (const unknown of tokenizer?.unknownWords(normalised) ?? []) {
    const span = words[normalisedStarts.get(unknown.start) ?? -1];
    if (span && span.end > span.start) marks.push({ ...span, cue: null, isUnknown: true });
  }
  marks.sort((a, b) => a.start - b.start);

  const segments: Segment[] = [];
  const push = (start: number, end: number, cue: string | null, isUnknown: boolean) => {
    if (end > start) segments.push({ start, text: typed.slice(start, end), cue, isUnknown });
  };
  let at = 0;
  for (const mark of marks) {
    if (mark.start < at) continue; // a word inside a cue: the cue's sentence is known as a whole
    push(at, mark.start, null, false);
    push(mark.start, mark.end, mark.cue, mark.isUnknown);
    at = mark.end;
  }
  push(at, typed.length, null, false);
  return segments;
}

/** e.g. "The models do not know “zebra” or “moon”; they read each as the same unknown word." */
export function unknownSentence(words: readonly string[]): string | null {
  const unique = [...new Set(words)].map((word) => `“${word}”`);
  if (unique.length === 0) return null;
  const list = unique.length === 1 ? unique[0] : `${unique.slice(0, -1).join(", ")} or ${unique.at(-1)}`;
  return `The models do not know ${list}: ${unique.length === 1 ? "it is" : "each is"} read as one and the same unknown word.`;
}
