/**
 * Simulated studies of every statistic that pages show with a bootstrap interval, with true values known exactly:
 * entities of the kinds of `heterogeneous.test-support.ts`, whose behaviour is explained by several explainers at
 * once (as where one stands beside another), has shifted since a start, and gives three classes of reply.
 */
import { EDITS, type EntityKind } from "@/lib/coupling/heterogeneous.test-support";
import type { SummaryColumn } from "@/lib/coupling/summary";
import type { Scored } from "@/lib/coupling/types";
import { type Rng, randomBelow } from "@/lib/stats/rng";

const FEWEST_PROMPTS = 3;
const PROMPT_COUNTS = 7;
/** Of prompts whose target's reply differs. */
const OTHER_REPLY = 0.1;

/** A study: `claims` holds what each explainer says of the same behaviour; `replies` classes of prompts' replies. */
export type ExplainedStudy = { claims: Scored[]; replies: Scored };

/** Probability that a prompt's reply has shifted, and those of the three classes of reply, of kind `i`. */
const shifted = (i: number) => 0.05 + 0.4 * ((i % 5) / 4);
const replyRates = (i: number): [number, number, number] => {
  const first = 0.1 + 0.15 * (i % 4);
  return [first, 0.7 * (1 - first), 0.3 * (1 - first)];
};

/** Who knows less: an external explainer sides with the target, and online labels with the self. */
export function otherExplainers(kinds: readonly EntityKind[]): {
  external: EntityKind[];
  online: EntityKind[];
} {
  return {
    external: kinds.map((kind) => ({
      ...kind,
      selfPull: kind.selfPull / 4,
      targetPull: 0.6 - kind.selfPull / 2,
    })),
    online: kinds.map((kind) => ({
      ...kind,
      selfPull: 0.3 + kind.selfPull / 2,
      targetPull: kind.targetPull / 4,
    })),
  };
}

function pullAt(kind: EntityKind, self: boolean, target: boolean): number {
  return self ? (target ? kind.bothPull : kind.selfPull) : target ? kind.targetPull : 0;
}

/** A study of `entities` entities; `explainers` are kinds that differ in their claims only. */
export function simulateExplained(
  explainers: readonly (readonly EntityKind[])[],
  entities: number,
  rng: Rng,
): ExplainedStudy {
  const uniform = () => (rng.next() >>> 0) / 2 ** 32;
  const [kinds] = explainers as [readonly EntityKind[]];
  const drawn = Array.from({ length: entities }, () => ({
    i: randomBelow(rng, kinds.length),
    prompts: FEWEST_PROMPTS + randomBelow(rng, PROMPT_COUNTS),
  }));
  const rows = drawn.reduce((sum, { prompts }) => sum + prompts * EDITS, 0);
  const column = () => new Int8Array(rows);
  const behaviour = {
    cluster: new Int32Array(rows),
    prompt: new Int32Array(rows),
    selfReply: column(),
    selfCounterfactual: column(),
    startReply: column(),
    targetReply: column(),
    targetCounterfactual: column(),
  };
  const claims = explainers.map(column);
  const replies = column();
  let row = 0;
  let prompt = 0;
  drawn.forEach(({ i, prompts }, cluster) => {
    const kind = kinds[i] as EntityKind;
    const changing = kind.onlySelf + kind.onlyTarget + kind.both;
    const [first, second] = replyRates(i);
    for (const end = prompt + prompts; prompt < end; prompt++) {
      const targetReply = uniform() < OTHER_REPLY ? 2 : 0;
      const startReply = uniform() < shifted(i) ? 1 : 0;
      const at = uniform();
      const reply = at < first ? 0 : at < first + second ? 1 : 2;
      for (let edit = 0; edit < EDITS; edit++, row++) {
        const where = uniform();
        const self = where < kind.onlySelf || (where >= kind.onlySelf + kind.onlyTarget && where < changing);
        const target = where >= kind.onlySelf && where < changing;
        behaviour.cluster[row] = cluster;
        behaviour.prompt[row] = prompt;
        behaviour.startReply[row] = startReply;
        behaviour.targetReply[row] = targetReply;
        behaviour.selfCounterfactual[row] = self ? 1 : 0;
        behaviour.targetCounterfactual[row] = targetReply === 2 ? 2 : target ? 1 : 0;
        replies[row] = reply;
        explainers.forEach((its, e) => {
          const one = its[i] as EntityKind;
          (claims[e] as Int8Array)[row] = uniform() < one.base + pullAt(one, self, target) ? 1 : 0;
        });
      }
    }
  });
  return {
    claims: claims.map((claim) => ({ ...behaviour, claim })),
    replies: { ...behaviour, selfReply: replies, claim: claims[0] as Int8Array },
  };
}

