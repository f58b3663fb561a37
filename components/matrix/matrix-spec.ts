/**
 * What has to be computed for a matrix, and what its cells then say: from the places of a run to scores and
 * contrasts, and back. Pure.
 */
import type { MatrixCell } from "@/components/charts/matrix-grid";
import { findRun } from "@/lib/bundle/runs";
import type { Bundle, Run, RunStep } from "@/lib/bundle/schema";
import { rowsBehind } from "@/lib/coupling/item-filter";
import type { StatisticName } from "@/lib/coupling/types";
import { itemsHref } from "@/lib/permalink/links";
import { listMatrixPlaces, type MatrixPlace } from "@/lib/permalink/matrix-places";
import type { MatrixView } from "@/lib/permalink/matrix-view";
import { recordedStepsOf } from "@/lib/permalink/read-run";
import type {
  ContrastSpec,
  EstimatesResult,
  EstimatesSpec,
  ScoreEstimates,
  ScoreSpec,
} from "@/lib/queries/types";
import { type Estimate, undefinedEstimate } from "@/lib/stats/estimate";

/** The matrix's rows and columns, and the target that all of it is held against. */
export type MatrixPlan = {
  view: MatrixView;
  run: Run;
  target: RunStep;
  rows: MatrixPlace[];
  columns: MatrixPlace[];
  /** Ids of the rows that a column's diagonal is compared with. */
  rivals: ReadonlySet<string>;
};

const ITSELF = "the column is the target itself, and beside it there is nobody to side with";
const WAITING = "it is being computed";

const isAt = (place: RunStep | null, other: RunStep) =>
  place !== null && place.run === other.run && place.step === other.step;

/** Whether a run has learned, by its end, to explain from labels that say something about a behaviour. */
function isTaughtAtEnd(run: Run | undefined): boolean {
  if (run === undefined || run.supervision.source === "none" || run.supervision.source === "shuffled")
    return false;
  return run.model === null || run.lossWeights.explanation > 0;
}

/** Whether a place's claims come from such labels: what has learned nothing is no fair thing to be ahead of. */
function isRival(bundle: Bundle, run: Run, { claims }: MatrixPlace): boolean {
  if (claims === null) return false;
  const claimant = findRun(bundle, claims.run);
  const isFirst = claims.step === recordedStepsOf(claimant)[0] && claimant?.model !== null;
  if (claims.run !== run.id || !isFirst) return isTaughtAtEnd(claimant);
  return isTaughtAtEnd(run.start === null ? undefined : findRun(bundle, run.start.run));
}

/** The plan of a view. `run` must have a matrix (`hasMatrix`). */
export function planMatrix(
  bundle: Bundle,
  run: Run,
  view: MatrixView,
  chosen: readonly string[],
): MatrixPlan {
  const { target } = run.supervision;
  if (target === null) throw new RangeError(`internal: planMatrix: expected a target of ${run.id}, got none`);
  const places = listMatrixPlaces(bundle, run).filter(({ id }) => chosen.includes(id));
  const rows = places;
  return {
    view,
    run,
    target,
    rows,
    columns: places.filter(({ behaves }) => behaves !== null),
    rivals: new Set(rows.filter((place) => isRival(bundle, run, place)).map(({ id }) => id)),
  };
}

/** Whether only the items on which behaviour and target differ are asked for, which is faithfulness' matter alone. */
function isDisputed({ view }: MatrixPlan): boolean {
  return view.disputed && view.statistic === "faithfulness";
}

/** The statistic of a column's cells. Where the target itself is the column, the run's last step is what it differs from. */
function nameOf(plan: MatrixPlan, column: MatrixPlace): StatisticName {
  if (plan.view.statistic === "coupling-index") return "couplingIndex";
  if (plan.view.statistic === "cue-knowledge") return "cueKnowledge";
  if (!isDisputed(plan)) return "faithfulnessSelf";
  return isAt(column.behaves, plan.target) ? "preferenceTarget" : "preferenceSelf";
}

/** The behaviour of a column, as the score's self. */
function selfOf(plan: MatrixPlan, column: MatrixPlace): RunStep {
  if (isDisputed(plan) && isAt(column.behaves, plan.target)) {
    return { run: plan.run.id, step: recordedStepsOf(plan.run).at(-1) as number };
  }
  return column.behaves as RunStep;
}

/** Unique over runs and statistics, so that no number of a former view is taken for one of the next. */
function cellId(plan: MatrixPlan, row: MatrixPlace, column: MatrixPlace): string {
  const { statistic } = plan.view;
  return [plan.run.id, isDisputed(plan) ? "disputed" : statistic, row.id, column.id].join(" ");
}

