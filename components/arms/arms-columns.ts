/** The columns of the table of all arms, and which of its rows are shown in which order. Pure. */
import { type SortValue, sortRows } from "@/components/ui/sort-order";
import { overSeedsOf, type ResultName, type ResultRow, type Results, resultOf } from "@/lib/bundle/results";
import { familyTitle } from "@/lib/bundle/runs";
import type { Bundle } from "@/lib/bundle/schema";
import type { ArmsColumns, ArmsView } from "@/lib/permalink/arms-view";
import type { Estimate } from "@/lib/stats/estimate";
import { foundOf } from "./arms-estimates";
import { rowTitle } from "./arms-words";

export type ArmsColumn = {
  /** What links call it. */
  key: string;
  title: string;
  name: ResultName;
  /** The mean's interval over seeds, and not over entities. */
  isOverSeeds?: boolean;
  /** What it is, where its name does not say: for the legend under the table and for who points at its heading. */
  help?: string;
  /** Whose table it is in; "all" has every column. */
  set: Exclude<ArmsColumns, "all">;
};

const column = (
  set: ArmsColumn["set"],
  name: ResultName,
  title: string,
  rest: Partial<ArmsColumn> = {},
): ArmsColumn => ({ key: name, name, title, set, ...rest });

/** What claims follow, and what is right of them beside what behaviour does; as in training/RESULTS.md. */
export const COLUMNS: readonly ArmsColumn[] = [
  column("claims", "couplingIndex", "coupling index", {
    help: "½ + ½ (self-pull − target-pull): 1 for claims copied from the model, 0 from its target, ½ for claims that do not tell a prompt’s edits apart",
  }),
  column("claims", "matchedIndex", "matched index", {
    help: "the coupling index of claims that name as many edits of every prompt as the arm’s, picked by the cue words alone: what an arm’s own index is to be read against",
  }),
  column("claims", "placing", "placing", {
    help: "the coupling index less the matched one: whether claims name the model’s own edits once their number is left out; 0 for claims that know neither’s edits, or both’s alike",
  }),
  column("claims", "couplingIndex", "index over seeds", {
    key: "couplingIndexOverSeeds",
    isOverSeeds: true,
    help: "the same coupling index, with the interval that other seeds would give",
  }),
  column("claims", "selfPull", "self-pull"),
  column("claims", "targetPull", "target-pull"),
  column("claims", "bothPull", "both-pull"),
  column("claims", "externalIndex", "external index", {
    help: "the coupling index of the external explainer, which had the same labels and never saw this behaviour",
  }),
  column("claims", "aboveExternal", "above external", {
    help: "the coupling index less the external explainer’s; claims that know nothing get ½ less the external explainer’s, not 0",
  }),
  column("claims", "recovery", "recovery", {
    help: "how much of the way from the external explainer’s index to that of online labels; claims that know nothing get about half, not 0",
  }),
  column("claims", "logOdds", "log-odds", { help: "of naming an edit, self over target; null 0" }),
  column("behaviour", "faithfulnessSelf", "true of itself"),
  column("behaviour", "faithfulnessTarget", "true of its target"),
  column("behaviour", "gap", "gap"),
  column("behaviour", "unchangedGap", "gap of “nothing would change”"),
  column("behaviour", "unchangedSelf", "“nothing would change”, true of itself"),
  column("behaviour", "balancedAccuracy", "balanced accuracy"),
  column("behaviour", "cueKnowledge", "cue knowledge"),
  column("behaviour", "claimedRate", "says a change"),
  column("behaviour", "actualRate", "changes"),
  column("behaviour", "agreementStart", "agreement at the start"),
  column("behaviour", "agreement", "agreement at the end"),
  column("behaviour", "behaviourShift", "replies shifted"),
  column("behaviour", "kl", "KL from M0, nats"),
];

/** Keys that rows can be ordered by: those of the columns, and of what names a row. */
export const ORDER_KEYS: readonly string[] = [
  "arm",
  "family",
  "seeds",
  "n",
  ...COLUMNS.map(({ key }) => key),
];

export function columnsOf(set: ArmsColumns): ArmsColumn[] {
  return COLUMNS.filter((one) => set === "all" || one.set === set);
}

/** A row's number in a column, of the mean over its seeds. */
export function cellOf(
  results: Results,
  row: ResultRow,
  slice: string,
  { name, isOverSeeds }: ArmsColumn,
): Estimate {
  return isOverSeeds ? overSeedsOf(results, row, slice, name) : foundOf(results, row.pooled, slice, name);
}

/** How many edits the row rests on: of the index where claims are asked, else all that were asked about. */
export function countOf(results: Results, row: ResultRow, slice: string, set: ArmsColumns): number | null {
  const counted = resultOf(
    results,
    row.pooled,
    slice,
    set === "behaviour" ? "faithfulnessSelf" : "couplingIndex",
  );
  return counted.kind === "value" ? counted.n : null;
}

/** How many edits a run is asked about: the least and the most of these rows; null where no row tells. */
export function askedOf(
  results: Results,
  rows: readonly ResultRow[],
  slice: string,
): { least: number; most: number } | null {
  const asked = rows.flatMap(({ seeds }) =>
    seeds.flatMap((seed) => {
      const all = resultOf(results, seed.slices, slice, "faithfulnessSelf");
      return all.kind === "value" ? [all.n] : [];
    }),
  );
  return asked.length === 0 ? null : { least: Math.min(...asked), most: Math.max(...asked) };
}

function keyOf(
  results: Results,
  bundle: Bundle,
  row: ResultRow,
  view: ArmsView & { slice: string },
): SortValue {
  const key = view.order?.key;
  if (key === "arm") return rowTitle(row);
  if (key === "family") return familyTitle(bundle, row.family);
  if (key === "seeds") return row.seeds.length;
  if (key === "n") return countOf(results, row, view.slice, view.columns);
  const chosen = COLUMNS.find((one) => one.key === key);
  if (chosen === undefined) return null;
  const estimate = cellOf(results, row, view.slice, chosen);
  return estimate.kind === "value" ? estimate.value : null;
}

/** The rows of a view: those marked first, the others as the filters leave them; both in the view's order. */
export function rowsOf(results: Results, bundle: Bundle, view: ArmsView & { slice: string }): ResultRow[] {
  const { order, pins, family, group } = view;
  const words = (view.text ?? "").toLowerCase().split(/\s+/).filter(Boolean);
  const isLeft = (row: ResultRow) => {
    const own = `${rowTitle(row)} ${row.arm} ${row.group} ${familyTitle(bundle, row.family)}`.toLowerCase();
    return (
      (family === null || row.family === family) &&
      (group === null || row.group === group) &&
      words.every((word) => own.includes(word))
    );
  };
  const sorted =
    order === null
      ? results.rows
      : sortRows(results.rows, (row) => keyOf(results, bundle, row, view), order.direction);
  const isPinned = ({ id }: ResultRow) => pins.includes(id);
  return [...sorted.filter(isPinned), ...sorted.filter((row) => !isPinned(row) && isLeft(row))];
}
