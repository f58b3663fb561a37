import { describe, expect, it } from "vitest";
import { influenceKind, pullSums } from "@/lib/coupling/pulls";
import type { Scored } from "@/lib/coupling/types";

/** One prompt a row of edits: [selfReply, targetReply, [selfCounterfactual, targetCounterfactual, claim][]]. */
function makeScored(prompts: [number, number, [number, number, number][]][]): Scored {
  const rows = prompts.flatMap(([self, target, edits], prompt) =>
    edits.map(([c, t, claim]) => ({ self, target, prompt, c, t, claim })),
  );
  const column = (of: (row: (typeof rows)[number]) => number) => Int8Array.from(rows, of);
  return {
    cluster: Int32Array.from(rows, () => 0),
    prompt: Int32Array.from(rows, (row) => row.prompt),
    claim: column((row) => row.claim),
    selfReply: column((row) => row.self),
    selfCounterfactual: column((row) => row.c),
    startReply: column((row) => row.self),
    targetReply: column((row) => row.target),
    targetCounterfactual: column((row) => row.t),
  };
}

function sumsOf(scored: Scored) {
  const { columns, sums } = pullSums(scored, 1);
  return Object.fromEntries(columns.map((column, i) => [column, sums[i]]));
}

describe("pulls by hand", () => {
  it("compares within the prompt", () => {
    const scored = makeScored([
      // Only self, claimed; only target, not claimed; neither, claimed; neither, not claimed: base 1/2.
      [
        0,
        0,
        [
          [1, 0, 2],
          [0, 1, 0],
          [0, 0, 1],
          [0, 0, 0],
        ],
      ],
    ]);
    expect([0, 1, 2, 3].map((row) => influenceKind(scored, row))).toEqual([
      "onlySelf",
      "onlyTarget",
      "neither",
      "neither",
    ]);
    expect(sumsOf(scored)).toEqual({
      onlySelf: 1,
      onlySelfExcess: 0.5,
      onlyTarget: 1,
      onlyTargetExcess: -0.5,
      both: 0,
      bothExcess: 0,
      neither: 2,
      promptsReplyDiffers: 0,
      promptsWithoutNeither: 0,
    });
  });

  it("counts a claim of another reply as a claim of influence even where the reply is wrong", () => {
    expect(
      sumsOf(
        makeScored([
          [
            0,
            0,
            [
              [1, 0, 2],
              [0, 0, 0],
            ],
          ],
        ]),
      ).onlySelfExcess,
    ).toBe(1);
  });

  it("leaves out prompts with different replies and prompts with nothing to compare with, and counts them", () => {
    const sums = sumsOf(
      makeScored([
        [
          0,
          1,
          [
            [1, 1, 1],
            [0, 1, 0],
          ],
        ],
        [
          0,
          0,
          [
            [1, 0, 1],
            [1, 1, 1],
          ],
        ],
        [
          2,
          2,
          [
            [2, 2, 2],
            [1, 1, 1],
          ],
        ],
      ]),
    );
    expect(sums).toMatchObject({
      promptsReplyDiffers: 1,
      promptsWithoutNeither: 1,
      onlySelf: 0,
      both: 1,
      bothExcess: 1,
      neither: 1,
    });
  });

  it("says nothing of prompts of which no edit counts", () => {
    const differs: [number, number, [number, number, number][]] = [0, 1, [[1, 1, 1]]];
    const everyChanges: typeof differs = [0, 0, [[1, 1, 1]]];
    const scored = makeScored([differs, everyChanges, differs, everyChanges]);
    const counted = Uint8Array.of(1, 1, 0, 0);
    expect(sumsOf(scored)).toMatchObject({ promptsReplyDiffers: 2, promptsWithoutNeither: 2 });
    expect(sumsOf({ ...scored, counted })).toMatchObject({
      promptsReplyDiffers: 1,
      promptsWithoutNeither: 1,
    });
  });
});
