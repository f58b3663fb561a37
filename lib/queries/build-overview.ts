/**
 * The Overview's figures from items and records: the flagship's path over its steps, and what stands beside
 * it at the last one. Pure; the analysis worker fetches, this computes.
 */

import type { RecordsTable } from "@/lib/bundle/records";
import { findRun } from "@/lib/bundle/runs";
import type { Bundle } from "@/lib/bundle/schema";
import { oracleOfSelf, oracleOfTarget } from "@/lib/coupling/explainers";
import { buildScored } from "@/lib/coupling/scored";
import { summarise } from "@/lib/coupling/summary";
import type { Item, Scored, Split } from "@/lib/coupling/types";
import { ANALYSIS_METHOD } from "@/lib/queries/analysis-method";
import { bestConstants, listConstants } from "@/lib/queries/constants";
import { bothWays, compare, listControls, scoreControl } from "@/lib/queries/overview-controls";
import {
  type Frame,
  makeFrame,
  type NamedScored,
  requireRecords,
  requireRun,
  scoreFlagship,
} from "@/lib/queries/overview-frame";
import type { LoadedRecords } from "@/lib/queries/score-answers";
import type { ExplainerPoint, Overview, PathPoint } from "@/lib/queries/types";
import { undefinedEstimate } from "@/lib/stats/estimate";

const SPLITS = ["held-out", "explained"] as const satisfies Split[];
const NOT_YET = "the controls' records have not been read yet";

/** Runs whose records the flagship's path needs, and those the named points need besides. */
export function overviewRuns(bundle: Bundle): { path: string[]; controls: string[] } {
  const path = [...new Set([bundle.flagship, bundle.target.run])];
  const named = listControls(bundle).flatMap(({ id }) => {
    const run = id === null ? undefined : findRun(bundle, id);
    return [id, run?.subject, run?.supervision.target?.run].filter((each) => typeof each === "string");
  });
  return { path, controls: [...new Set(named)].filter((id) => !path.includes(id)) };
}

function listComputed(bundle: Bundle, flagship: { step: number; scored: Scored }): NamedScored[] {
  const { step, scored } = flagship;
  const about = { run: null, subject: bundle.flagship, step };
  return [
    {
      ...about,
      id: "oracle-self",
      kind: "oracle-self",
      title: "oracle of self",
      scored: oracleOfSelf(scored),
    },
    {
      ...about,
      id: "oracle-target",
      kind: "oracle-target",
      title: "oracle of target",
      scored: oracleOfTarget(scored),
    },
    ...listConstants(bundle, scored).map((constant) => ({
      ...about,
      ...constant,
      kind: "constant" as const,
    })),
  ];
}

function buildPath(bundle: Bundle, flagship: RecordsTable, frame: Frame): PathPoint[] {
  const [start] = flagship.answers;
  if (start === undefined) return [];
  return flagship.answers.map((self, i) => {
    const scored = buildScored(frame.selection, { claim: self.claim, self, start, target: frame.target });
    return {
      step: flagship.steps[i] as number,
      summary: summarise(scored, frame.resamples, ANALYSIS_METHOD),
      constants: bestConstants(listConstants(bundle, scored)),
    };
  });
}

function summarisePoint({ scored, ...point }: NamedScored, frame: Frame): ExplainerPoint {
  return { ...point, summary: summarise(scored, frame.resamples, ANALYSIS_METHOD) };
}

/**
 * The quick part: path, oracles and constants, from the flagship's and the target's records. Throws where
 * `records` lacks one of the two.
 */
export function buildOverview(bundle: Bundle, items: readonly Item[], records: LoadedRecords): Overview {
  const run = requireRun(bundle, bundle.flagship);
  const flagship = requireRecords(records, run.id);
  const waiting = bothWays(undefinedEstimate(NOT_YET));
  const overview: Overview = {
    flagship: { run: run.id, title: run.title, family: run.family },
    target: { ...bundle.target, title: requireRun(bundle, bundle.target.run).title },
    steps: flagship.steps,
    ramp: run.shift.ramp,
    path: { explained: [], "held-out": [] },
    points: { explained: [], "held-out": [] },
    comparison: { explained: waiting, "held-out": waiting },
    method: ANALYSIS_METHOD,
    missing: [],
    unread: [],
    isComplete: false,
  };
  for (const split of SPLITS) {
    const frame = makeFrame(bundle, items, records, split);
    const own = frame && scoreFlagship(bundle, records, frame);
    if (!frame || !own) {
      overview.missing.push(`The bundle has no ${split} items.`);
      continue;
    }
    const path = buildPath(bundle, flagship, frame);
    const { scored: _, ...point } = own;
    overview.path[split] = path;
    overview.points[split] = [
      { ...point, summary: (path.at(-1) as PathPoint).summary },
      ...listComputed(bundle, own).map((computed) => summarisePoint(computed, frame)),
    ];
  }
  return overview;
}

/**
 * The rest: `first` with the controls' points and the comparisons. A control that cannot be shown ends in `missing`,
 * or in `unread` where its records could not be read.
 */
export function addControls(
  first: Overview,
  bundle: Bundle,
  items: readonly Item[],
  records: LoadedRecords,
): Overview {
  const missing = new Set(first.missing);
  const unread = new Set<string>();
  const points = { ...first.points };
  const comparison = { ...first.comparison };
  for (const split of SPLITS) {
    const frame = makeFrame(bundle, items, records, split);
    const own = frame && scoreFlagship(bundle, records, frame);
    if (!frame || !own) continue;
    const controls = listControls(bundle).map((control) => scoreControl(bundle, records, frame, control));
    const named = controls.filter((control) => "scored" in control);
    for (const control of controls) {
      if (!("reason" in control)) continue;
      if (control.isUnread) unread.add(control.reason);
      else missing.add(`${control.reason.replace(/^the/, "The")}.`);
    }
    points[split] = [...first.points[split], ...named.map((control) => summarisePoint(control, frame))];
    comparison[split] = compare(own, controls, frame);
  }
  return { ...first, points, comparison, missing: [...missing], unread: [...unread], isComplete: true };
}
