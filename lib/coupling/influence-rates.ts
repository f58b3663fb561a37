/**
 * How often influence is claimed and how often it is there: mean u_t and mean v_t. Whose claims name too many
 * edits, or too few, is seen here and nowhere in the pulls.
 */
import { type Definition, shareOf } from "@/lib/coupling/definition";
import { NO_ITEMS, type OutcomeColumn } from "@/lib/coupling/outcome-sums";
import type { Range } from "@/lib/stats/estimate";

export const RATE_RANGE: Range = { min: 0, max: 1, best: null, null: null };

export const CLAIMED_RATE: Definition<OutcomeColumn> = shareOf("claimed", "items", RATE_RANGE, NO_ITEMS);
export const ACTUAL_RATE: Definition<OutcomeColumn> = shareOf("changed", "items", RATE_RANGE, NO_ITEMS);
