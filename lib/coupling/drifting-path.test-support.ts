/**
 * Simulated paths over training for the lag, with true values known exactly: entities shift one after the other along
 * a ramp, edit by edit a little earlier or later, and what is said of them follows each with a delay of its own, to a
 * knowledge of its own. Replies flicker from step to step, so that shares go to and fro.
 */
import type { Scored } from "@/lib/coupling/types";
import { halfCrossing } from "@/lib/stats/half-crossing";
import { type Rng, randomBelow } from "@/lib/stats/rng";

/** Those of the committed runs. */
export const STEPS = [0, 60, 120, 240, 360, 480, 600, 720, 840, 960, 1080, 1200] as const;
const LAST = STEPS.length - 1;
const KINDS = 24;
const RAMP = 720;
const MOST_EDITS = 12;
/** Share of answers that have nothing to do with those at other steps. */
const FRESH = 0.3;

type PathKind = {
  /** Step around which the entity's behaviour changes, and how much later its claims do. */
  moves: number;
  delay: number;
  /** Shares of its claims that name the last reply: before, and in the end. */
  guesses: number;
  knows: number;
  /** Share of replies that are for a step what they are not for good. */
  flickers: number;
};

/**
 * Paths of three sorts. Claims change with behaviour, or 240 steps behind it on average, single entities up to 240 more
 * or less; or entities move in two waves far apart, so that the shares stand still where half of the change is: a last
 * crossing then jumps from one wave to the other.
 */
export const PATHS = { together: makeKinds(0), behind: makeKinds(240), "in two waves": makeKinds(0, true) };

function makeKinds(delay: number, inWaves = false): PathKind[] {
  const spread = (i: number, stride: number) => ((i * stride) % KINDS) / (KINDS - 1);
  return Array.from({ length: KINDS }, (_, i) => ({
    moves: inWaves ? (i % 2 === 0 ? 60 : 500) + 10 * i : (RAMP * (i + 0.5)) / KINDS,
    delay: delay + 480 * (spread(i, 7) - 0.5),
    guesses: 0.1 + 0.2 * spread(i, 5),
    knows: 0.5 + 0.4 * spread(i, 11),
    flickers: 0.02 + 0.08 * spread(i, 13),
  }));
}

/** How far a change around `at` has come at `step`: a logistic of 60 steps. */
const progress = (step: number, at: number) => 1 / (1 + Math.exp((at - step) / 60));

/** Probabilities that behaviour is the last one's, and that claims name it, of an edit that is another in the end. */
function ratesAt(kind: PathKind, place: number): [behaviour: number, claim: number] {
  const step = STEPS[place] as number;
  const done = place === 0 ? 0 : place === LAST ? 1 : progress(step, kind.moves);
  const isEnd = place === 0 || place === LAST;
  const behaviour = isEnd ? done : done * (1 - kind.flickers) + (1 - done) * kind.flickers;
  const said = progress(step, kind.moves + kind.delay);
  return [behaviour, kind.guesses + (kind.knows - kind.guesses) * said];
}

/** The crossings that a study of infinitely many entities would find. */
export function trueCrossings(kinds: readonly PathKind[]): { behaviour: number; claim: number; lag: number } {
  const shares = STEPS.map((_, place) => {
    const rates = kinds.map((kind) => ratesAt(kind, place));
    return [0, 1].map((which) => rates.reduce((sum, rate) => sum + (rate[which] as number), 0) / KINDS);
  });
  const [behaviour, claim] = [0, 1].map((which) =>
    halfCrossing(
      STEPS,
      shares.map((share) => share[which] as number),
    ),
  ) as [number, number];
  return { behaviour, claim, lag: claim - behaviour };
}

/** Of `entities` entities, 1 to 12 edits each that change between the first and the last step; by step. */
export function simulatePath(kinds: readonly PathKind[], entities: number, rng: Rng): Scored[] {
  const uniform = () => (rng.next() >>> 0) / 2 ** 32;
  const edits: { cluster: number; kind: PathKind }[] = [];
  for (let cluster = 0; cluster < entities; cluster++) {
    const kind = kinds[randomBelow(rng, KINDS)] as PathKind;
    for (let left = 1 + randomBelow(rng, MOST_EDITS); left > 0; left--) edits.push({ cluster, kind });
  }
  const rows = edits.length;
  // An edit changes once: what is behind it stays so, but for the flicker of the step.
  const when = edits.map(() => ({ behaviour: uniform(), claim: uniform() }));
  return STEPS.map((_, place) => {
    const answer = (which: 0 | 1) =>
      Int8Array.from(edits, ({ kind }, row) => {
        const rate = ratesAt(kind, place)[which];
        const isFresh = uniform() < FRESH;
        const at = isFresh ? uniform() : (when[row]?.[which === 0 ? "behaviour" : "claim"] as number);
        return at < rate ? 1 : 0;
      });
    return {
      cluster: Int32Array.from(edits, ({ cluster }) => cluster),
      prompt: Int32Array.from(edits, (_, row) => row),
      claim: answer(1),
      selfReply: new Int8Array(rows),
      selfCounterfactual: answer(0),
      startReply: new Int8Array(rows),
      targetReply: new Int8Array(rows),
      targetCounterfactual: new Int8Array(rows),
    };
  });
}
