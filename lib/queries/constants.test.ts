import { describe, expect, it } from "vitest";
import { makeBundle, makeTask } from "@/lib/bundle/bundle.test-support";
import type { Scored } from "@/lib/coupling/types";
import { bestConstants, listConstants } from "@/lib/queries/constants";

const bundle = makeBundle();

/** One prompt a row; all replies are of class 0. */
function makeScored(self: number[], target: number[]): Scored {
  const zeros = new Int8Array(self.length);
  return {
    cluster: new Int32Array(self.length),
    prompt: Int32Array.from(self, (_, i) => i),
    claim: Int8Array.from(self),
    selfReply: zeros,
    selfCounterfactual: Int8Array.from(self),
    startReply: zeros,
    targetReply: zeros,
    targetCounterfactual: Int8Array.from(target),
  };
}

describe("listConstants", () => {
  it("has one claim for no change and one for each class that every task has", () => {
    const constants = listConstants(bundle, makeScored([0, 1], [2, 2]));
    expect(constants.map(({ id, scored }) => [id, [...scored.claim]])).toEqual([
      ["constant-unchanged", [0, 0]],
      ["constant-class-0", [0, 0]],
      ["constant-class-1", [1, 1]],
      ["constant-class-2", [2, 2]],
    ]);
    expect(constants[2]?.title).toBe("always the same reply (unsure)");
    const task = makeTask("b");
    const tasks = [makeTask("a"), { ...task, replies: task.replies.slice(0, 2) }];
    expect(listConstants({ ...bundle, tasks }, makeScored([0], [0]))).toHaveLength(3);
  });
});

describe("bestConstants", () => {
  const best = (self: number[], target: number[]) =>
    bestConstants(listConstants(bundle, makeScored(self, target)));

  it("is the constant that is true of most edits, of self and of target apart", () => {
    expect(best([0, 0, 0, 1], [2, 2, 2, 0])).toEqual({
      self: { title: "“nothing would change”", share: 0.75 },
      target: { title: "always the same reply (claim)", share: 0.75 },
    });
  });

  it("is not there without edits", () => {
    expect(best([], [])).toBeNull();
    expect(bestConstants([])).toBeNull();
  });
});
