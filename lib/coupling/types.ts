/**
 * The shapes that pass between records, statistics and pages. Class indices are positions in the task's
 * `replies`; probabilities are over those candidates only and sum to 1.
 */

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

/** The claims of one explainer scored against a self and a target, each column of length n. */
export type Scored = {
  /** Which cluster (entity) a row belongs to, 0 ... clusters-1. */
  cluster: Int32Array;
  /** Rows of one prompt share a value and stand next to each other. */
  prompt: Int32Array;
  claim: Int8Array;
  selfReply: Int8Array;
  selfCounterfactual: Int8Array;
  targetReply: Int8Array;
  targetCounterfactual: Int8Array;
};
