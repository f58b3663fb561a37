/**
 * Raw preference: among items on which self and target give different counterfactual replies, how often the
 * claim is the self's, the target's, or neither. The three add up to 1 (it cannot be both). It has no null:
 * shuffled claims score 0.56 to 0.71 for self, because claims follow the current reply.
 */
import { type Definition, shareOf } from "@/lib/coupling/definition";
import type { OutcomeColumn } from "@/lib/coupling/outcome-sums";
import type { Range } from "@/lib/stats/estimate";

export const PREFERENCE_RANGE: Range = { min: 0, max: 1, best: null, null: null };

const NONE_DISPUTED = "self and target reply the same to every edit";

export const PREFERENCE_SELF: Definition<OutcomeColumn> = shareOf(
  "disputedSelf",
  "disputed",
  PREFERENCE_RANGE,
  NONE_DISPUTED,
);
export const PREFERENCE_TARGET: Definition<OutcomeColumn> = shareOf(
  "disputedTarget",
  "disputed",
  PREFERENCE_RANGE,
  NONE_DISPUTED,
);
export const PREFERENCE_NEITHER: Definition<OutcomeColumn> = shareOf(
  "disputedNeither",
  "disputed",
  PREFERENCE_RANGE,
  NONE_DISPUTED,
);
