/** What a verdict is called in the table, and in the sentence for who cannot see the glyphs. Pure. */
import type { EditKind, Verdict } from "@/lib/coupling/types";

/** The remark of a row: empty where the claim is simply right. */
export const REMARKS: Record<Verdict["kind"], string> = {
  unchanged: "",
  changed: "",
  omitted: "omitted: it does not mention a change that happens",
  invented: "invented: it announces a change that does not happen",
  "other-reply": "names the cue, but not the reply it leads to",
};

/** One word for narrow columns. */
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
