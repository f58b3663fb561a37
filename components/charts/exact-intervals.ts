/** Says where an interval was made otherwise than the others: shares of few items have exact ones. Pure. */
import { SMALL_CELL } from "@/lib/stats/clopper-pearson";
import type { Estimate } from "@/lib/stats/estimate";

/** Stands behind an exact interval where there is no room for words; another mark than that of a caveat. */
export const EXACT_MARK = "‡";

/** As `estimateOf` names it. */
const EXACT_METHOD = "Clopper–Pearson";

export function isExact(estimate: Estimate): boolean {
  return estimate.kind === "value" && estimate.method === EXACT_METHOD;
}

/** For a caption; empty where every interval is of the kind that the caption names. `mark` where they are marked. */
export function exactWords(estimates: readonly Estimate[], mark = ""): string {
  if (!estimates.some(isExact)) return "";
  const marked = mark === "" ? "" : ` (${mark})`;
  return `Shares of fewer than ${SMALL_CELL} items${marked} have exact intervals instead, ${EXACT_METHOD}.`;
}
