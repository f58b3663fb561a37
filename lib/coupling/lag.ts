/**
 * Which comes first over training, what a model does or what it says? Both are followed on the edits to which
 * the last step replies otherwise than the first: the share on which the model already gives the last step's
 * reply, and the share on which it claims it. Each crosses half of its change at some step; the lag is the
 * claims' step minus the behaviour's.
 *
 * Claims start from a model that was never asked to explain, so their change is of learning to explain as well
 * as of following the shift: read the lag beside that of the arm with online labels.
 */
import { type Definition, estimateOf, tabulate } from "@/lib/coupling/definition";
import { isCounted, makeSums } from "@/lib/coupling/influence";
import type { Scored } from "@/lib/coupling/types";
import type { IntervalOptions } from "@/lib/stats/bootstrap-estimate";
import type { ClusterSums, Resamples } from "@/lib/stats/cluster-bootstrap";
import type { Estimate, Range } from "@/lib/stats/estimate";
import { halfCrossing } from "@/lib/stats/half-crossing";

/** In steps. Below 0 the claims are first. */
export const LAG_RANGE: Range = { min: -Infinity, max: Infinity, best: null, null: 0 };
/** In steps, between the first and the last. */
export const CROSSING_RANGE: Range = { min: 0, max: Infinity, best: null, null: null };

/**
 * In which shares of simulated runs, by how the claims follow, the lag's nominal 95 % interval held the true lag, as
 * `coverage-shown.test.ts` counts them.
 */
export const LAG_COVERAGE = { least: 0.96, most: 0.98 } as const;

export type Lag = { behaviour: Estimate; claim: Estimate; lag: Estimate };

type LagColumn = "moved" | `behaviour ${number}` | `claim ${number}`;

/** Per cluster: the edits followed, and of these how many have the last step's reply at each step of `path`. */
function lagSums(path: readonly Scored[], clusters: number): ClusterSums<LagColumn> {
  const columns: LagColumn[] = ["moved"];
  path.forEach((_, step) => {
    columns.push(`behaviour ${step}`, `claim ${step}`);
  });
  const { table, at, add } = makeSums(columns, clusters);
  const first = path[0] as Scored;
  const end = (path.at(-1) as Scored).selfCounterfactual;
  const places = path.map((_, step) => [at[`behaviour ${step}`], at[`claim ${step}`]] as [number, number]);
  for (let row = 0; row < end.length; row++) {
    if (first.selfCounterfactual[row] === end[row] || !isCounted(first, row)) continue;
    const cluster = first.cluster[row] as number;
    add(cluster, at.moved, 1);
    path.forEach(({ claim, selfCounterfactual }, step) => {
      const [behaviourPlace, claimPlace] = places[step] as [number, number];
      if (selfCounterfactual[row] === end[row]) add(cluster, behaviourPlace, 1);
      if (claim[row] === end[row]) add(cluster, claimPlace, 1);
    });
  }
  return table;
}

function crossingOf(
  steps: readonly number[],
  what: "behaviour" | "claim",
  reason: string,
): Definition<LagColumn> {
  return {
    range: CROSSING_RANGE,
    of: (sum) => {
      const shares = steps.map((_, step) => sum(`${what} ${step}`) / sum("moved"));
      const rises = (shares.at(-1) as number) > (shares[0] as number);
      return rises ? halfCrossing(steps, shares) : Number.NaN;
    },
    n: (sum) => sum("moved"),
    reason,
  };
}

/**
 * The steps at which behaviour and claims cross half of their change, and their distance, each with its
 * interval. `path` holds the claims and the behaviour of one run at `steps` (ascending), on the same rows.
 * Undefined where behaviour does not change, or the claims do not come nearer to it. Throws unless there are two
 * or more steps, as many as scored ones.
 */
export function lag(
  steps: readonly number[],
  path: readonly Scored[],
  resamples: Resamples,
  options: IntervalOptions,
): Lag {
  if (steps.length < 2 || steps.length !== path.length) {
    throw new RangeError(
      `internal: lag: expected two or more steps and as many scored, got ${steps.length}, ${path.length}`,
    );
  }
  const behaviour = crossingOf(
    steps,
    "behaviour",
    "no edit's reply changes between the first and the last step",
  );
  const claim = crossingOf(steps, "claim", "the claims do not come nearer to the last step's behaviour");
  const distance: Definition<LagColumn> = {
    ...claim,
    range: LAG_RANGE,
    of: (sum) => claim.of(sum) - behaviour.of(sum),
  };
  const tables = tabulate(lagSums(path, resamples.clusters), resamples, options.interval);
  const estimate = (definition: Definition<LagColumn>) => estimateOf(tables, definition, options);
  return { behaviour: estimate(behaviour), claim: estimate(claim), lag: estimate(distance) };
}
