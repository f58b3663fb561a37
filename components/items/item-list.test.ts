import { describe, expect, it } from "vitest";
import type { Item } from "@/lib/coupling/types";
import { ITEM_COLUMNS, type ItemColumn } from "@/lib/permalink/items-view";
import { type ItemList, orderItems, replyWord, VERDICT_ORDER } from "./item-list";

const items: Item[] = ["b", "a", "c", "a"].map((prompt, row) => ({
  item: row,
  promptId: row,
  task: "a",
  entity: "e",
  split: "held-out",
  prompt,
  cues: [],
  cue: ["x", "x", "w", "x"][row] as string,
  edit: row === 1 ? "remove" : "add",
  edited: "",
  replies: ["paris", "unsure", "lyon"],
}));

const list: ItemList = {
  items,
  answers: {
    claim: Int8Array.of(0, 1, 2, 0),
    selfReply: Int8Array.of(0, 0, 0, 0),
    selfCounterfactual: Int8Array.of(0, 1, 1, 2),
    startReply: Int8Array.of(0, 0, 0, 0),
    targetReply: Int8Array.of(0, 0, 0, 0),
    targetCounterfactual: Int8Array.of(2, 1, 0, 1),
  },
  margins: Float32Array.of(0.5, 0.25, 1, 0.25),
};
const all = Int32Array.of(0, 1, 2, 3);
const by = (key: ItemColumn, direction: "ascending" | "descending" = "ascending") => [
  ...orderItems(list, all, { key, direction }),
];

describe("orderItems", () => {
  it("leaves the bundle's order where none is asked for", () => {
    expect(orderItems(list, all, null)).toBe(all);
  });

  it("sorts by words, verdicts and numbers, equal ones as they stand", () => {
    expect(by("prompt")).toEqual([1, 3, 0, 2]);
    expect(by("prompt", "descending")).toEqual([2, 0, 1, 3]);
    expect(by("cue")).toEqual([2, 0, 3, 1]);
    // paris, unsure, unsure, lyon
    expect(by("does")).toEqual([3, 0, 1, 2]);
    expect(by("says")).toEqual([2, 0, 3, 1]);
    expect(by("target")).toEqual([0, 2, 1, 3]);
    // unchanged, changed, other reply, omitted
    expect(by("verdict")).toEqual([0, 1, 2, 3]);
    expect(by("verdict", "descending")).toEqual([3, 2, 1, 0]);
    expect(by("margin")).toEqual([1, 3, 0, 2]);
  });

  it("sorts the rows that are left, and only those", () => {
    const left = Int32Array.of(0, 2, 3);
    expect([...orderItems(list, left, { key: "margin", direction: "descending" })]).toEqual([2, 0, 3]);
    for (const key of ITEM_COLUMNS) {
      const ordered = orderItems(list, left, { key, direction: "descending" });
      expect([...ordered].sort()).toEqual([0, 2, 3]);
    }
  });

  it("waits for the margins", () => {
    const without = { ...list, margins: null };
    expect(orderItems(without, all, { key: "margin", direction: "descending" })).toBe(all);
  });
});

describe("words", () => {
  it("name a class by the item's own reply, and every verdict has its place", () => {
    expect(replyWord(items[0] as Item, 2)).toBe("lyon");
    expect(replyWord(items[0] as Item, 5)).toBe("?");
    expect(new Set(VERDICT_ORDER).size).toBe(5);
  });
});
