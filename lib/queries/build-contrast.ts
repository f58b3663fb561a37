/** A contrast of scores of one request: a difference or a recovery of one statistic, draw by draw. Pure. */
import { combineStatistic, DIFFERENCE } from "@/lib/coupling/compare";
import { sampleOf } from "@/lib/coupling/definition";
import { RECOVERY } from "@/lib/coupling/recovery";
import { flagFew } from "@/lib/coupling/small-cells";
import { fewestBehind, STATISTICS } from "@/lib/coupling/summary";
import { ANALYSIS_METHOD } from "@/lib/queries/analysis-method";
import { drawColumns, type ScoreSums } from "@/lib/queries/score-items";
import type { ContrastSpec } from "@/lib/queries/types";
import { type BootstrapSample, bootstrapEstimate } from "@/lib/stats/bootstrap-estimate";
import type { Resamples } from "@/lib/stats/cluster-bootstrap";
import { type Estimate, undefinedEstimate } from "@/lib/stats/estimate";

/** The scores of a contrast, in the order of its formula. */
function scoresOf(contrast: ContrastSpec): string[] {
  if (contrast.kind === "difference") return [contrast.plus, ...contrast.minus];
  return [contrast.own, contrast.external, contrast.online];
}

/**
 * The contrast with its interval. `scores` holds each score's sums, or why it has none; one that it lacks is said
 * to be missing. Undefined where any of them is; with the caveat where one of them rests on too few edits.
 */
export function buildContrast(
  contrast: ContrastSpec,
  scores: ReadonlyMap<string, ScoreSums | string>,
  resamples: Resamples,
): Estimate {
  const samples: BootstrapSample[] = [];
  // Scores of one explainer and behaviour have one object of sums: what is known of them shows by one sample.
  const sampleOfEach = new Map<ScoreSums, BootstrapSample>();
  const fewest: number[] = [];
  for (const id of scoresOf(contrast)) {
    const score = scores.get(id) ?? `there is no score ${id} to compare with`;
    if (typeof score === "string") return undefinedEstimate(score);
    const { name } = contrast;
    fewest.push(fewestBehind(score.sums, name));
    const sample =
      sampleOfEach.get(score) ?? sampleOf(drawColumns(score, [name], resamples), STATISTICS[name]);
    sampleOfEach.set(score, sample);
    samples.push(sample);
  }
  if (samples.length < 2) return undefinedEstimate("there is nothing to compare with");
  const combination = contrast.kind === "difference" ? DIFFERENCE : RECOVERY;
  const combined = combineStatistic(contrast.name, samples, combination);
  return flagFew(bootstrapEstimate(combined, ANALYSIS_METHOD), Math.min(...fewest), combined.isExact);
}