/** What the sums of a prompt are on average, by column: a statistic of these is its true value. */
export function expectedSums(kinds: readonly EntityKind[]): Partial<Record<SummaryColumn, number>> {
  const sums: Partial<Record<SummaryColumn, number>> = {};
  const add = (column: SummaryColumn, amount: number) => {
    sums[column] = (sums[column] ?? 0) + amount / kinds.length;
  };
  kinds.forEach((kind, i) => {
    add("prompts", 1);
    add("shiftedPrompts", shifted(i));
    const neither = 1 - kind.onlySelf - kind.onlyTarget - kind.both;
    const changing = kind.onlySelf + kind.both;
    const stillClaimed = kind.base + (kind.onlyTarget * kind.targetPull) / (1 - changing);
    // A pull needs another of the prompt's edits that changes neither; cue knowledge one that does not change the self's.
    const hasNeither = 1 - (1 - neither) ** (EDITS - 1);
    const hasStill = 1 - changing ** (EDITS - 1);
    for (const [rate, self, target] of [
      [kind.onlySelf, true, false],
      [kind.onlyTarget, false, true],
      [kind.both, true, true],
      [neither, false, false],
    ] as const) {
      const claimed = kind.base + pullAt(kind, self, target);
      const ofSelf = self ? claimed : 1 - claimed;
      const edits = EDITS * rate;
      const alike = edits * (1 - OTHER_REPLY);
      add("items", edits);
      add("claimed", edits * claimed);
      add("faithfulSelf", edits * ofSelf);
      // Where the target replies otherwise, its answer to the edit is the third class, which nobody claims.
      add("faithfulTarget", alike * (target ? claimed : 1 - claimed));
      const disputed = edits * OTHER_REPLY + (self === target ? 0 : alike);
      add("disputed", disputed);
      add("agreeing", edits - disputed);
      add("disputedSelf", disputed * ofSelf);
      add("disputedTarget", self === target ? 0 : alike * (1 - ofSelf));
      add("disputedNeither", edits * OTHER_REPLY * (1 - ofSelf));
      add("shiftedItems", edits * OTHER_REPLY);
      add("shiftedSelf", edits * OTHER_REPLY * ofSelf);
      add("shiftedNeither", edits * OTHER_REPLY * (1 - ofSelf));
      if (self) {
        add("changed", edits);
        add("claimedAndChanged", edits * claimed);
        add("changing", edits * hasStill);
        add("changingExcess", edits * hasStill * (claimed - stillClaimed));
      }
      const sort = self ? (target ? "both" : "onlySelf") : target ? "onlyTarget" : null;
      if (sort === null) continue;
      add(sort, alike * hasNeither);
      add(`${sort}Excess`, alike * hasNeither * (claimed - kind.base));
    }
  });
  return sums;
}

/** True shares of the three classes of reply. */
export function expectedReplies(kinds: readonly EntityKind[]): number[] {
  return [0, 1, 2].map(
    (reply) => kinds.reduce((sum, _, i) => sum + (replyRates(i)[reply] as number), 0) / kinds.length,
  );
}
