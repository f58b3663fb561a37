/**
 * What the hooks of this folder answer with. Plain data, made in the analysis worker and copied to the page.
 *
 *   useBundle()                      Bundle                 lib/queries/bundle.ts
 *   useOverview()                    Overview               lib/queries/overview.ts
 *   usePrompts()                     PromptEntry[]          lib/queries/items.ts
 *   useItems()                       Item[]                 lib/queries/items.ts
 *   useRecords(runId)                RunRecords             lib/queries/records.ts
 *   useRecordedProbe(runId, prompt)  RecordedProbe          lib/queries/recorded-probe.ts
 *   useTokenizer(familyId)           TextTokenizer          lib/queries/tokenizer.ts
 *   useEstimates(spec)               EstimatesResult        lib/queries/estimates.ts
 *   useLags(specs)                   LagResult[]            lib/queries/lag.ts
 *   useReplyShares(spec)             ReplySharesResult      lib/queries/reply-shares.ts
 *   useCalibration(spec)             CalibrationResult      lib/queries/calibration.ts
 *   useItemRows(spec)                ItemRowsResult         lib/queries/item-rows.ts
 *   useItemMargins(spec)             ItemMarginsResult      lib/queries/item-rows.ts
 *   useResults()                     Results | null         lib/queries/results.ts
 *
 * Every hook returns react-query's result: `data` (what there is), `isFetching` (whether more is coming),
 * `error` (a CodedError; show `error.sentence`).
 */

import type { RunStep } from "@/lib/bundle/schema";
import type { Calibration } from "@/lib/coupling/claim-calibration";
import type { ItemAnswers, StatisticsFilter } from "@/lib/coupling/item-filter";
import type { Lag } from "@/lib/coupling/lag";
import type {
  Answers,
  EditKind,
  ProbeAnswer,
  Split,
  StatisticName,
  Summary,
  SummaryCounts,
} from "@/lib/coupling/types";
import type { BestConstants } from "@/lib/queries/constants";
import type { Estimate } from "@/lib/stats/estimate";

/** A point on the flagship's path, with what the best constant claims score there (null without items). */
export type PathPoint = { step: number; summary: Summary; constants: BestConstants | null };

export type ExplainerKind =
  | "run"
  | "online"
  | "external"
  | "shuffled"
  | "text-only"
  | "oracle-self"
  | "oracle-target"
  | "constant";

/** One named point of the coupling plane: an explainer's claims about a subject at one step. */
export type ExplainerPoint = {
  /** Unique; the run's id, or the kind for what is computed ("oracle-self", "constant-unchanged"). */
  id: string;
  kind: ExplainerKind;
  /** A few words for a label. */
  title: string;
  /** Null for oracles and constants. */
  run: string | null;
  /** The run whose behaviour the claims are scored against. */
  subject: string;
  step: number;
  summary: Summary;
};

/** How one explainer stands to the flagship, on the same items and the same resampled entities. */
export type Comparison = {
  /** Flagship's coupling index minus the external explainer's, at the last step. */
  overExternal: Estimate;
  /** (K - K external) / (K online - K external): 0 external explainer, 1 online labels. */
  recovery: Estimate;
  /** Both, of claims that do not tell a prompt's edits apart, in their place: what the two are to be read against. */
  unknowing: { overExternal: Estimate; recovery: Estimate };
};

/** Both figures and the sentences of the Overview. */
export type Overview = {
  flagship: { run: string; title: string; family: string | null };
  target: { run: string; step: number; title: string };
  /** Steps of the flagship's records, ascending; the first is the model before the arm. */
  steps: number[];
  /** First and last step of the shift's ramp; null where nothing shifts. */
  ramp: [number, number] | null;
  path: Record<Split, PathPoint[]>;
  /** At the last step: the flagship, the controls, the oracles and the constants. */
  points: Record<Split, ExplainerPoint[]>;
  comparison: Record<Split, Comparison>;
  /** How the intervals were made, for captions. */
  method: { draws: number; level: number; seed: number; unit: string };
  /** What the bundle names but could not be shown, one sentence each. */
  missing: string[];
  /** What could not be read this time, parts of sentences: asking again may help. */
  unread: string[];
  /**
   * False while the controls' records are still on their way: `points` then holds the flagship, the oracles
   * and the constants, and `comparison` is undefined with that reason.
   */
  isComplete: boolean;
};

