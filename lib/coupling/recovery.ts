/**
 * Recovery: how much of the way from the external explainer's coupling index to that of online labels an explainer has
 * come. Training computes the same (`training/organisms/recovery.py`); if you change one, change the other.
 */
import type { Combination } from "@/lib/coupling/compare";

/**
 * (K - K external) / (K online - K external), given in the order K, K external, K online: 0 is the external
 * explainer, 1 online labels, and it may fall outside. Undefined where online labels bring nothing over the
 * external explainer: there is no way to have come a part of. As this holds draw by draw, there is no
 * interval where the two cannot be told apart.
 *
 * It has no null of its own: claims that do not tell a prompt's edits apart have an index of one half, and so
 * (1/2 - K external) / (K online - K external), which is about one half where the external explainer is well below one half.
 * What shows it shows that beside it: the same combination of a constant's claims.
 */
export const RECOVERY: Combination = {
  range: { min: -Infinity, max: Infinity, best: 1, null: null },
  of: ([own, external, online]) => {
    const way = (online as number) - (external as number);
    return way > 0 ? ((own as number) - (external as number)) / way : Number.NaN;
  },
  isKnown: ([own, external, online]) => own === external || own === online,
  reason: "online labels are not clearly above the external explainer",
};
