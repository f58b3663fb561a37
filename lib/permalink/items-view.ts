/** What a link to the Items page shows: whose claims, at which step, held against whom, and which rows. Pure. */
import { createParser } from "nuqs/server";
import { findRun } from "@/lib/bundle/runs";
import type { RunStep } from "@/lib/bundle/schema";
import type { ItemFilter } from "@/lib/coupling/item-filter";
import { ITEM_FILTER_PARAMETERS, readItemFilter, writeItemFilter } from "@/lib/permalink/filter-view";
import { makePageView, type Written, writeFields } from "@/lib/permalink/page-view";
import { idParser, runStepParser, wholeNumberParser } from "@/lib/permalink/parsers";
import { notRecorded, notRecordedAt, recordedStepsOf } from "@/lib/permalink/read-run";

/** What rows can be sorted by. */
export const ITEM_COLUMNS = ["prompt", "cue", "does", "says", "target", "verdict", "margin"] as const;
export type ItemColumn = (typeof ITEM_COLUMNS)[number];
export type ItemOrder = { key: ItemColumn; direction: "ascending" | "descending" };

/** A column, with "-" before it where the largest comes first. */
export const itemOrderParser = createParser<ItemOrder>({
  parse(text) {
    const [, sign, name] = /^(-?)([a-z]+)$/.exec(text) ?? [];
    const key = ITEM_COLUMNS.find((column) => column === name);
    return key === undefined ? null : { key, direction: sign ? "descending" : "ascending" };
  },
  serialize: ({ key, direction }) => `${direction === "descending" ? "-" : ""}${key}`,
});

export type ItemsView = {
  /** Whose claims. */
  run: string;
  step: number;
  /** Whose behaviour they are held against; null: the run's own subject at that step. */
  self: RunStep | null;
  /** And beside it; null: the target of the run's explanations. */
  target: RunStep | null;
  filter: ItemFilter;
  /** Null: as they stand in the bundle, the edits of a prompt together. */
  order: ItemOrder | null;
};

const PARSERS = {
  run: idParser,
  step: wholeNumberParser,
  self: runStepParser,
  target: runStepParser,
  order: itemOrderParser,
};

export type ItemsParameter = keyof typeof PARSERS | (typeof ITEM_FILTER_PARAMETERS)[number];

/** A link to the page names the fields of the filter one by one. */
export type ItemsLink = Partial<Omit<ItemsView, "filter"> & ItemFilter>;

export function writeItemsLink(link: ItemsLink): Written<ItemsParameter> {
  return { ...writeFields(PARSERS, link), ...writeItemFilter(link) };
}

export const itemsPageView = makePageView<ItemsParameter, ItemsView>({
  names: [...(Object.keys(PARSERS) as (keyof typeof PARSERS)[]), ...ITEM_FILTER_PARAMETERS],
  write: ({ filter, ...view }) => writeItemsLink({ ...view, ...filter }),
  read(bundle, reader) {
    const { read } = reader;
    const run = read("run", PARSERS.run, bundle.flagship, (id) => notRecorded(bundle, id));
    const steps = recordedStepsOf(findRun(bundle, run));
    const isKnown = (wanted: RunStep | null) =>
      wanted && (notRecorded(bundle, wanted.run) ?? notRecordedAt(bundle, wanted.run, wanted.step));
    return {
      run,
      step: read("step", PARSERS.step, steps.at(-1) ?? 0, (step) => notRecordedAt(bundle, run, step)),
      self: read<RunStep | null>("self", PARSERS.self, null, isKnown),
      target: read<RunStep | null>("target", PARSERS.target, null, isKnown),
      filter: readItemFilter(bundle, reader),
      order: read<ItemOrder | null>("order", PARSERS.order, null),
    };
  },
});
