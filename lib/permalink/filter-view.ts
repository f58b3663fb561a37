/**
 * What items a link narrows a page to. `readFilter` for pages that show statistics, `readItemFilter` for those
 * that show rows; each gives back what its writer wrote. Pure.
 */
import { parseAsStringLiteral } from "nuqs/server";
import type { Bundle, Task } from "@/lib/bundle/schema";
import {
  type ItemFilter,
  type StatisticsFilter,
  WHOLE_ITEMS,
  WHOLE_STATISTICS,
} from "@/lib/coupling/item-filter";
import { type Written, writeFields } from "@/lib/permalink/page-view";
import { flipParser, idParser, switchParser } from "@/lib/permalink/parsers";
import type { Reader } from "@/lib/permalink/read-parameter";

/** "all" where the filter has null: without the parameter a page shows the held-out entities. */
const SPLITS = ["held-out", "explained", "all"] as const;
const EDITS = ["remove", "add"] as const;
const REPLIES = ["same", "shifted"] as const;
const MARGINS = ["away", "near"] as const;
const CHANGES = ["only-self", "only-target", "only-one", "both", "neither"] as const;
const BEFORE = ["alike", "comparable", "differ"] as const;
const VERDICTS = ["unchanged", "changed", "omitted", "invented", "other-reply"] as const;

const PARSERS = {
  split: parseAsStringLiteral(SPLITS),
  task: idParser,
  cue: idParser,
  edit: parseAsStringLiteral(EDITS),
  flip: flipParser,
  reply: parseAsStringLiteral(REPLIES),
  margin: parseAsStringLiteral(MARGINS),
};

const ITEM_PARSERS = {
  ...PARSERS,
  changes: parseAsStringLiteral(CHANGES),
  before: parseAsStringLiteral(BEFORE),
  disputed: switchParser,
  verdict: parseAsStringLiteral(VERDICTS),
};

export type FilterParameter = keyof typeof PARSERS;
export type ItemFilterParameter = keyof typeof ITEM_PARSERS;

/** For the `names` of a page's view. */
export const FILTER_PARAMETERS = Object.keys(PARSERS) as FilterParameter[];
export const ITEM_FILTER_PARAMETERS = Object.keys(ITEM_PARSERS) as ItemFilterParameter[];

/** What a page shows that is not told otherwise: entities that were never explained, and nothing left out of them. */
export const DEFAULT_FILTER: StatisticsFilter = { ...WHOLE_STATISTICS, split: "held-out" };

export const DEFAULT_ITEM_FILTER: ItemFilter = { ...WHOLE_ITEMS, split: "held-out" };

const NOT_HERE = "is not in this bundle";

/** The tasks that a filter leaves: one, or all of them. */
export function tasksOf(bundle: Bundle, task: string | null): Task[] {
  return bundle.tasks.filter(({ id }) => task === null || id === task);
}

/** A filter but for its split, where a page has its own way to choose that. */
export type SplitlessFilter = Omit<StatisticsFilter, "split">;
export type SplitlessParameter = Exclude<FilterParameter, "split">;
export const SPLITLESS_PARAMETERS = FILTER_PARAMETERS.filter(
  (name): name is SplitlessParameter => name !== "split",
);

export function readSplitlessFilter(bundle: Bundle, { read }: Reader<SplitlessParameter>): SplitlessFilter {
  const task = read<string | null>("task", PARSERS.task, null, (wanted) =>
    bundle.tasks.some(({ id }) => id === wanted) ? null : NOT_HERE,
  );
  const tasks = tasksOf(bundle, task);
  const notOfTask = task === null ? NOT_HERE : `is not of the task ${task}`;
  const classes = Math.max(...tasks.map(({ replies }) => replies.length));
  return {
    task,
    cue: read<string | null>("cue", PARSERS.cue, null, (wanted) =>
      tasks.some(({ cues }) => cues.some(({ id }) => id === wanted)) ? null : notOfTask,
    ),
    edit: read<StatisticsFilter["edit"]>("edit", PARSERS.edit, null),
    flip: read<StatisticsFilter["flip"]>("flip", PARSERS.flip, null, (wanted) =>
      wanted && Math.max(wanted.from, wanted.to) < classes
        ? null
        : "names a reply that the task does not have",
    ),
    reply: read<StatisticsFilter["reply"]>("reply", PARSERS.reply, null),
    margin: read<StatisticsFilter["margin"]>("margin", PARSERS.margin, null),
  };
}

/** Reads the parameters of a statistic's filter: what the bundle does not have is left out and noted. */
export function readFilter(bundle: Bundle, reader: Reader<FilterParameter>): StatisticsFilter {
  const split = reader.read<(typeof SPLITS)[number]>("split", PARSERS.split, "held-out");
  return { split: split === "all" ? null : split, ...readSplitlessFilter(bundle, reader) };
}

/** The same with what only rows can be narrowed by. */
export function readItemFilter(bundle: Bundle, reader: Reader<ItemFilterParameter>): ItemFilter {
  const { read } = reader;
  return {
    ...readFilter(bundle, reader),
    changes: read<ItemFilter["changes"]>("changes", ITEM_PARSERS.changes, null),
    before: read<ItemFilter["before"]>("before", ITEM_PARSERS.before, null),
    disputed: read<ItemFilter["disputed"]>("disputed", ITEM_PARSERS.disputed, null),
    verdict: read<ItemFilter["verdict"]>("verdict", ITEM_PARSERS.verdict, null),
  };
}

/** A whole filter, or the fields of it that are given, as parameters; a field at its default is taken out. */
export function writeItemFilter(filter: Partial<ItemFilter>): Written<ItemFilterParameter> {
  const { split, ...rest } = filter;
  const isDefault = split === undefined || split === DEFAULT_FILTER.split;
  return {
    ...("split" in filter && { split: isDefault ? null : (split ?? "all") }),
    ...writeFields({ ...ITEM_PARSERS }, rest),
  };
}

export function writeFilter(filter: Partial<StatisticsFilter>): Written<FilterParameter> {
  return writeItemFilter(filter) as Written<FilterParameter>;
}
