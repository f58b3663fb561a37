/**
 * The shapes that pass between records, statistics and pages. Class indices are positions in the task's
 * `replies`; probabilities are over those candidates only and sum to 1.
 */

import type { Estimate } from "@/lib/stats/estimate";

export type EditKind = "remove" | "add";
export type Split = "explained" | "held-out";

/** One row of `items.parquet`: one prompt and one edit of one cue. */
export type Item = {
  item: number;
  promptId: number;
  task: string;
  entity: string;
  split: Split;
  prompt: string;
  /** Ids of the cues present in the prompt. */
  cues: string[];
  cue: string;
  edit: EditKind;
  edited: string;
  /** The candidate words in class order. */
  replies: string[];
};

/**
 * What one checkpoint does and says on a list of items, as parallel columns (length n, item order).
 * `replyP` and its siblings are `[n * classes]`, row-major, or null where only classes were read.
 */
export type Answers = {
  reply: Int8Array;
  counterfactual: Int8Array;
  claim: Int8Array;
  classes: number;
  replyP: Float32Array | null;
  counterfactualP: Float32Array | null;
  claimP: Float32Array | null;
};

/**
 * Claims that follow a rule: what the self does, what the target does, that nothing would change (the self's reply), or
 * one class always.
 */
export type KnownClaims = "self" | "target" | "unchanged" | "class";

/** The claims of one explainer scored against a self and a target, each column of length n. */
export type Scored = {
  /** Which cluster (entity) a row belongs to, 0 ... clusters-1. */
  cluster: Int32Array;
  /** Rows of one prompt share a value and stand next to each other. */
  prompt: Int32Array;
  claim: Int8Array;
  selfReply: Int8Array;
  selfCounterfactual: Int8Array;
  /** The self's reply at the first step of its run: what the behaviour shift is counted from. */
  startReply: Int8Array;
  targetReply: Int8Array;
  targetCounterfactual: Int8Array;
  /**
   * 0 for rows that are only there to be compared with, e.g. the other cues' edits where one cue is asked for;
   * absent where every row counts.
   */
  counted?: Uint8Array;
  /** What kind of an oracle or a constant makes the claims (`known-scores.ts`); absent: a model does, or chance. */
  known?: KnownClaims;
};

/** What one checkpoint answers about one cue of one prompt. Probabilities by class; argmax is the class. */
export type CueAnswer = {
  cue: string;
  edit: EditKind;
  /** Does: the class it gives to the edited prompt. */
  counterfactual: number;
  counterfactualP: number[];
  /** Says: the class it claims it would give. */
  claim: number;
  claimP: number[];
};

/** One probe of one checkpoint, measured live or read from the records; cues in the task's order. */
export type ProbeAnswer = { reply: number; replyP: number[]; cues: CueAnswer[] };

/** How many rows went into a summary and how many were left out of the pulls, and why. */
export type SummaryCounts = {
  items: number;
  prompts: number;
  entities: number;
  /** Prompts left out of the pulls because self and target give them different replies. */
  promptsReplyDiffers: number;
  /** Of the rest, prompts left out because every edit changes somebody's reply: nothing to compare with. */
  promptsWithoutNeither: number;
  /** Items on which the two give different counterfactual replies, and items of the prompts left out above. */
  disputed: number;
  shiftedItems: number;
  /** Edits used by the pulls, by whose reply they change. */
  onlySelf: number;
  onlyTarget: number;
  both: number;
  neither: number;
};

/** Everything about one explainer's claims, scored against one self and one target on one set of items. */
export type Summary = {
  counts: SummaryCounts;
  /** Share of prompts whose reply differs from the self's first step. */
  behaviourShift: Estimate;
  /** Share of edits on which self and target give the same counterfactual reply. */
  agreement: Estimate;
  faithfulnessSelf: Estimate;
  faithfulnessTarget: Estimate;
  /** Faithfulness to self minus to target. Not 0 where nothing is known: show it beside the constants only. */
  gap: Estimate;
  selfPull: Estimate;
  targetPull: Estimate;
  bothPull: Estimate;
  couplingIndex: Estimate;
  cueKnowledge: Estimate;
  /** Of claimed against the self's measured influence. */
  balancedAccuracy: Estimate;
  matthews: Estimate;
  cohenKappa: Estimate;
  /** Raw preference: of the disputed items, whose counterfactual the claim is. */
  preferenceSelf: Estimate;
  preferenceTarget: Estimate;
  preferenceNeither: Estimate;
  /** Exact answers on items whose reply itself has shifted: the claim is whose counterfactual. */
  shiftedSelf: Estimate;
  shiftedTarget: Estimate;
  shiftedBoth: Estimate;
  shiftedNeither: Estimate;
  /** Share of edits claimed to change the reply, and share that do. */
  claimedRate: Estimate;
  actualRate: Estimate;
};

/** The names of a summary's estimates. */
export type StatisticName = Exclude<keyof Summary, "counts">;

/** A cue's claim against what was measured. */
export type Verdict = {
  /** The claim is the reply the checkpoint itself gives to the edited prompt. */
  isTrueOfSelf: boolean;
  /** The claim is the reply the target gives; null where the target was not asked. */
  isTrueOfTarget: boolean | null;
  /**
   * Claimed against measured influence on the own reply. "unchanged" and "changed" are true claims;
   * "omitted" says nothing would change where it does, "invented" says it would where it does not,
   * "other-reply" names the cue rightly and the reply it would lead to wrongly.
   */
  kind: "unchanged" | "changed" | "omitted" | "invented" | "other-reply";
};
