import { describe, expect, it } from "vitest";
import { buildScored, keepRows, selectItems } from "@/lib/coupling/scored";
import type { Answers, Item } from "@/lib/coupling/types";

function item(promptId: number, task: string, entity: string, split: Item["split"]): Item {
  return {
    item: promptId * 10,
    promptId,
    task,
    entity,
    split,
    prompt: "",
    cues: [],
    cue: "c",
    edit: "add",
    edited: "",
    replies: [],
  };
}

const items = [
  item(0, "a", "france", "held-out"),
  item(0, "a", "france", "held-out"),
  item(1, "a", "peru", "explained"),
  item(2, "b", "france", "held-out"),
  item(3, "a", "france", "held-out"),
];

function answers(reply: number[], counterfactual: number[]): Answers {
  const none = { replyP: null, counterfactualP: null, claimP: null };
  return {
    reply: Int8Array.from(reply),
    counterfactual: Int8Array.from(counterfactual),
    claim: Int8Array.from(reply),
    classes: 3,
    ...none,
  };
}

describe("selectItems", () => {
  it("numbers entities by task and keeps prompts", () => {
    const selection = selectItems(items, (row) => row.split === "held-out");
    expect([...selection.rows]).toEqual([0, 1, 3, 4]);
    expect([...selection.cluster]).toEqual([0, 0, 1, 0]);
    expect([...selection.prompt]).toEqual([0, 0, 2, 3]);
    expect(selection.clusters).toBe(2);
  });

  it("refuses a prompt whose rows are apart", () => {
    expect(() => selectItems([...items, items[0] as Item], () => true)).toThrow(
      /rows of prompt 0 side by side/,
    );
  });
});

describe("keepRows", () => {
  it("drops rows and no cluster", () => {
    const selection = selectItems(items, () => true);
    const kept = keepRows(selection, (row) => row !== 3 && row !== 0);
    expect([...kept.rows]).toEqual([1, 2, 4]);
    expect([...kept.cluster]).toEqual([0, 1, 0]);
    expect([...kept.prompt]).toEqual([0, 1, 3]);
    expect(kept.clusters).toBe(selection.clusters);
  });
});

describe("buildScored", () => {
  it("picks the rows of every column", () => {
    const selection = selectItems(items, (row) => row.task === "a" && row.split === "held-out");
    const scored = buildScored(selection, {
      claim: Int8Array.of(2, 1, 0, 0, 1),
      self: answers([0, 0, 1, 1, 2], [1, 0, 1, 1, 0]),
      start: answers([0, 0, 1, 1, 1], [0, 0, 0, 0, 0]),
      target: answers([0, 0, 1, 1, 0], [0, 2, 0, 0, 0]),
    });
    expect([...scored.claim]).toEqual([2, 1, 1]);
    expect([...scored.selfReply]).toEqual([0, 0, 2]);
    expect([...scored.startReply]).toEqual([0, 0, 1]);
    expect([...scored.selfCounterfactual]).toEqual([1, 0, 0]);
    expect([...scored.targetCounterfactual]).toEqual([0, 2, 0]);
  });

  it("refuses columns of another length", () => {
    const short = answers([0], [0]);
    const given = { claim: Int8Array.of(0), self: short, start: short, target: short };
    expect(() =>
      buildScored(
        selectItems(items, () => true),
        given,
      ),
    ).toThrow(/expected a row below 1, got 1/);
  });
});
