/** From the answers to a view's requests to the points of its lines. Pure. */
import type { StepPoint } from "@/components/charts/step-series";
import type { StatisticName } from "@/lib/coupling/types";
import type { ScoreEstimates, ScoreResult } from "@/lib/queries/types";
import { type Estimate, undefinedEstimate } from "@/lib/stats/estimate";
import { tInterval } from "@/lib/stats/t-interval";
import { type Line, type ScoredPath, stepsOfLine } from "./lines";

/** Everything answered so far, by the scores' ids. */
export type Answered = ReadonlyMap<string, ScoreResult>;

function resultAt(answered: Answered, { scores }: ScoredPath, step: number): ScoreResult | undefined {
  const score = scores.find(({ self }) => self.step === step);
  return score && answered.get(score.id);
}

function estimateIn(result: ScoreResult, name: StatisticName): Estimate | undefined {
  return result.kind === "absent" ? undefinedEstimate(result.reason) : result.estimates[name];
}

/**
 * The mean of the same statistic over seeds, with a t-interval at `level`; undefined where it is in one of them:
 * seeds are not dropped after looking.
 */
export function meanOverSeeds(estimates: readonly Estimate[], level: number): Estimate {
  const missing = estimates.find((estimate) => estimate.kind === "undefined");
  if (missing?.kind === "undefined") return undefinedEstimate(`in one of the seeds ${missing.reason}`);
  return tInterval(
    estimates.map((estimate) => (estimate.kind === "value" ? estimate.value : Number.NaN)),
    level,
  );
}

/** A line's points of one statistic, as far as they are answered: a path's own, or the mean over several. */
export function pointsOf(line: Line, answered: Answered, name: StatisticName, level: number): StepPoint[] {
  return stepsOfLine(line).flatMap((step) => {
    const estimates = line.paths.flatMap((path) => {
      const result = resultAt(answered, path, step);
      return (result && estimateIn(result, name)) ?? [];
    });
    const [only] = estimates;
    if (only === undefined || estimates.length < line.paths.length) return [];
    return [{ step, estimate: line.paths.length === 1 ? only : meanOverSeeds(estimates, level) }];
  });
}

/** Whether there is an answer at a step, of all paths. */
export function isAnswered({ paths }: Line, answered: Answered, step: number): boolean {
  return paths.every((path) => resultAt(answered, path, step) !== undefined);
}

/** What the last step of a line's first path rests on; null while it is not answered. */
export function lastCounts(line: Line, answered: Answered): ScoreEstimates["counts"] | null {
  const [path] = line.paths;
  const step = stepsOfLine(line).at(-1);
  const result = path && step !== undefined ? resultAt(answered, path, step) : undefined;
  return result?.kind === "estimates" ? result.counts : null;
}
