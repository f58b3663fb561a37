/**
 * Simulated studies whose true values are known exactly, for calibration tests. Entities differ in what they do
 * and in what they say: they are drawn from 60 kinds. As in the experiment, the traits of two fifths are
 * redrawn, and nearly all edits that change only one of the two replies are theirs; the self-pull is larger
 * where self changes more often. An entity has 3 to 9 prompts of 6 edits.
 */
import type { Scored, StatisticName } from "@/lib/coupling/types";
import { type Rng, randomBelow } from "@/lib/stats/rng";

export const EDITS = 6;
const KINDS = 60;
const FEWEST_PROMPTS = 3;
const PROMPT_COUNTS = 7;
/** Of prompts whose target's reply differs, which the pulls leave out. */
const OTHER_REPLY = 0.1;

export type EntityKind = {
  /** Probabilities that an edit changes only the self's reply, only the target's, both; the rest neither. */
  onlySelf: number;
  onlyTarget: number;
  both: number;
  /** Probability that a claim names an edit that changes neither, and how much more one of each other sort. */
  base: number;
  selfPull: number;
  targetPull: number;
  bothPull: number;
};

/** The 60 kinds. `knows` false takes from the claims everything but their base: the true null. */
export function makeKinds(knows = true): EntityKind[] {
  return Array.from({ length: KINDS }, (_, i) => {
    const isRedrawn = i % 5 < 2;
    const rate = ((Math.floor(i / 5) % 3) + 0.5) / 3;
    const knowledge = (Math.floor(i / 15) + 0.5) / 4;
    return {
      onlySelf: isRedrawn ? 0.05 + 0.2 * rate : 0.015 * rate,
      onlyTarget: isRedrawn ? 0.05 + 0.2 * (1 - rate) : 0.015 * (1 - rate),
      both: 0.05 + 0.05 * ((i * 7) % 6),
      base: 0.05 + 0.1 * ((i * 11) % 4),
      selfPull: knows ? 0.6 * knowledge * (0.5 + rate / 2) : 0,
      targetPull: knows ? 0.6 * (1 - knowledge) ** 2 * (0.5 + rate / 2) : 0,
      bothPull: knows ? 0.2 + 0.4 * knowledge : 0,
    };
  });
}

function neither(kind: EntityKind): number {
  return 1 - kind.onlySelf - kind.onlyTarget - kind.both;
}

/** The values that a study of infinitely many entities would find. */
export function trueValues(kinds: readonly EntityKind[]): Record<CalibratedName, number> {
  const ratio = (top: (kind: EntityKind) => number, bottom: (kind: EntityKind) => number) =>
    kinds.reduce((sum, kind) => sum + top(kind), 0) / kinds.reduce((sum, kind) => sum + bottom(kind), 0);
  // An edit takes part where at least one of the prompt's other edits changes neither reply.
  const takesPart = (kind: EntityKind) => 1 - (1 - neither(kind)) ** (EDITS - 1);
  const pull = (edits: "onlySelf" | "onlyTarget" | "both", of: "selfPull" | "targetPull" | "bothPull") =>
    ratio(
      (kind) => kind[edits] * takesPart(kind) * kind[of],
      (kind) => kind[edits] * takesPart(kind),
    );
  const selfPull = pull("onlySelf", "selfPull");
  const targetPull = pull("onlyTarget", "targetPull");
  const faithful = (kind: EntityKind) =>
    kind.onlySelf * (kind.base + kind.selfPull) +
    kind.both * (kind.base + kind.bothPull) +
    kind.onlyTarget * (1 - kind.base - kind.targetPull) +
    neither(kind) * (1 - kind.base);
  return {
    faithfulnessSelf: ratio(faithful, () => 1),
    selfPull,
    targetPull,
    bothPull: pull("both", "bothPull"),
    couplingIndex: 0.5 + (selfPull - targetPull) / 2,
  };
}

export type CalibratedName = Extract<
  StatisticName,
  "faithfulnessSelf" | "selfPull" | "targetPull" | "bothPull" | "couplingIndex"
>;

function drawEdit(kind: EntityKind, uniform: () => number): { self: number; target: number; claim: number } {
  const at = uniform();
  const self = at < kind.onlySelf || (at >= kind.onlySelf + kind.onlyTarget && at < 1 - neither(kind));
  const target = at >= kind.onlySelf && at < 1 - neither(kind);
  const pull = self ? (target ? kind.bothPull : kind.selfPull) : target ? kind.targetPull : 0;
  const claimed = uniform() < kind.base + pull;
  return { self: self ? 1 : 0, target: target ? 1 : 0, claim: claimed ? 1 : 0 };
}

/** A study of `entities` entities drawn from `kinds`. A changed reply is the next class, and claimed as that. */
export function simulateStudy(kinds: readonly EntityKind[], entities: number, rng: Rng): Scored {
  const uniform = () => (rng.next() >>> 0) / 2 ** 32;
  const drawn = Array.from({ length: entities }, () => ({
    kind: kinds[randomBelow(rng, kinds.length)] as EntityKind,
    prompts: FEWEST_PROMPTS + randomBelow(rng, PROMPT_COUNTS),
  }));
  const rows = drawn.reduce((sum, { prompts }) => sum + prompts * EDITS, 0);
  const study = {
    cluster: new Int32Array(rows),
    prompt: new Int32Array(rows),
    claim: new Int8Array(rows),
    selfReply: new Int8Array(rows),
    selfCounterfactual: new Int8Array(rows),
    startReply: new Int8Array(rows),
    targetReply: new Int8Array(rows),
    targetCounterfactual: new Int8Array(rows),
  };
  let row = 0;
  let prompt = 0;
  drawn.forEach(({ kind, prompts }, cluster) => {
    for (const end = prompt + prompts; prompt < end; prompt++) {
      const targetReply = uniform() < OTHER_REPLY ? 2 : 0;
      for (let edit = 0; edit < EDITS; edit++, row++) {
        const { self, target, claim } = drawEdit(kind, uniform);
        study.cluster[row] = cluster;
        study.prompt[row] = prompt;
        study.claim[row] = claim;
        study.selfCounterfactual[row] = self;
        study.targetReply[row] = targetReply;
        study.targetCounterfactual[row] = targetReply === 0 ? target : 2;
      }
    }
  });
  return study;
}
