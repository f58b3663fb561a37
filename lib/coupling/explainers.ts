/**
 * Explainers whose score is known beforehand. Any statistic of claims has to get these right before it says
 * anything about a model: the oracle of self K = 1, the oracle of the target 0, constants exactly 1/2,
 * shuffled claims about 1/2. Each takes and gives columns over the same rows.
 */
import type { Scored } from "@/lib/coupling/types";
import { type Rng, shuffleInPlace } from "@/lib/stats/rng";

/** Says what the self does. */
export function oracleOfSelf(scored: Scored): Scored {
  return { ...scored, claim: scored.selfCounterfactual, known: "self" };
}

/** Says what the target does. */
export function oracleOfTarget(scored: Scored): Scored {
  return { ...scored, claim: scored.targetCounterfactual, known: "target" };
}

/** Says of every edit that nothing would change. */
export function constantUnchanged(scored: Scored): Scored {
  return { ...scored, claim: scored.selfReply, known: "unchanged" };
}

/** Says the same reply class of every edit. */
export function constantClass(scored: Scored, reply: number): Scored {
  return { ...scored, claim: new Int8Array(scored.claim.length).fill(reply), known: "class" };
}

/** The claims of a prompt in random order: keeps how much is claimed of a prompt, loses which cue. */
export function shuffledWithinPrompt(scored: Scored, rng: Rng): Scored {
  const { known: _, ...columns } = scored;
  const claim = scored.claim.slice();
  let start = 0;
  for (let row = 1; row <= claim.length; row++) {
    if (row < claim.length && scored.prompt[row] === scored.prompt[start]) continue;
    shuffleInPlace(rng, claim, start, row);
    start = row;
  }
  return { ...columns, claim };
}

/** All claims in random order: keeps the shares of the classes and nothing else. */
export function shuffledOverAll(scored: Scored, rng: Rng): Scored {
  const { known: _, ...columns } = scored;
  const claim = scored.claim.slice();
  shuffleInPlace(rng, claim);
  return { ...columns, claim };
}