/** A prompt the records know, with its edits. */
export type PromptEntry = {
  promptId: number;
  task: string;
  entity: string;
  split: Split;
  prompt: string;
  /** Ids of the cues present. */
  cues: string[];
  /** Candidate words in class order. */
  replies: string[];
  /** In the task's cue order; `item` is the row's id in the records. */
  edits: { item: number; cue: string; edit: EditKind; edited: string }[];
};

/** What a run's checkpoints do and say on all items; columns in the order of `useItems`. */
export type RunRecords = { run: string; steps: number[]; answers: Answers[] };

/** The recorded answers to one prompt, or why there are none. */
export type RecordedProbe =
  | {
      kind: "recorded";
      entry: PromptEntry;
      /** The run's probabilities are multiples of 1 / probabilitySteps. */
      probabilitySteps: number;
      /** The answers of the run's own training target to the same prompt; null where it has none. */
      target: ProbeAnswer | null;
      /** Every recorded step, ascending. */
      steps: { step: number; answer: ProbeAnswer }[];
    }
  | { kind: "absent"; reason: string };

/** How intervals were made, for captions. */
export type Method = Overview["method"];

/** Something that could not be computed; the reason completes "n/a: ". */
export type Absent = {
  kind: "absent";
  reason: string;
  /** Records that are there could not be read: asking again may help. */
  isUnread?: true;
};

/** Whose claims. A constant's `id` is one of `listConstants`. */
export type ClaimsOf =
  | { kind: "run"; run: string; step: number }
  | { kind: "oracle-self" }
  | { kind: "oracle-target" }
  | { kind: "constant"; id: string };

/** Whose behaviour: the self at a step of its run, and the target it is held against. */
export type BehaviourSpec = { self: RunStep; target: RunStep };

/** One explainer's claims about one self, against one target. `id` is the asker's own name for it. */
export type ScoreSpec = BehaviourSpec & { id: string; claims: ClaimsOf };

/** A difference or a recovery of one statistic of several scores of the same request, over the same draws. */
export type ContrastSpec =
  /** `plus` minus the mean of `minus`. */
  | { id: string; name: StatisticName; kind: "difference"; plus: string; minus: string[] }
  | { id: string; name: StatisticName; kind: "recovery"; own: string; external: string; online: string };

/** Draws are over the entities of the filter's split and task, the same for all scores and all requests. */
export type EstimatesSpec = {
  scores: ScoreSpec[];
  contrasts: ContrastSpec[];
  filter: StatisticsFilter;
  names: StatisticName[];
};

export type ScoreEstimates = {
  id: string;
  kind: "estimates";
  /** Of the request's names, all. */
  estimates: Partial<Record<StatisticName, Estimate>>;
  counts: SummaryCounts;
};

export type ScoreResult = ScoreEstimates | ({ id: string } & Absent);

/** In the order of the request. */
export type EstimatesResult = {
  scores: ScoreResult[];
  contrasts: { id: string; estimate: Estimate }[];
  method: Method;
};

/**
 * When behaviour and claims cross half of their change. `path`: one explainer about one self, steps ascending, two
 * or more. What of the filter looks at replies looks at those of the last step, so that the items are the same.
 */
export type LagSpec = { path: Omit<ScoreSpec, "id">[]; filter: StatisticsFilter };

export type LagResult = ({ kind: "lag"; steps: number[]; method: Method } & Lag) | Absent;

/** How often the self gives each class of reply. A prompt counts that has an edit the filter leaves. */
export type ReplySharesSpec = { path: BehaviourSpec[]; filter: StatisticsFilter };

/** Classes mean something within a task only, so the shares are a task's. */
export type TaskReplyShares = {
  task: string;
  /** Of all prompts of the task that count, `[place in the path][class]`. */
  shares: Estimate[][];
};

export type ReplySharesResult =
  | { kind: "shares"; steps: number[]; tasks: TaskReplyShares[]; method: Method }
  | Absent;

export type CalibrationSpec = { score: Omit<ScoreSpec, "id">; filter: StatisticsFilter; bins: number };

export type CalibrationResult = ({ kind: "calibration"; method: Method } & Calibration) | Absent;

/** What was answered on every item, in the order of `useItems`. */
export type ItemRowsSpec = Omit<ScoreSpec, "id">;

export type ItemRowsResult = { kind: "rows"; answers: ItemAnswers } | Absent;

/** How clear the answers of self and target are on every item; see `ItemMargins`. */
export type ItemMarginsResult = { kind: "margins"; margins: Float32Array } | Absent;
