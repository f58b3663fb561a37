/**
 * From the logits of a probe's run to answers: probabilities are over the task's candidate words only, the
 * reply is the likeliest of them, and the claims that count are those made after that reply.
 */
import { type ProbePlan, probeReads } from "@/lib/coupling/pack";
import type { ProbeAnswer } from "@/lib/coupling/types";

/** Softmax, shifted by the maximum so that no logit overflows. */
export function softmax(logits: readonly number[]): number[] {
  const top = Math.max(...logits);
  const raised = logits.map((logit) => Math.exp(logit - top));
  const sum = raised.reduce((total, value) => total + value, 0);
  return raised.map((value) => value / sum);
}

/** Index of the largest value, the lower one of equals. Throws where there is none. */
export function argmax(values: readonly number[]): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if ((values[i] as number) > (values[best] as number)) best = i;
  if (values.length === 0) throw new RangeError("internal: argmax: expected values, got none");
  return best;
}

/**
 * Reads a probe's answers from `logits` `[reads, vocabulary]`, row-major, in the order of the plan's reads.
 * Throws where the logits are of another size or not finite: the backend is then not to be believed.
 */
export function readProbe(plan: ProbePlan, logits: Float32Array): ProbeAnswer {
  const vocabulary = logits.length / plan.tree.reads.length;
  if (!Number.isInteger(vocabulary) || plan.candidates.some((id) => id >= vocabulary)) {
    throw new RangeError(
      `internal: readProbe: expected ${plan.tree.reads.length} rows of the vocabulary, got ${logits.length} numbers`,
    );
  }
  const probabilitiesAt = (read: number): number[] => {
    const values = plan.candidates.map((id) => logits[read * vocabulary + id] as number);
    if (!values.every(Number.isFinite)) {
      throw new RangeError(
        `internal: readProbe: expected finite logits, got ${values.join(", ")} at read ${read}`,
      );
    }
    return softmax(values);
  };
  const reads = probeReads(plan.edits.length);
  const replyP = probabilitiesAt(reads.reply);
  const reply = argmax(replyP);
  const cues = plan.edits.map(({ cue, edit }, i) => {
    const counterfactualP = probabilitiesAt(reads.counterfactual(i));
    const claimP = probabilitiesAt(reads.claim(reply, i));
    return {
      cue,
      edit,
      counterfactual: argmax(counterfactualP),
      counterfactualP,
      claim: argmax(claimP),
      claimP,
    };
  });
  return { reply, replyP, cues };
}
