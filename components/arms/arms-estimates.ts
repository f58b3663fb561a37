/** The results' numbers as the Arms page says them: what holds by definition is no finding, and not shown as one. Pure. */
import { type ResultName, type ResultRow, type Results, resultOf } from "@/lib/bundle/results";
import { type Estimate, undefinedEstimate } from "@/lib/stats/estimate";

/** Why a number without any width is what it is, by its statistic and value. */
const BY_DEFINITION: Partial<Record<ResultName, Readonly<Record<number, string>>>> = {
  recovery: {
    0: "it is 0 by definition, being the outside explainer itself",
    1: "it is 1 by definition, being the arm with refreshed labels itself",
  },
  aboveExternal: { 0: "it is 0 by definition, being the outside explainer itself" },
  agreementStart: { 1: "it is 1 by definition, the run starting from its own target" },
};

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
  if (estimate.kind === "undefined" || estimate.low !== estimate.high) return estimate;
  const reason = BY_DEFINITION[name]?.[estimate.value];
  return reason === undefined ? estimate : undefinedEstimate(reason);
}
