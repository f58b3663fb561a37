/**
 * Claimed against measured influence as one yes/no question per item: balanced accuracy, Matthews' correlation
 * and Cohen's kappa. All items count, so claims that rise near a reply's margin gain here without knowing any
 * cue (science.md, section 2); the within-prompt statistic is cue knowledge.
 */
import type { Definition } from "@/lib/coupling/definition";
import type { OutcomeColumn } from "@/lib/coupling/outcome-sums";
import { BALANCED_ACCURACY_RANGE, balancedAccuracy } from "@/lib/stats/balanced-accuracy";
import type { Statistic } from "@/lib/stats/cluster-bootstrap";
import { COHEN_KAPPA_RANGE, cohenKappa } from "@/lib/stats/cohen-kappa";
import type { Range } from "@/lib/stats/estimate";
import { MATTHEWS_RANGE, matthews } from "@/lib/stats/matthews";

type OfTable = (hits: number, changed: number, rejections: number, still: number) => number;

function ofConfusion(range: Range, of: OfTable, reason: string): Definition<OutcomeColumn> {
  const formula: Statistic<OutcomeColumn> = (sum) => {
    const changed = sum("changed");
    const still = sum("items") - changed;
    const hits = sum("claimedAndChanged");
    return of(hits, changed, still - (sum("claimed") - hits), still);
  };
  return { range, of: formula, n: (sum) => sum("items"), reason };
}

const ONE_SORT = "either every edit changes the reply or none does";

export const BALANCED_ACCURACY = ofConfusion(BALANCED_ACCURACY_RANGE, balancedAccuracy, ONE_SORT);
export const MATTHEWS = ofConfusion(
  MATTHEWS_RANGE,
  matthews,
  `${ONE_SORT}, or the claims say so of every edit or of none`,
);
export const COHEN_KAPPA = ofConfusion(
  COHEN_KAPPA_RANGE,
  cohenKappa,
  `${ONE_SORT}, and the claims say the same`,
);
