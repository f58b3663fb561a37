import { describe, expect, it } from "vitest";
import { packTree, planProbe, probeReads, type Tree } from "@/lib/coupling/pack";
import { CAPITALS_TASK, makeWordTokenizer, REQUESTS_TASK, wordsOf } from "@/lib/coupling/task.test-support";
import { CodedError } from "@/lib/errors";
import { makeReferenceRandom } from "@/lib/stats/reference.test-support";

/** The tokens on the way from a root to a node. */
function walk(tree: Tree, node: number): number[] {
  const tokens: number[] = [];
  for (let at = node; at !== -1; at = tree.parents[at] as number) tokens.unshift(tree.inputIds[at] as number);
  return tokens;
}

describe("packTree", () => {
  it("shares beginnings, in order of first insertion", () => {
    const tree = packTree([[5, 6, 7], [5, 6, 8, 9], [4], [5, 6]]);
    expect([...tree.inputIds]).toEqual([5, 6, 7, 8, 9, 4]);
    expect([...tree.parents]).toEqual([-1, 0, 1, 1, 3, -1]);
    expect([...tree.positions]).toEqual([0, 1, 2, 2, 3, 0]);
    expect([...tree.reads]).toEqual([2, 4, 5, 1]);
  });

  it("is bijective: every read leads back to its sequence, no two nodes are the same place", () => {
    const random = makeReferenceRandom(8);
    for (let i = 0; i < 100; i++) {
      const sequences = Array.from({ length: 1 + Math.floor(random() * 12) }, () =>
        Array.from({ length: 1 + Math.floor(random() * 8) }, () => Math.floor(random() * 3)),
      );
      const tree = packTree(sequences);
      sequences.forEach((sequence, s) => {
        expect(walk(tree, tree.reads[s] as number)).toEqual(sequence);
      });
      const paths = [...tree.inputIds].map((_, node) => walk(tree, node).join(" "));
      expect(new Set(paths).size).toBe(paths.length);
      paths.forEach((path, node) => {
        expect(tree.parents[node]).toBeLessThan(node);
        expect(tree.positions[node]).toBe(path.split(" ").length - 1);
      });
    }
  });

  it("refuses an empty sequence", () => {
    expect(() => packTree([[1], []])).toThrow(/got an empty sequence/);
  });
});

describe("planProbe", () => {
  const words = wordsOf(CAPITALS_TASK, REQUESTS_TASK);
  const tokenizer = makeWordTokenizer(words);
  const text = (ids: number[]) => ids.map((id) => [...new Set(words)][id - 1] ?? "[UNK]").join(" ");
  const prompt = "capital of peru ? i say oslo . it is raining . answer :";
  const given = {
    task: CAPITALS_TASK,
    prompt,
    replies: ["lima", "unsure", "oslo"],
    tokenizer,
    contextLength: 48,
  };
  const codeOf = (act: () => unknown) => {
    try {
      act();
    } catch (error) {
      return error instanceof CodedError ? [error.code, error.details] : error;
    }
    return "no error";
  };

  it("reads the prompt, every edit, and every question after every reply, in that order", () => {
    const plan = planProbe(given);
    const lines = [...plan.tree.reads].map((node) => text(walk(plan.tree, node)));
    const added = (sentence: string) => prompt.replace("answer :", `${sentence} answer :`);
    expect(lines).toEqual([
      prompt,
      added("everyone agrees ."),
      "capital of peru ? i say oslo . answer :",
      added("nearly everyone agrees ."),
      ...["lima", "unsure", "oslo"].flatMap((reply) => [
        `${prompt} ${reply} . with consensus :`,
        `${prompt} ${reply} . without weather :`,
        `${prompt} ${reply} . with doubt :`,
      ]),
    ]);
    const reads = probeReads(3);
    expect([reads.reply, reads.counterfactual(2), reads.claim(0, 0), reads.claim(2, 1)]).toEqual([
      0, 3, 4, 11,
    ]);
    expect(text(plan.candidates)).toBe("lima unsure oslo");
    // Fewer than half of the tokens of separate runs.
    const apart = lines.reduce((sum, line) => sum + line.split(" ").length, 0);
    expect(plan.tree.inputIds.length).toBeLessThan(apart / 2);
  });

  it("marks unknown words and still plans", () => {
    const plan = planProbe({ ...given, prompt: "capital of mars ? i say oslo . answer :" });
    expect(plan.unknown).toEqual([{ word: "mars", start: 11, end: 15 }]);
  });

  it("refuses what no run can answer, by code", () => {
    expect(codeOf(() => planProbe({ ...given, prompt: "" }))).toEqual(["prompt-empty", {}]);
    // Taking the cue away leaves nothing to reply to.
    expect(codeOf(() => planProbe({ ...given, prompt: "it is raining ." }))).toEqual(["prompt-empty", {}]);
    expect(codeOf(() => planProbe({ ...given, replies: ["lima", "unsure", "bern"] }))).toEqual([
      "reply-unknown",
      { word: "bern" },
    ]);
    // 14 tokens of prompt, 5 of the question; an added cue is shorter.
    expect(codeOf(() => planProbe({ ...given, contextLength: 19 }))).toBe("no error");
    expect(codeOf(() => planProbe({ ...given, contextLength: 18 }))).toEqual([
      "prompt-too-long",
      { tokens: 19, limit: 18 },
    ]);
  });
});
