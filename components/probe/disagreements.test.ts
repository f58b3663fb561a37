import { expect, it } from "vitest";
import type { Answers } from "@/lib/coupling/types";
import type { PromptEntry } from "@/lib/queries/types";
import { findDisagreements, firstPrompt, pickBySeed } from "./disagreements";

const answers = (reply: number[], counterfactual: number[]): Answers => ({
  reply: Int8Array.from(reply),
  counterfactual: Int8Array.from(counterfactual),
  claim: new Int8Array(reply.length),
  classes: 3,
  replyP: null,
  counterfactualP: null,
  claimP: null,
});
const prompt = (promptId: number, items: number[]): PromptEntry => ({
  promptId,
  task: "t",
  entity: "e",
  split: "held-out",
  prompt: String(promptId),
  cues: [],
  replies: [],
  edits: items.map((item) => ({ item, cue: "c", edit: "add", edited: "" })),
});

it("wants the same reply and a different counterfactual", () => {
  const prompts = [prompt(1, [10, 11]), prompt(2, [12]), prompt(3, [13])];
  const self = answers([0, 0, 1, 2], [0, 1, 2, 2]);
  const target = answers([0, 0, 0, 2], [0, 2, 1, 2]);
  const found = findDisagreements(prompts, self, target);
  expect(found.map(({ promptId }) => promptId)).toEqual([1]);
});

it("opens with a never explained entity and cues to take out, where there is one", () => {
  const plain = prompt(1, [1]);
  const cued = { ...prompt(2, [2]), cues: ["a", "b"] };
  expect(firstPrompt([plain, cued], "t")).toBe(cued);
  expect(firstPrompt([plain, { ...cued, split: "explained" }], "t")).toBe(plain);
  expect(firstPrompt([plain], "other")).toBeNull();
});

it("picks the same for the same seed, spread over all", () => {
  const from = Array.from({ length: 50 }, (_, i) => i);
  const picks = Array.from({ length: 500 }, (_, seed) => pickBySeed(from, seed));
  expect(pickBySeed(from, 7)).toBe(picks[7]);
  expect(new Set(picks).size).toBeGreaterThan(45);
  expect(pickBySeed([], 1)).toBeNull();
});
