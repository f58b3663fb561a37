/** How far behaviour has moved: the share of prompts whose reply is not the start's, mean[b_t(x) != b_0(x)]. */
import { type Definition, shareOf } from "@/lib/coupling/definition";
import { NO_ITEMS, type OutcomeColumn } from "@/lib/coupling/outcome-sums";
import type { Range } from "@/lib/stats/estimate";

export const BEHAVIOUR_SHIFT_RANGE: Range = { min: 0, max: 1, best: null, null: 0 };

export const BEHAVIOUR_SHIFT: Definition<OutcomeColumn> = shareOf(
  "shiftedPrompts",
  "prompts",
  BEHAVIOUR_SHIFT_RANGE,
  NO_ITEMS,
);
