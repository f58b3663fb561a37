/**
 * Items whose reply itself has shifted (self and target reply differently to the unedited prompt), which the
 * pulls leave out: there a claim that repeats the target's old answer looks like one of influence. They are
 * reported apart, as exact answers: the claim is the self's counterfactual, the target's, both's, or neither's.
 * No null; beside it stands "nothing would change" (`constantUnchanged`) on the same items.
 */
import { type Definition, shareOf } from "@/lib/coupling/definition";
import type { OutcomeColumn } from "@/lib/coupling/outcome-sums";
import type { Range } from "@/lib/stats/estimate";

export const SHIFTED_RANGE: Range = { min: 0, max: 1, best: null, null: null };

function answered(
  column: "shiftedSelf" | "shiftedTarget" | "shiftedBoth" | "shiftedNeither",
): Definition<OutcomeColumn> {
  return shareOf(column, "shiftedItems", SHIFTED_RANGE, "self and target give every prompt the same reply");
}

export const SHIFTED_SELF = answered("shiftedSelf");
export const SHIFTED_TARGET = answered("shiftedTarget");
export const SHIFTED_BOTH = answered("shiftedBoth");
export const SHIFTED_NEITHER = answered("shiftedNeither");
