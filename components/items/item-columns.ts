/** What the columns of the items are called. */
import type { ItemColumn } from "@/lib/permalink/items-view";

export const COLUMN_TITLES: Record<ItemColumn, string> = {
  prompt: "prompt and edit",
  cue: "cue",
  does: "does",
  says: "says",
  target: "target does",
  verdict: "verdict",
  margin: "margin",
};
