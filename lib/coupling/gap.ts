/**
 * Faithfulness to self minus faithfulness to the target: the literature's figure. It is *not* 0 for claims that
 * know nothing (claims that merely follow the current reply earn it), so it has no null and is shown beside
 * "nothing would change" and the shuffled arm only.
 */
import type { Definition } from "@/lib/coupling/definition";
import { NO_ITEMS, type OutcomeColumn } from "@/lib/coupling/outcome-sums";
import type { Range } from "@/lib/stats/estimate";

export const GAP_RANGE: Range = { min: -1, max: 1, best: null, null: null };

export const GAP: Definition<OutcomeColumn> = {
  range: GAP_RANGE,
  of: (sum) => (sum("faithfulSelf") - sum("faithfulTarget")) / sum("items"),
  n: (sum) => sum("items"),
  reason: NO_ITEMS,
};
