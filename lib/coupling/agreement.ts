/** How alike two behaviours are: the share of edits to which self and target reply the same, mean[c_t = c_T]. */
import { type Definition, shareOf } from "@/lib/coupling/definition";
import { NO_ITEMS, type OutcomeColumn } from "@/lib/coupling/outcome-sums";
import type { Range } from "@/lib/stats/estimate";

export const AGREEMENT_RANGE: Range = { min: 0, max: 1, best: null, null: null };

export const AGREEMENT: Definition<OutcomeColumn> = shareOf("agreeing", "items", AGREEMENT_RANGE, NO_ITEMS);
