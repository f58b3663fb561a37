/**
 * What the page asks of the analysis worker, and how it is answered. A request carries everything it needs
 * (the bundle too: 0.2 MB with 200 runs), so a worker that was started anew knows as much as the one that died.
 */

import type { Results } from "@/lib/bundle/results";
import type { Bundle } from "@/lib/bundle/schema";
import type { Item } from "@/lib/coupling/types";
import type { SerialisedError } from "@/lib/errors";
import type {
  BehaviourSpec,
  CalibrationResult,
  CalibrationSpec,
  EstimatesResult,
  EstimatesSpec,
  ItemMarginsResult,
  ItemRowsResult,
  ItemRowsSpec,
  LagResult,
  LagSpec,
  Overview,
  PromptEntry,
  RecordedProbe,
  ReplySharesResult,
  ReplySharesSpec,
  RunRecords,
} from "@/lib/queries/types";

/** Where the data come from: the manifest, and the page's origin (a worker may have an address of its own). */
export type Source = { bundle: Bundle; origin: string };

/** Request type -> what it asks, what it gets. */
export type AnalysisCalls = {
  items: { spec: null; result: Item[] };
  prompts: { spec: null; result: PromptEntry[] };
  records: { spec: { run: string }; result: RunRecords };
  overview: { spec: { withControls: boolean }; result: Overview };
  recordedProbe: { spec: { run: string; prompt: string }; result: RecordedProbe };
  estimates: { spec: EstimatesSpec; result: EstimatesResult };
  lag: { spec: LagSpec; result: LagResult };
  replyShares: { spec: ReplySharesSpec; result: ReplySharesResult };
  calibration: { spec: CalibrationSpec; result: CalibrationResult };
  itemRows: { spec: ItemRowsSpec; result: ItemRowsResult };
  /** Null where the bundle has none. */
  results: { spec: null; result: Results | null };
  itemMargins: { spec: BehaviourSpec; result: ItemMarginsResult };
};

export type AnalysisCall = keyof AnalysisCalls;

export type AnalysisRequest = {
  [T in AnalysisCall]: { id: number; type: T; source: Source; spec: AnalysisCalls[T]["spec"] };
}[AnalysisCall];

/** A request, or word that the answer to one is no longer wanted. It is then answered with "cancelled". */
export type AnalysisMessage = AnalysisRequest | { id: number; type: "cancel" };

export type AnalysisResponse =
  | { id: number; ok: true; result: AnalysisCalls[AnalysisCall]["result"] }
  | { id: number; ok: false; error: SerialisedError };
