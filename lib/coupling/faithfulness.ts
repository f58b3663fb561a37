/**
 * Faithfulness of an explainer to a behaviour: how often the claim is the reply really given, mean[e_i = c_j].
 * "To self" where the behaviour is that of who is explained, "to target" where it is the label source's.
 * It has no null of its own: the best constant and the shuffled arm show what knowing nothing earns.
 */
import { type Definition, shareOf } from "@/lib/coupling/definition";
import { NO_ITEMS, type OutcomeColumn } from "@/lib/coupling/outcome-sums";
import type { Range } from "@/lib/stats/estimate";

export const FAITHFULNESS_RANGE: Range = { min: 0, max: 1, best: 1, null: null };

export const FAITHFULNESS_SELF: Definition<OutcomeColumn> = shareOf(
  "faithfulSelf",
  "items",
  FAITHFULNESS_RANGE,
  NO_ITEMS,
);

export const FAITHFULNESS_TARGET: Definition<OutcomeColumn> = shareOf(
  "faithfulTarget",
  "items",
  FAITHFULNESS_RANGE,
  NO_ITEMS,
);
