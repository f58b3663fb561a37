/** What a sweep's figure says in words: what is not there and why, what its numbers rest on. Pure. */
import type { DotMark } from "@/components/charts/dot-marks";
import { formatCountRange, formatEstimate } from "@/components/ui/number-format";
import { type Results, resultOf } from "@/lib/bundle/results";
import { familyTitle } from "@/lib/bundle/runs";
import type { Bundle, Sweep } from "@/lib/bundle/schema";
import type { ArmsStatistic } from "@/lib/permalink/arms-view";
import { STATISTIC_WORDS } from "./arms-words";

/** Whether a sweep's points are called by nothing but a number, which does not say what it is of. */
function isBare(label: string): boolean {
  return /^[\d.,]+(\s%)?$/.test(label);
}

/** A point by name where it stands alone: a bare number says of what. */
export function pointName({ axis }: Pick<Sweep, "axis">, label: string): string {
  return isBare(label) ? `${label} (${axis.title})` : label;
}

/** Labels in a row; where one of them has a comma of its own, semicolons tell them apart. */
export function listLabels(labels: readonly string[]): string {
  const separator = labels.some((label) => label.includes(",")) ? "; " : ", ";
  return labels.join(separator).replaceAll(" %", "\u00a0%");
}

/** Points by name; what their numbers are of is said once. */
export function pointWords({ axis }: Pick<Sweep, "axis">, labels: readonly string[]): string {
  const all = listLabels(labels);
  return labels.some(isBare) ? `${all} (${axis.title})` : all;
}

const labelsOf = (points: Sweep["points"]) => points.map(({ label }) => label);

/** Which points have no runs at all, and which none in a family that has others. */
export function missingNotes(
  bundle: Bundle,
  sweep: Sweep,
  families: readonly string[],
  isThere: (arm: string, family: string) => boolean,
): string[] {
  const nowhere = sweep.points.filter(({ arm }) => !families.some((family) => isThere(arm, family)));
  const somewhere = sweep.points.filter((point) => !nowhere.includes(point));
  return [
    ...(nowhere.length > 0 ? [`Not run yet: ${pointWords(sweep, labelsOf(nowhere))}.`] : []),
    ...families.flatMap((family) => {
      const lacking = somewhere.filter(({ arm }) => !isThere(arm, family));
      return lacking.length > 0
        ? [`There are no runs in ${familyTitle(bundle, family)} of: ${pointWords(sweep, labelsOf(lacking))}.`]
        : [];
    }),
  ];
}

/** A mean without a value: at which point, in which family, and why. */
export type NotDrawn = { label: string; family: string; reason: string };

/** Why means are not drawn, each reason once a family, with the points it holds for. */
export function undefinedNotes(bundle: Bundle, sweep: Sweep, means: readonly NotDrawn[]): string[] {
  const groups = new Map<string, NotDrawn[]>();
  for (const mean of means) {
    const key = JSON.stringify([mean.family, mean.reason]);
    groups.set(key, [...(groups.get(key) ?? []), mean]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const points = pointWords(
      sweep,
      group.map(({ label }) => label),
    );
    return [`Not drawn in ${familyTitle(bundle, first.family)}, because ${first.reason}: ${points}.`];
  });
}

/**
 * What the runs of a sweep rest on, over all of them: how many edits of which kind, of how many entities, out of how
 * many asked about, and what was left out. A mean's own n is the sum over its runs, which are asked the same.
 */
export function countWords(
  results: Results,
  marks: readonly DotMark[],
  statistic: ArmsStatistic,
  slice: string,
): string | null {
  const { counted, leavesOut } = STATISTIC_WORDS[statistic];
  const drawn = new Set(marks.filter(({ kind }) => kind === "seed").map(({ id }) => id));
  const values = marks.flatMap(({ kind, estimate }) =>
    kind === "seed" && estimate.kind === "value" ? [estimate] : [],
  );
  if (values.length === 0) return null;
  const asked = results.rows.flatMap(({ id, seeds }) =>
    seeds.flatMap((seed) => {
      const all =
        drawn.has(`${id} ${seed.seed}`) && resultOf(results, seed.slices, slice, "faithfulnessSelf");
      return all && all.kind === "value" ? [all.n] : [];
    }),
  );
  const of = leavesOut !== null && asked.length > 0 ? ` of the ${formatCountRange(asked)} asked about` : "";
  return (
    `n of a run = ${formatCountRange(values.map(({ n }) => n))} ${counted}${of}, ` +
    `about ${formatCountRange(values.map(({ clusters }) => clusters))} entities; a mean’s n is the sum over its runs.` +
    (leavesOut === null ? "" : ` Left out: ${leavesOut}.`)
  );
}

/** What shuffled labels get by the statistic, where they stand beside it: one sentence; null where they do not. */
export function shuffledWords(bundle: Bundle, marks: readonly DotMark[]): string | null {
  const byFamily = new Map(
    marks.flatMap(({ id, series, estimate }) =>
      id.endsWith(" beside shuffled") ? [[series, estimate] as const] : [],
    ),
  );
  if (byFamily.size === 0) return null;
  const said = [...byFamily].map(
    ([family, estimate]) => `${formatEstimate(estimate)} (${familyTitle(bundle, family)})`,
  );
  return `Shuffled labels, from which nothing about cues can be learned, get ${said.join(", ")}.`;
}
