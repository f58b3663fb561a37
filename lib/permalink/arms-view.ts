/**
 * What a link to the Arms page shows: which sweep, which statistic, on which part of the items, and how the table of
 * all arms stands. What of it only the bundle's results can tell (parts, rows, columns) is checked against them by
 * `checkArmsView`. Pure.
 */
import { createParser, parseAsStringLiteral } from "nuqs/server";
import type { Results } from "@/lib/bundle/results";
import { makePageView, writeFields } from "@/lib/permalink/page-view";
import { idParser, idsParser } from "@/lib/permalink/parsers";
import { type IgnoredParameter, quote } from "@/lib/permalink/read-parameter";

/** What a sweep can show; names of the results. */
export const ARMS_STATISTICS = [
  "couplingIndex",
  "selfPull",
  "targetPull",
  "bothPull",
  "cueKnowledge",
  "balancedAccuracy",
  "placing",
  "recovery",
  "aboveExternal",
  "gap",
] as const;
export type ArmsStatistic = (typeof ARMS_STATISTICS)[number];

/** Which columns the table has. */
export const ARMS_COLUMNS = ["claims", "behaviour", "all"] as const;
export type ArmsColumns = (typeof ARMS_COLUMNS)[number];

export type ArmsOrder = { key: string; direction: "ascending" | "descending" };

export type ArmsView = {
  /** Null where the bundle has no sweep. */
  sweep: string | null;
  statistic: ArmsStatistic;
  /** Id of one of the results' slices; null: the first. */
  slice: string | null;
  columns: ArmsColumns;
  /** The table's rows: of one family, of one group of arms, with these words in them; null: all. */
  family: string | null;
  group: string | null;
  text: string | null;
  /** Null: in the order of the experiment. */
  order: ArmsOrder | null;
  /** Ids of rows that a visitor keeps marked. */
  pins: string[];
};

const MAX_TEXT = 80;

/** What the table's rows are searched for. */
const textParser = createParser<string>({
  parse: (text) => (text.length > 0 && text.length <= MAX_TEXT ? text : null),
  serialize: (text) => text,
});

/** A column, with "-" before it where the largest comes first. */
const orderParser = createParser<ArmsOrder>({
  parse(text) {
    const match = /^(-?)([a-z][A-Za-z]*)$/.exec(text);
    return match && { key: match[2] as string, direction: match[1] ? "descending" : "ascending" };
  },
  serialize: ({ key, direction }) => `${direction === "descending" ? "-" : ""}${key}`,
  eq: (a, b) => a.key === b.key && a.direction === b.direction,
});

const PARSERS = {
  sweep: idParser,
  statistic: parseAsStringLiteral(ARMS_STATISTICS),
  slice: idParser,
  columns: parseAsStringLiteral(ARMS_COLUMNS),
  family: idParser,
  group: idParser,
  text: textParser,
  order: orderParser,
  pins: idsParser,
};

export type ArmsParameter = keyof typeof PARSERS;

const NOT_HERE = "is not in this bundle";

const isAmong = (known: readonly string[]) => (wanted: string | null) =>
  wanted === null || known.includes(wanted) ? null : NOT_HERE;

export const armsPageView = makePageView<ArmsParameter, ArmsView>({
  names: Object.keys(PARSERS) as ArmsParameter[],
  write: ({ pins, ...change }) => writeFields(PARSERS, { ...change, pins: pins?.length === 0 ? null : pins }),
  read(bundle, { read }) {
    const ids = (of: readonly { id: string }[]) => isAmong(of.map(({ id }) => id));
    return {
      sweep: read<string | null>("sweep", PARSERS.sweep, bundle.sweeps[0]?.id ?? null, ids(bundle.sweeps)),
      statistic: read<ArmsStatistic>("statistic", PARSERS.statistic, "couplingIndex"),
      slice: read<string | null>("slice", PARSERS.slice, null),
      columns: read<ArmsColumns>("columns", PARSERS.columns, "claims"),
      family: read<string | null>("family", PARSERS.family, null, ids(bundle.families)),
      group: read<string | null>(
        "group",
        PARSERS.group,
        null,
        isAmong(bundle.arms.map(({ group }) => group)),
      ),
      text: read<string | null>("text", PARSERS.text, null),
      order: read<ArmsOrder | null>("order", PARSERS.order, null),
      pins: read<string[]>("pins", PARSERS.pins, []),
    };
  },
});

/** A view that the results know too: what they do not have is left out and noted. `columns` are the table's keys. */
export function checkArmsView(
  results: Results,
  view: ArmsView,
  columns: readonly string[],
): { view: ArmsView & { slice: string }; ignored: IgnoredParameter[] } {
  const ignored: IgnoredParameter[] = [];
  const ignore = (name: ArmsParameter, given: string) =>
    ignored.push({
      name,
      given,
      sentence: `The link says ${name} ${quote(given)}, which ${NOT_HERE}; it was left out.`,
    });
  const isSlice = results.slices.some(({ id }) => id === view.slice);
  if (view.slice !== null && !isSlice) ignore("slice", view.slice);
  const isColumn = view.order === null || columns.includes(view.order.key);
  if (view.order !== null && !isColumn) ignore("order", PARSERS.order.serialize(view.order));
  const rows = new Set(results.rows.map(({ id }) => id));
  for (const pin of view.pins) if (!rows.has(pin)) ignore("pins", pin);
  return {
    view: {
      ...view,
      slice: isSlice && view.slice !== null ? view.slice : (results.slices[0]?.id ?? ""),
      order: isColumn ? view.order : null,
      pins: view.pins.filter((pin) => rows.has(pin)),
    },
    ignored,
  };
}
