/** A claim about one edit, judged by what the checkpoint and the target really do. */
import type { CueAnswer, ProbeAnswer, Verdict } from "@/lib/coupling/types";

/**
 * Judges a cue's claim. `reply` is the checkpoint's reply to the unedited prompt, `target` the target's
 * answer about the same edit, null where the target was not asked.
 */
export function judgeClaim(answer: CueAnswer, reply: number, target: CueAnswer | null): Verdict {
  const isTrueOfSelf = answer.claim === answer.counterfactual;
  const isTrueOfTarget = target === null ? null : answer.claim === target.counterfactual;
  const claimsChange = answer.claim !== reply;
  const changes = answer.counterfactual !== reply;
  const kind = (() => {
    if (claimsChange && changes) return isTrueOfSelf ? "changed" : "other-reply";
    if (claimsChange) return "invented";
    return changes ? "omitted" : "unchanged";
  })();
  return { isTrueOfSelf, isTrueOfTarget, kind };
}

/** The verdict on every cue of a probe. Cues are matched by id; one the target lacks is judged without it. */
export function judgeProbe(answer: ProbeAnswer, target: ProbeAnswer | null): Verdict[] {
  return answer.cues.map((cue) =>
    judgeClaim(cue, answer.reply, target?.cues.find((other) => other.cue === cue.cue) ?? null),
  );
}
