/**
 * The coupling index K = 1/2 + (self-pull - target-pull) / 2 (science.md, section 2): whose behaviour the claims
 * side with. 1 for an oracle of self, 0 for an oracle of the target, 1/2 for any claim that does not tell a
 * prompt's edits apart. "Knows neither" and "knows both" have the same K: the two pulls tell them apart.
 */
import type { Definition } from "@/lib/coupling/definition";
import { type PullColumn, SELF_PULL, TARGET_PULL } from "@/lib/coupling/pulls";
import type { Range } from "@/lib/stats/estimate";

export const COUPLING_INDEX_RANGE: Range = { min: -0.5, max: 1.5, best: 1, null: 0.5 };

/** NaN where one of the two pulls is. */
export const COUPLING_INDEX: Definition<PullColumn> = {
  range: COUPLING_INDEX_RANGE,
  of: (sum) => 0.5 + (SELF_PULL.of(sum) - TARGET_PULL.of(sum)) / 2,
  n: (sum) => sum("onlySelf") + sum("onlyTarget"),
  reason: "no edit changes only the checkpoint's reply, or none only the target's",
};
