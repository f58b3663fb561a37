/** From the bundle's results to what a sweep draws. Pure. */
import type { DotBand } from "@/components/charts/dot-grounds";
import { DOT_FORMS, type DotAxis, type DotMark, type DotSeries } from "@/components/charts/dot-marks";
import { overSeedsOf, type ResultRow, type ResultSeed, type Results, resultOf } from "@/lib/bundle/results";
import { familyTitle, findRun, firstAncestor } from "@/lib/bundle/runs";
import type { Bundle, Sweep } from "@/lib/bundle/schema";
import { WHOLE_STATISTICS } from "@/lib/coupling/item-filter";
import type { ArmsStatistic } from "@/lib/permalink/arms-view";
import { itemsHref } from "@/lib/permalink/links";
import { type Estimate, undefinedEstimate } from "@/lib/stats/estimate";
import { foundOf } from "./arms-estimates";
import { STATISTIC_WORDS } from "./arms-words";
import { companionOf } from "./sweep-companions";
import { missingNotes, type NotDrawn, pointName, undefinedNotes } from "./sweep-notes";

const NOT_RUN = "not run yet";

export type SweepChoice = { statistic: ArmsStatistic; slice: string; pins: readonly string[] };

export type SweepPicture = {
  axis: DotAxis;
  series: DotSeries[];
  marks: DotMark[];
  /** Where a mark leads, by its id; and its row, to be marked. */
  hrefs: Map<string, string>;
  rows: Map<string, string>;
  /** What cannot be drawn and why, in sentences. */
  notes: string[];
};

/** In a sweep an external explainer stands for itself: labels of M0, and behaviour that did not shift. */
function rowOf(results: Results, arm: string, family: string): ResultRow | undefined {
  const rows = results.rows.filter((row) => row.arm === arm && row.family === family);
  return rows.find(({ isAboutItself }) => isAboutItself) ?? rows[0];
}

/** How many runs a sweep has, and which of its points have none yet. */
export function sweepProgress(
  results: Results,
  bundle: Bundle,
  { points }: Sweep,
): { runs: number; missing: Sweep["points"] } {
  const rowsAt = ({ arm }: Sweep["points"][number]) =>
    bundle.families.flatMap(({ id }) => rowOf(results, arm, id) ?? []);
  const runs = points.flatMap(rowsAt).flatMap(({ seeds }) => seeds.map(({ explainer }) => explainer.run));
  return { runs: new Set(runs).size, missing: points.filter((point) => rowsAt(point).length === 0) };
}

/** The stretch of the axis that the bundle says something of; its note is among the picture's. */
export function bandOf({ band }: Sweep): DotBand | null {
  return band ? { from: band.low, to: band.high, name: band.label } : null;
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
  /** The point's own label, and its name where it stands alone. */
  label: string;
  name: string;
  at: number | null;
  seedAt: (seed: ResultSeed) => number | null;
};

/** Where a family's runs of each point stand on the axis. */
function standsOf(results: Results, sweep: Sweep, family: string, slice: string): Stand[] {
  return sweep.points.flatMap(({ arm, level, label }, place): Stand[] => {
    const row = rowOf(results, arm, family);
    if (row === undefined) return [];
    const named = { row, label, name: pointName(sweep, label) };
    if (sweep.axis.scale === "category") return [{ ...named, at: place, seedAt: () => place }];
    if (level !== null) return [{ ...named, at: level, seedAt: () => level }];
    // Measured for every run.
    return [
      {
        ...named,
        at: numberOf(resultOf(results, row.pooled, slice, "agreementStart")),
        seedAt: (seed) => numberOf(resultOf(results, seed.slices, slice, "agreementStart")),
      },
    ];
  });
}

/** A run's items by name, for the note at a mark. */
function itemsWords({ seeds }: ResultRow, seed: ResultSeed): string {
  return seeds.length === 1 ? "its run’s items" : `the items of its first run, seed ${seed.seed}`;
}

/** The first model that a seed's explainer descends from, of which runs are joined; null where it is not known. */
function threadOf(bundle: Bundle, family: string, { explainer }: ResultSeed): string | null {
  const run = findRun(bundle, explainer.run);
  return run === undefined ? null : `${family} ${firstAncestor(bundle, run).id}`;
}

