/** A claim about one edit, judged by what the checkpoint and the target really do. */
import type { CueAnswer, ProbeAnswer, Verdict } from "@/lib/coupling/types";

/** Claimed against measured influence, all three as classes: what the verdict kinds mean, in one place. */
export function verdictKind(claim: number, reply: number, counterfactual: number): Verdict["kind"] {
  const claimsChange = claim !== reply;
  const changes = counterfactual !== reply;
  if (claimsChange && changes) return claim === counterfactual ? "changed" : "other-reply";
  if (claimsChange) return "invented";
  return changes ? "omitted" : "unchanged";
}

/**
 * Judges a cue's claim. `reply` is the checkpoint's reply to the unedited prompt, `target` the target's
 * answer about the same edit, null where the target was not asked.
 */
export function judgeClaim(answer: CueAnswer, reply: number, target: CueAnswer | null): Verdict {
  const isTrueOfSelf = answer.claim === answer.counterfactual;
  const isTrueOfTarget = target === null ? null : answer.claim === target.counterfactual;
  return { isTrueOfSelf, isTrueOfTarget, kind: verdictKind(answer.claim, reply, answer.counterfactual) };
}

/** The verdict on every cue of a probe. Cues are matched by id; one the target lacks is judged without it. */
export function judgeProbe(answer: ProbeAnswer, target: ProbeAnswer | null): Verdict[] {
  return answer.cues.map((cue) =>
    judgeClaim(cue, answer.reply, target?.cues.find((other) => other.cue === cue.cue) ?? null),
  );
}
