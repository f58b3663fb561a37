/**
 * Simulated replies of a self and a target, for tests. The same numbers come out of the same loop in Python,
 * where the reference values were computed (see `summary.test.ts`).
 */
import type { Scored } from "@/lib/coupling/types";
import { makeReferenceRandom } from "@/lib/stats/reference.test-support";

export const SIMULATED_CLASSES = 3;
export const EDITS = 6;

/**
 * `entities` x 5 prompts x 6 edits. Self and target share a reply with probability 0.8; an edit changes each
 * with a rate of its entity's; the claim is the self's counterfactual half of the time, else a random class.
 */
export function simulateScored(seed: number, entities: number): Scored {
  const random = makeReferenceRandom(seed);
  const pick = (below: number) => Math.floor(random() * below);
  const prompts = entities * 5;
  const rows = prompts * EDITS;
  const columns = {
    cluster: new Int32Array(rows),
    prompt: new Int32Array(rows),
    claim: new Int8Array(rows),
    selfReply: new Int8Array(rows),
    selfCounterfactual: new Int8Array(rows),
    startReply: new Int8Array(rows),
    targetReply: new Int8Array(rows),
    targetCounterfactual: new Int8Array(rows),
  };
  for (let prompt = 0; prompt < prompts; prompt++) {
    const rate = 0.1 + random() * 0.5;
    const selfReply = pick(SIMULATED_CLASSES);
    const targetReply = random() < 0.8 ? selfReply : pick(SIMULATED_CLASSES);
    const startReply = random() < 0.7 ? selfReply : targetReply;
    for (let edit = 0; edit < EDITS; edit++) {
      const row = prompt * EDITS + edit;
      const selfTurn = random() < rate ? 1 + pick(2) : 0;
      const targetTurn = random() < 0.6 ? selfTurn : random() < rate ? 1 + pick(2) : 0;
      const selfCounterfactual = (selfReply + selfTurn) % SIMULATED_CLASSES;
      columns.cluster[row] = Math.floor(prompt / 5);
      columns.prompt[row] = prompt;
      columns.selfReply[row] = selfReply;
      columns.selfCounterfactual[row] = selfCounterfactual;
      columns.startReply[row] = startReply;
      columns.targetReply[row] = targetReply;
      columns.targetCounterfactual[row] = (targetReply + targetTurn) % SIMULATED_CLASSES;
      columns.claim[row] = random() < 0.5 ? selfCounterfactual : pick(SIMULATED_CLASSES);
    }
  }
  return columns;
}