function hasScore(plan: MatrixPlan, column: MatrixPlace): boolean {
  return plan.view.statistic !== "coupling-index" || !isAt(column.behaves, plan.target);
}

function scoreOf(plan: MatrixPlan, row: MatrixPlace, column: MatrixPlace): ScoreSpec {
  return {
    id: cellId(plan, row, column),
    claims: row.claims ? { kind: "run", ...row.claims } : { kind: "constant", id: "constant-unchanged" },
    self: selfOf(plan, column),
    target: plan.target,
  };
}

/** The rows that the diagonal of a column is compared with; null where it has none, or nothing to be compared with. */
function rivalsOf(plan: MatrixPlan, column: MatrixPlace): MatrixPlace[] | null {
  if (!plan.rivals.has(column.id) || !hasScore(plan, column)) return null;
  const others = plan.rows.filter(({ id }) => id !== column.id && plan.rivals.has(id));
  return others.length > 0 ? others : null;
}

export function matrixSpec(plan: MatrixPlan): EstimatesSpec {
  const columns = plan.columns.filter((column) => hasScore(plan, column));
  return {
    scores: plan.rows.flatMap((row) => columns.map((column) => scoreOf(plan, row, column))),
    contrasts: columns.flatMap((column): ContrastSpec[] => {
      const others = rivalsOf(plan, column);
      const diagonal = plan.rows.find(({ id }) => id === column.id);
      if (others === null || diagonal === undefined) return [];
      return [
        {
          id: cellId(plan, diagonal, column),
          name: nameOf(plan, column),
          kind: "difference",
          plus: cellId(plan, diagonal, column),
          minus: others.map((other) => cellId(plan, other, column)),
        },
      ];
    }),
    filter: plan.view.filter,
    names: [...new Set(columns.map((column) => nameOf(plan, column)))],
  };
}

/** Why a column has no diagonal that could be ahead. */
function noAdvantage(plan: MatrixPlan, column: MatrixPlace): string {
  if (!hasScore(plan, column)) return ITSELF;
  if (!plan.rivals.has(column.id)) return "the column’s own explainer was not taught with sound labels";
  return "there is no other taught explainer among the rows";
}

export type MatrixNumbers = {
  cells: MatrixCell[][];
  /** By column: the diagonal's value less the mean of its rivals. */
  advantage: Estimate[];
  /** What the cells rest on, by row and column; null where there is nothing. */
  scores: (ScoreEstimates | null)[][];
};

/** The rows that a cell counts, or may count of: cue knowledge takes single edits out of them; null for claims that nobody made. */
function hrefOf(plan: MatrixPlan, row: MatrixPlace, column: MatrixPlace): string | null {
  if (row.claims === null) return null;
  return itemsHref({
    ...row.claims,
    self: selfOf(plan, column),
    target: plan.target,
    ...plan.view.filter,
    ...rowsBehind(nameOf(plan, column)),
  });
}

/** The cells of a plan from what was computed; what is still missing says that it is being computed. */
export function readMatrix(plan: MatrixPlan, result: EstimatesResult | undefined): MatrixNumbers {
  const scores = new Map(result?.scores.map((score) => [score.id, score]));
  const contrasts = new Map(result?.contrasts.map(({ id, estimate }) => [id, estimate]));
  const scoreAt = (row: MatrixPlace, column: MatrixPlace) => scores.get(cellId(plan, row, column));
  const estimateAt = (row: MatrixPlace, column: MatrixPlace): Estimate => {
    if (!hasScore(plan, column)) return undefinedEstimate(ITSELF);
    const score = scoreAt(row, column);
    if (score?.kind === "absent") return undefinedEstimate(score.reason);
    return score?.estimates[nameOf(plan, column)] ?? undefinedEstimate(WAITING);
  };
  return {
    cells: plan.rows.map((row) =>
      plan.columns.map((column) => ({ estimate: estimateAt(row, column), href: hrefOf(plan, row, column) })),
    ),
    scores: plan.rows.map((row) =>
      plan.columns.map((column) => {
        const score = scoreAt(row, column);
        return score?.kind === "estimates" ? score : null;
      }),
    ),
    advantage: plan.columns.map((column) => {
      if (rivalsOf(plan, column) === null) return undefinedEstimate(noAdvantage(plan, column));
      return contrasts.get(cellId(plan, column, column)) ?? undefinedEstimate(WAITING);
    }),
  };
}
