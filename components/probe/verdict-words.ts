/** What a verdict is called in the table, and in the sentence for who cannot see the glyphs. Pure. */
import type { EditKind, Verdict } from "@/lib/coupling/types";

/** What a remark's word means, for those that are no plain words. */
const MEANINGS: Partial<Record<Verdict["kind"], string>> = {
  changed: "Foreseen: it announces the change that happens.",
  omitted: "Omitted: it does not mention a change that happens.",
  invented: "Invented: it announces a change that does not happen.",
  "other-reply": "Other reply: it names the cue rightly, and the reply that it leads to wrongly.",
};

/** The meanings of the words that occur, each once, in a fixed order. */
export function remarkMeanings(verdicts: readonly Pick<Verdict, "kind">[]): string {
  const kinds = new Set(verdicts.map(({ kind }) => kind));
  return (Object.keys(MEANINGS) as Verdict["kind"][])
    .filter((kind) => kinds.has(kind))
    .map((kind) => MEANINGS[kind])
    .join(" ");
}

/** A row's remark in a word. */
export const REMARK_WORDS: Record<Verdict["kind"], string> = {
  unchanged: "no change",
  changed: "foreseen",
  omitted: "omitted",
  invented: "invented",
  "other-reply": "other reply",
};

export function editWords(edit: EditKind): string {
  return edit === "remove" ? "taken out" : "put in";
}