type Drawn = { mark: DotMark /** Whose items it opens. */; seed: ResultSeed | null };

function marksOf(
  results: Results,
  bundle: Bundle,
  { row, name: point, at, seedAt }: Stand,
  { statistic, slice, pins }: SweepChoice,
): Drawn[] {
  const words = STATISTIC_WORDS[statistic];
  const family = familyTitle(bundle, row.family);
  const shared = {
    series: row.family,
    spread: null,
    thread: null,
    companion: null,
    opens: null,
    hover: [`row:${row.id}` as const],
    isPinned: pins.includes(row.id),
  };
  const seeds = row.seeds.flatMap((seed): Drawn[] => {
    const own = seedAt(seed);
    if (own === null) return [];
    const mark: DotMark = {
      ...shared,
      id: `${row.id} ${seed.seed}`,
      kind: "seed",
      at: own,
      title: `${point}, ${family}, seed ${seed.seed}`,
      estimate: foundOf(results, seed.slices, slice, statistic),
      thread: threadOf(bundle, row.family, seed),
      hover: [...shared.hover, `run:${seed.explainer.run}`],
      opens: "its items",
    };
    return [{ mark, seed }];
  });
  if (at === null) return seeds;
  const over = overSeedsOf(results, row, slice, statistic);
  const [first = null] = row.seeds;
  const mean: DotMark = {
    ...shared,
    id: row.id,
    kind: "mean",
    at,
    title: `${point}, ${family}, ${row.seeds.length === 1 ? "one seed" : `mean of ${row.seeds.length} seeds`}`,
    estimate: foundOf(results, row.pooled, slice, statistic),
    spread: over,
    opens: first && itemsWords(row, first),
  };
  // What has no number of its own has nothing to be compared with.
  const names = mean.estimate.kind === "value" ? words.companions : [];
  const companions = names.flatMap(({ name, title }, place): Drawn[] => {
    const beside = companionOf(name, { bundle, results, row, slice, statistic });
    if (beside === null) return [];
    const mark: DotMark = {
      ...shared,
      id: `${row.id} beside ${name}`,
      kind: "companion",
      companion: place,
      at,
      title: `${title}, beside ${point}, ${family}`,
      estimate: beside.estimate,
      opens: beside.seed && `the items of ${beside.seed.explainer.run}`,
      isPinned: false,
    };
    return [{ mark, seed: beside.seed }];
  });
  return [...seeds, ...companions, { mark: mean, seed: first }];
}

/** What the table says of other seeds: a mean's interval, and why the other marks have none. */
export function overSeedsCell({ kind, spread }: Pick<DotMark, "kind" | "spread">): Estimate {
  if (spread !== null) return spread;
  return undefinedEstimate(kind === "seed" ? "it is of several seeds" : "it is computed of arms alone");
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
  const drawn = stands.flatMap((stand) =>
    marksOf(results, bundle, stand, choice).map((one) => ({ ...one, row: stand.row.id })),
  );
  const marks = drawn.map(({ mark }) => mark);
  const notDrawn = stands.flatMap(({ row, label }): NotDrawn[] => {
    const mean = marks.find(({ id }) => id === row.id);
    return mean?.estimate.kind === "undefined"
      ? [{ label, family: row.family, reason: mean.estimate.reason }]
      : [];
  });
  const isCategory = sweep.axis.scale === "category";
  const hasLevels = sweep.points.every(({ level }) => level !== null);
  const isThere = (arm: string, family: string) => rowOf(results, arm, family) !== undefined;
  const isMissing = (arm: string) => !families.some((family) => isThere(arm, family));
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
              ...(isMissing(arm) && { missing: NOT_RUN }),
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
      drawn.flatMap(({ mark, seed }) =>
        seed === null ? [] : [[mark.id, seedHref(results, seed, choice.slice)] as const],
      ),
    ),
    rows: new Map(drawn.map(({ mark, row }) => [mark.id, row])),
    notes: [
      ...(sweep.band ? [sweep.band.note] : []),
      ...missingNotes(bundle, sweep, families, isThere),
      ...undefinedNotes(bundle, sweep, notDrawn),
    ],
  };
}
