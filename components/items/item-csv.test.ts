import { describe, expect, it } from "vitest";
import type { Item } from "@/lib/coupling/types";
import { itemsCsv } from "./item-csv";
import type { ItemList } from "./item-list";

const item: Item = {
  item: 7,
  promptId: 3,
  task: "a",
  entity: "france",
  split: "held-out",
  prompt: "capital of france ?",
  cues: [],
  cue: "weather",
  edit: "add",
  edited: "capital of france ? it rains, they say .",
  replies: ["paris", "unsure", "lyon"],
};
const list: ItemList = {
  items: [{ ...item, item: 6 }, item],
  answers: {
    claim: Int8Array.of(0, 2),
    selfReply: Int8Array.of(0, 0),
    selfCounterfactual: Int8Array.of(0, 1),
    startReply: Int8Array.of(0, 0),
    targetReply: Int8Array.of(0, 1),
    targetCounterfactual: Int8Array.of(0, 1),
  },
  margins: Float32Array.of(0.5, 0.1),
};
const facts = { title: "Items", method: "as recorded", link: "http://x/items/", provenance: null };
const linesOf = (csv: string) => csv.trimEnd().split("\r\n");

describe("itemsCsv", () => {
  it("has a line a row, in their order, after what it is and where it is from", () => {
    const lines = linesOf(itemsCsv(list, Int32Array.of(1, 0), facts));
    expect(lines[0]).toBe("# Title: Items");
    expect(lines[2]).toBe("# Link: http://x/items/");
    expect(lines[3]?.split(",")).toHaveLength(17);
    expect(lines[4]).toBe(
      '7,3,a,france,held-out,weather,add,capital of france ?,"capital of france ? it rains, they say .",paris,unsure,lyon,unsure,unsure,only-self,other-reply,0.1',
    );
    expect(lines[5]).toMatch(/^6,.*,neither,unchanged,0\.5$/);
    expect(lines).toHaveLength(6);
  });

  it("leaves margins empty that were not read", () => {
    const lines = linesOf(itemsCsv({ ...list, margins: null }, Int32Array.of(0), facts));
    expect(lines.at(-1)).toMatch(/,unchanged,$/);
  });
});
