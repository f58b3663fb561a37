/**
 * The results' numbers as the Arms page says them: what holds by definition is no finding, and not shown as one; and
 * what rests on too little says so. Pure.
 */
import { type ResultName, type ResultRow, type Results, resultOf } from "@/lib/bundle/results";
import { FEW_EDITS } from "@/lib/coupling/small-cells";
import { SMALL_CELL } from "@/lib/stats/clopper-pearson";
import { type Estimate, undefinedEstimate } from "@/lib/stats/estimate";

/** Why a number without any width is what it is, by its statistic and value. */
const BY_DEFINITION: Partial<Record<ResultName, Readonly<Record<number, string>>>> = {
  recovery: {
    0: "it is 0 by definition, being the external explainer itself",
    1: "it is 1 by definition, being the arm with online labels itself",
  },
  aboveExternal: { 0: "it is 0 by definition, being the external explainer itself" },
  agreementStart: { 1: "it is 1 by definition, the run starting from its own target" },
};

/** Made of both pulls, and resting on the edits of either. */
const OF_BOTH_PULLS: readonly ResultName[] = [
  "couplingIndex",
  "matchedIndex",
  "placing",
  "externalIndex",
  "aboveExternal",
  "recovery",
];

/** Whether a bootstrap interval over entities rests on a small cell. Exact intervals are made for those. */
function restsOnFew(results: Results, slices: ResultRow["pooled"], slice: string, name: ResultName): boolean {
  const isSmall = (of: ResultName) => {
    const estimate = resultOf(results, slices, slice, of);
    return estimate.kind === "value" && estimate.counts === "rows" && estimate.n < SMALL_CELL;
  };
  if (slices[slice]?.[name]?.at(-1) === "exact") return false;
  return isSmall(name) || (OF_BOTH_PULLS.includes(name) && (isSmall("selfPull") || isSmall("targetPull")));
}

/**
 * One number of a seed or of the mean over seeds; undefined, with the reason, where it could be no other by
 * definition: every draw of the bootstrap gave the same.
 */
export function foundOf(
  results: Results,
  slices: ResultRow["pooled"],
  slice: string,
  name: ResultName,
): Estimate {
  const estimate = resultOf(results, slices, slice, name);
  if (estimate.kind === "undefined") return estimate;
  const reason = estimate.low === estimate.high && BY_DEFINITION[name]?.[estimate.value];
  if (reason) return undefinedEstimate(reason);
  return restsOnFew(results, slices, slice, name) ? { ...estimate, caveat: FEW_EDITS } : estimate;
}
