/** What a link to the Items page shows: whose claims, at which step, held against whom, and which rows. Pure. */
import { findRun } from "@/lib/bundle/runs";
import type { RunStep } from "@/lib/bundle/schema";
import type { ItemFilter } from "@/lib/coupling/item-filter";
import { ITEM_FILTER_PARAMETERS, readItemFilter, writeItemFilter } from "@/lib/permalink/filter-view";
import { makePageView, type Written, writeFields } from "@/lib/permalink/page-view";
import { idParser, runStepParser, wholeNumberParser } from "@/lib/permalink/parsers";
import { notRecorded, notRecordedAt, recordedStepsOf } from "@/lib/permalink/read-run";

export type ItemsView = {
  /** Whose claims. */
  run: string;
  step: number;
  /** Whose behaviour they are held against; null: the run's own subject at that step. */
  self: RunStep | null;
  /** And beside it; null: the target of the run's explanations. */
  target: RunStep | null;
  filter: ItemFilter;
};

const PARSERS = { run: idParser, step: wholeNumberParser, self: runStepParser, target: runStepParser };

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
    };
  },
});
