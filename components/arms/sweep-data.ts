/** From the bundle's results to what a sweep draws. Pure. */
import { DOT_FORMS, type DotAxis, type DotMark, type DotSeries } from "@/components/charts/dot-marks";
import { overSeedsOf, type ResultRow, type ResultSeed, type Results, resultOf } from "@/lib/bundle/results";
import type { Bundle, Sweep } from "@/lib/bundle/schema";
import { WHOLE_STATISTICS } from "@/lib/coupling/item-filter";
import type { ArmsStatistic } from "@/lib/permalink/arms-view";
import { itemsHref } from "@/lib/permalink/links";
import type { Estimate } from "@/lib/stats/estimate";
import { familyTitle, STATISTIC_WORDS } from "./arms-words";

const NOT_RUN = "not run yet";

export type SweepChoice = { statistic: ArmsStatistic; slice: string; pins: readonly string[] };

export type SweepPicture = {
  axis: DotAxis;
  series: DotSeries[];
  marks: DotMark[];
  /** Where a seed's mark leads, by the mark's id; a mean's row, to be marked. */
  hrefs: Map<string, string>;
  rows: Map<string, string>;
  /** What cannot be drawn and why, in sentences. */
  notes: string[];
};

/** In a sweep an outside explainer stands for itself: labels of M0, and behaviour that did not shift. */
function rowOf(results: Results, arm: string, family: string): ResultRow | undefined {
  const rows = results.rows.filter((row) => row.arm === arm && row.family === family);
  return rows.find(({ isAboutItself }) => isAboutItself) ?? rows[0];
}

/** How many runs a sweep has. */
export function countRuns(results: Results, bundle: Bundle, { points }: Sweep): number {
  const rows = bundle.families.flatMap(({ id }) => points.map(({ arm }) => rowOf(results, arm, id)));
  return new Set(rows.flatMap((row) => row?.seeds.map(({ explainer }) => explainer.run) ?? [])).size;
}

/** The rows behind a seed's numbers. */
export function seedHref(
  results: Results,
  { explainer, subject, target }: ResultSeed,
  slice: string,
): string {
  const part = results.slices.find(({ id }) => id === slice);
  return itemsHref({
    ...explainer,
    self: subject,
    target,
    ...WHOLE_STATISTICS,
    split: part?.split ?? null,
    task: part?.task ?? null,
    margin: part?.margin ?? null,
  });
}

function numberOf(estimate: Estimate): number | null {
  return estimate.kind === "value" ? estimate.value : null;
}

type Stand = {
  row: ResultRow;
  label: string;
  at: number | null;
  seedAt: (seed: ResultSeed) => number | null;
};

/** Where a family's runs of each point stand on the axis. */
function standsOf(results: Results, sweep: Sweep, family: string, slice: string): Stand[] {
  return sweep.points.flatMap(({ arm, level, label }, place): Stand[] => {
    const row = rowOf(results, arm, family);
    if (row === undefined) return [];
    if (sweep.axis.scale === "category") return [{ row, label, at: place, seedAt: () => place }];
    if (level !== null) return [{ row, label, at: level, seedAt: () => level }];
    // Measured for every run.
    return [
      {
        row,
        label,
        at: numberOf(resultOf(results, row.pooled, slice, "agreementStart")),
        seedAt: (seed) => numberOf(resultOf(results, seed.slices, slice, "agreementStart")),
      },
    ];
  });
}

