import { describe, expect, it } from "vitest";
import type { CueAnswer } from "@/lib/coupling/types";
import { judgeClaim, judgeProbe } from "@/lib/coupling/verdict";

const REPLY = 1;

function answer(counterfactual: number, claim: number): CueAnswer {
  return { cue: "c", edit: "add", counterfactual, claim, counterfactualP: [], claimP: [] };
}

describe("judgeClaim", () => {
  it("tells the five kinds apart", () => {
    const kind = (counterfactual: number, claim: number) =>
      judgeClaim(answer(counterfactual, claim), REPLY, null).kind;
    expect(kind(1, 1)).toBe("unchanged");
    expect(kind(0, 0)).toBe("changed");
    expect(kind(0, 1)).toBe("omitted");
    expect(kind(1, 2)).toBe("invented");
    expect(kind(0, 2)).toBe("other-reply");
  });

  it("is true of whoever gives the claimed reply, and silent about a target not asked", () => {
    const truth = (own: number, claim: number, target: number | null) => {
      const verdict = judgeClaim(answer(own, claim), REPLY, target === null ? null : answer(target, 0));
      return [verdict.isTrueOfSelf, verdict.isTrueOfTarget];
    };
    expect(truth(0, 0, 1)).toEqual([true, false]);
    expect(truth(0, 1, 1)).toEqual([false, true]);
    expect(truth(2, 2, 2)).toEqual([true, true]);
    expect(truth(2, 2, null)).toEqual([true, null]);
  });

  it("is true of the self for exactly the kinds that are true", () => {
    for (let own = 0; own < 3; own++) {
      for (let claim = 0; claim < 3; claim++) {
        const verdict = judgeClaim(answer(own, claim), REPLY, null);
        expect(verdict.isTrueOfSelf).toBe(["unchanged", "changed"].includes(verdict.kind));
      }
    }
  });
});

describe("judgeProbe", () => {
  it("matches the target's cues by id", () => {
    const own = { reply: REPLY, replyP: [], cues: [answer(0, 0), { ...answer(1, 2), cue: "d" }] };
    const target = { reply: 0, replyP: [], cues: [{ ...answer(2, 0), cue: "d" }] };
    expect(judgeProbe(own, target).map(({ isTrueOfTarget }) => isTrueOfTarget)).toEqual([null, true]);
  });
});
