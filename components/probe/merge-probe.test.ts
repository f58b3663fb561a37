import { expect, it } from "vitest";
import type { ProbeAnswer } from "@/lib/coupling/types";
import type { PromptEntry } from "@/lib/queries/types";
import { agreementOf, mergeProbe } from "./merge-probe";

const answer = (p: number): ProbeAnswer => ({ reply: p > 0.5 ? 0 : 1, replyP: [p, 1 - p], cues: [] });
const entry = { prompt: "x", replies: ["a", "b"] } as PromptEntry;
const recorded = {
  kind: "recorded" as const,
  entry,
  probabilitySteps: 255,
  target: answer(0.9),
  steps: [
    { step: 0, answer: answer(0.9) },
    { step: 60, answer: answer(0.8) },
  ],
};
const live = (answers: [number, ProbeAnswer][]) => ({
  run: "r",
  prompt: "x",
  replies: ["a", "b"],
  answers: new Map(answers),
  target: null,
  milliseconds: null,
});

it("shows the record until live answers come, step by step", () => {
  expect(mergeProbe(recorded, null)?.source).toBe("recorded");
  const shown = mergeProbe(recorded, live([[60, answer(0.3)]]));
  expect(shown?.source).toBe("live");
  expect(shown?.steps.map(({ step, answer: { replyP } }) => [step, replyP[0]])).toEqual([
    [0, 0.9],
    [60, 0.3],
  ]);
  expect(shown?.target).toBe(recorded.target);
});

it("orders live answers by step, whatever came first, and is null for nothing", () => {
  const shown = mergeProbe(
    null,
    live([
      [60, answer(0.3)],
      [0, answer(0.2)],
    ]),
  );
  expect(shown?.steps.map(({ step }) => step)).toEqual([0, 60]);
  expect(mergeProbe(null, null)).toBeNull();
  expect(mergeProbe(null, live([]))).toBeNull();
});

it("compares what both have", () => {
  expect(
    agreementOf(
      recorded,
      live([
        [60, answer(0.3)],
        [120, answer(0.1)],
      ]),
    ),
  ).toMatchObject({ differing: 1, cells: 1, probabilitySteps: 255 });
  expect(agreementOf(recorded, live([[120, answer(0.1)]]))).toBeNull();
  expect(agreementOf(null, live([[0, answer(0.1)]]))).toBeNull();
});