function marksOf(
  results: Results,
  bundle: Bundle,
  { row, label, at, seedAt }: Stand,
  { statistic, slice, pins }: SweepChoice,
): DotMark[] {
  const words = STATISTIC_WORDS[statistic];
  const family = familyTitle(bundle, row.family);
  const shared = {
    series: row.family,
    spread: null,
    thread: null,
    hover: [`row:${row.id}` as const],
    isPinned: pins.includes(row.id),
  };
  const seeds = row.seeds.flatMap((seed): DotMark[] => {
    const own = seedAt(seed);
    if (own === null) return [];
    return [
      {
        ...shared,
        id: `${row.id} ${seed.seed}`,
        kind: "seed",
        at: own,
        title: `${label}, ${family}, seed ${seed.seed}`,
        estimate: resultOf(results, seed.slices, slice, statistic),
        thread: `${row.family} ${seed.seed}`,
        hover: [...shared.hover, `run:${seed.explainer.run}`],
      },
    ];
  });
  if (at === null) return seeds;
  const over = overSeedsOf(results, row, slice, statistic);
  const mean: DotMark = {
    ...shared,
    id: row.id,
    kind: "mean",
    at,
    title: `${label}, ${family}, ${row.seeds.length === 1 ? "one seed" : `mean of ${row.seeds.length} seeds`}`,
    estimate: resultOf(results, row.pooled, slice, statistic),
    spread: over.kind === "value" ? over : null,
  };
  if (words.companion === null) return [...seeds, mean];
  const companion: DotMark = {
    ...shared,
    id: `${row.id} beside`,
    kind: "companion",
    at,
    title: `${words.companion.title}, beside ${label}, ${family}`,
    estimate: resultOf(results, row.pooled, slice, words.companion.name),
    isPinned: false,
  };
  return [...seeds, companion, mean];
}

/** Which points have no runs at all, and which none in a family that has others. */
function missingNotes(results: Results, bundle: Bundle, sweep: Sweep, families: readonly string[]): string[] {
  const isThere = (arm: string, family: string) => rowOf(results, arm, family) !== undefined;
  const nowhere = sweep.points.filter(({ arm }) => !families.some((family) => isThere(arm, family)));
  const somewhere = sweep.points.filter((point) => !nowhere.includes(point));
  const list = (points: Sweep["points"]) => points.map(({ label }) => label).join(", ");
  return [
    ...(nowhere.length > 0 ? [`Not run yet: ${list(nowhere)}.`] : []),
    ...families.flatMap((family) => {
      const lacking = somewhere.filter(({ arm }) => !isThere(arm, family));
      return lacking.length > 0
        ? [`There are no runs in ${familyTitle(bundle, family)} of: ${list(lacking)}.`]
        : [];
    }),
  ];
}

/** Why means are not drawn, each reason once with the points it holds for. */
function undefinedNotes(marks: readonly DotMark[]): string[] {
  const byReason = new Map<string, string[]>();
  for (const { kind, estimate, title } of marks) {
    if (kind !== "mean" || estimate.kind === "value") continue;
    byReason.set(estimate.reason, [...(byReason.get(estimate.reason) ?? []), title]);
  }
  return [...byReason].map(([reason, titles]) => `Not drawn: ${titles.join("; ")} (${reason}).`);
}

export function sweepPicture(
  results: Results,
  bundle: Bundle,
  sweep: Sweep,
  choice: SweepChoice,
): SweepPicture {
  const families = bundle.families
    .map(({ id }) => id)
    .filter((family) => sweep.points.some(({ arm }) => rowOf(results, arm, family)));
  const stands = families.flatMap((family) => standsOf(results, sweep, family, choice.slice));
  const marks = stands.flatMap((stand) => marksOf(results, bundle, stand, choice));
  const isCategory = sweep.axis.scale === "category";
  const hasLevels = sweep.points.every(({ level }) => level !== null);
  const isThere = (arm: string) => families.some((family) => rowOf(results, arm, family));
  return {
    axis: {
      // A unit stands behind every level's label.
      title: sweep.axis.title,
      scale: sweep.axis.scale,
      places:
        isCategory || hasLevels
          ? sweep.points.map(({ arm, level, label }, place) => ({
              at: isCategory ? place : (level as number),
              label,
              ...(!isThere(arm) && { missing: NOT_RUN }),
            }))
          : [],
    },
    series: families.map((id, place) => ({
      id,
      title: familyTitle(bundle, id),
      form: DOT_FORMS[place % DOT_FORMS.length] as DotSeries["form"],
    })),
    marks,
    hrefs: new Map(
      stands.flatMap(({ row }) =>
        row.seeds.map((seed) => [`${row.id} ${seed.seed}`, seedHref(results, seed, choice.slice)] as const),
      ),
    ),
    rows: new Map(
      stands.flatMap(({ row }) => [
        [row.id, row.id] as const,
        [`${row.id} beside`, row.id] as const,
        ...row.seeds.map(({ seed }) => [`${row.id} ${seed}`, row.id] as const),
      ]),
    ),
    notes: [...missingNotes(results, bundle, sweep, families), ...undefinedNotes(marks)],
  };
}
