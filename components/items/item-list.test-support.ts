/** Two rows of one prompt for tests of the files that rows are saved in: nothing changes, and one reply is claimed wrongly. */
import type { Item } from "@/lib/coupling/types";
import type { ItemList } from "./item-list";

/** The texts and margins are a test's own: what its format has to escape and round. */
export function twoRows(texts: Pick<Item, "prompt" | "edited">, margins: Float32Array): ItemList {
  const item: Item = {
    item: 7,
    promptId: 3,
    task: "a",
    entity: "france",
    split: "held-out",
    cues: [],
    cue: "weather",
    edit: "add",
    replies: ["paris", "unsure", "lyon"],
    ...texts,
  };
  return {
    items: [{ ...item, item: 6 }, item],
    answers: {
      claim: Int8Array.of(0, 2),
      selfReply: Int8Array.of(0, 0),
      selfCounterfactual: Int8Array.of(0, 1),
      startReply: Int8Array.of(0, 0),
      targetReply: Int8Array.of(0, 1),
      targetCounterfactual: Int8Array.of(0, 1),
    },
    margins,
  };
}

export const facts = {
  title: "Items",
  method: "as recorded",
  link: "http://x/items/",
  provenance: null,
};
