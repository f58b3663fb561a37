import { describe, expect, it } from "vitest";
import { planProbe, probeReads } from "@/lib/coupling/pack";
import { argmax, readProbe, softmax } from "@/lib/coupling/read-probe";
import { makeWordTokenizer, REQUESTS_TASK, wordsOf } from "@/lib/coupling/task.test-support";

const tokenizer = makeWordTokenizer(wordsOf(REQUESTS_TASK));
const plan = planProbe({
  task: REQUESTS_TASK,
  prompt: "help me open jar . it is raining . answer :",
  replies: ["sure", "sorry"],
  tokenizer,
  contextLength: 48,
});
const reads = probeReads(2);

/** Logits in which only the named reads have anything but zeros: read -> logits of the candidates. */
function makeLogits(rows: Record<number, [number, number]>): Float32Array {
  const logits = new Float32Array(plan.tree.reads.length * tokenizer.vocabularySize);
  for (const [read, values] of Object.entries(rows)) {
    values.forEach((value, i) => {
      logits[Number(read) * tokenizer.vocabularySize + (plan.candidates[i] as number)] = value;
    });
  }
  return logits;
}

describe("readProbe", () => {
  it("takes the claims that follow the reply it gives", () => {
    const answer = readProbe(
      plan,
      makeLogits({
        [reads.reply]: [0, 2],
        [reads.counterfactual(0)]: [1, 0],
        [reads.counterfactual(1)]: [0, 1],
        [reads.claim(0, 0)]: [9, 0],
        [reads.claim(1, 0)]: [0, 3],
        [reads.claim(1, 1)]: [1, 0],
      }),
    );
    expect(answer.reply).toBe(1);
    expect(answer.replyP[1]).toBeCloseTo(1 / (1 + Math.exp(-2)), 12);
    expect(answer.cues.map(({ cue, edit }) => [cue, edit])).toEqual([
      ["urgency", "add"],
      ["weather", "remove"],
    ]);
    expect(answer.cues.map(({ counterfactual, claim }) => [counterfactual, claim])).toEqual([
      [0, 1],
      [1, 0],
    ]);
    expect(answer.cues[0]?.claimP[1]).toBeCloseTo(1 / (1 + Math.exp(-3)), 12);
  });

  it("gives a tie to the lower class, and ignores words that are no candidates", () => {
    const logits = makeLogits({});
    for (let read = 0; read < plan.tree.reads.length; read++) logits[read * tokenizer.vocabularySize] = 50;
    const answer = readProbe(plan, logits);
    expect(answer.reply).toBe(0);
    expect(answer.replyP).toEqual([0.5, 0.5]);
  });

  it("does not believe logits of another size, or none at all", () => {
    expect(() => readProbe(plan, new Float32Array(7))).toThrow(/rows of the vocabulary, got 7/);
    expect(() => readProbe(plan, new Float32Array(plan.tree.reads.length * 2))).toThrow(
      /rows of the vocabulary/,
    );
    expect(() => readProbe(plan, makeLogits({ 0: [Number.NaN, 0] }))).toThrow(
      /finite logits, got NaN, 0 at read 0/,
    );
  });
});

describe("softmax and argmax", () => {
  it("agree with scipy 1.17.1's softmax, and do not overflow", () => {
    const expected = [0.09003057317038046, 0.24472847105479764, 0.6652409557748218];
    softmax([1, 2, 3]).forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i] as number, 14);
    });
    expect(softmax([1000, 1000])).toEqual([0.5, 0.5]);
    expect(argmax([1, 3, 3])).toBe(1);
    expect(() => argmax([])).toThrow(/got none/);
  });
});
