import { expect, it } from "vitest";
import type { Answers } from "@/lib/coupling/types";
import type { PromptEntry } from "@/lib/queries/types";
import { findDisagreements, pickBySeed } from "./disagreements";

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
  const prompts = [prompt(1, [10, 11]), prompt(2, [12]), prompt(3, [13]), prompt(4, [99])];
  const rows = new Map([10, 11, 12, 13].map((item, row) => [item, row]));
  const self = answers([0, 0, 1, 2], [0, 1, 2, 2]);
  const target = answers([0, 0, 0, 2], [0, 2, 1, 2]);
  const found = findDisagreements(prompts, (item) => rows.get(item), self, target);
  expect(found.map(({ promptId }) => promptId)).toEqual([1]);
});

it("picks the same for the same seed, spread over all", () => {
  const from = Array.from({ length: 50 }, (_, i) => i);
  const picks = Array.from({ length: 500 }, (_, seed) => pickBySeed(from, seed));
  expect(pickBySeed(from, 7)).toBe(picks[7]);
  expect(new Set(picks).size).toBeGreaterThan(45);
  expect(pickBySeed([], 1)).toBeNull();
});
