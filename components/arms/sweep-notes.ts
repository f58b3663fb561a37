/** What a sweep's figure says in words: what is not there and why, what its numbers rest on. Pure. */
import type { DotMark } from "@/components/charts/dot-marks";
import { formatCount, formatEstimate } from "@/components/ui/number-format";
import { type Results, resultOf } from "@/lib/bundle/results";
import type { Bundle, Sweep } from "@/lib/bundle/schema";
import type { ArmsStatistic } from "@/lib/permalink/arms-view";
import { familyTitle, STATISTIC_WORDS } from "./arms-words";

/** Which points have no runs at all, and which none in a family that has others. */
export function missingNotes(
  bundle: Bundle,
  { points }: Sweep,
  families: readonly string[],
  isThere: (arm: string, family: string) => boolean,
): string[] {
  const nowhere = points.filter(({ arm }) => !families.some((family) => isThere(arm, family)));
  const somewhere = points.filter((point) => !nowhere.includes(point));
  return [
    ...(nowhere.length > 0 ? [`Not run yet: ${pointWords(nowhere)}.`] : []),
    ...families.flatMap((family) => {
      const lacking = somewhere.filter(({ arm }) => !isThere(arm, family));
      return lacking.length > 0
        ? [`There are no runs in ${familyTitle(bundle, family)} of: ${pointWords(lacking)}.`]
        : [];
    }),
  ];
}

/** Points by name. */
export function pointWords(points: Sweep["points"]): string {
  return points.map(({ label }) => label).join(", ");
}

/** Why means are not drawn, each reason once with the points it holds for. */
export function undefinedNotes(marks: readonly DotMark[]): string[] {
  const byReason = new Map<string, string[]>();
  for (const { kind, estimate, title } of marks) {
    if (kind !== "mean" || estimate.kind === "value") continue;
    byReason.set(estimate.reason, [...(byReason.get(estimate.reason) ?? []), title]);
  }
  return [...byReason].map(([reason, titles]) => `Not drawn: ${titles.join("; ")} (${reason}).`);
}

/** "870", or "870 to 1,200". */
function rangeWords(values: readonly number[]): string {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return least === most ? formatCount(least) : `${formatCount(least)} to ${formatCount(most)}`;
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
  const of = leavesOut !== null && asked.length > 0 ? ` of the ${rangeWords(asked)} asked about` : "";
  return (
    `n of a run = ${rangeWords(values.map(({ n }) => n))} ${counted}${of}, ` +
    `about ${rangeWords(values.map(({ clusters }) => clusters))} entities; a mean’s n is the sum over its runs.` +
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
