/** What a link to the Timeline shows: a run, what stands beside it, which items, and the steps kept marked. Pure. */
import { parseAsStringLiteral } from "nuqs/server";
import { findRun } from "@/lib/bundle/runs";
import type { StatisticsFilter } from "@/lib/coupling/item-filter";
import {
  FILTER_PARAMETERS,
  type FilterParameter,
  readFilter,
  writeFilter,
} from "@/lib/permalink/filter-view";
import { makePageView, type Written, writeFields } from "@/lib/permalink/page-view";
import { idParser, idsParser, wholeNumberParser } from "@/lib/permalink/parsers";
import { notOnPlane } from "@/lib/permalink/plane-view";
import { recordedStepsOf } from "@/lib/permalink/read-run";

/**
 * What can be drawn beside a run. "seeds": the other runs of its arm and family; "other-entities": itself, on the
 * entities that the filter's split leaves out.
 */
export const BESIDE = [
  "seeds",
  "other-entities",
  "online",
  "external",
  "text-only",
  "shuffled",
  "constant",
] as const;
export type Beside = (typeof BESIDE)[number];

/** One run's line, or the mean over all seeds of its arm and family. */
export const LINES = ["run", "mean"] as const;

export type TimelineView = {
  run: string;
  line: (typeof LINES)[number];
  beside: Beside[];
  filter: StatisticsFilter;
  /** Ascending. */
  pins: number[];
};

/** What the claims have to be seen beside to mean anything. */
export const DEFAULT_BESIDE: readonly Beside[] = ["seeds", "online", "external", "shuffled"];

const PARSERS = {
  run: idParser,
  line: parseAsStringLiteral(LINES),
  beside: idsParser,
  pins: idsParser,
};

export type TimelineParameter = keyof typeof PARSERS | FilterParameter;

export function writeTimelineView(view: Partial<TimelineView>): Written<TimelineParameter> {
  const { filter = {}, pins, ...rest } = view;
  const marked = pins && (pins.length === 0 ? null : pins.map(String));
  return { ...writeFields(PARSERS, { ...rest, pins: marked }), ...writeFilter(filter) };
}

export const timelinePageView = makePageView<TimelineParameter, TimelineView>({
  names: [...(Object.keys(PARSERS) as (keyof typeof PARSERS)[]), ...FILTER_PARAMETERS],
  write: writeTimelineView,
  read(bundle, reader) {
    const { read, ignore } = reader;
    const run = read("run", PARSERS.run, bundle.flagship, (id) => notOnPlane(bundle, id));
    const steps = recordedStepsOf(findRun(bundle, run));
    const wanted = read<string[]>("beside", PARSERS.beside, [...DEFAULT_BESIDE]);
    const known = BESIDE.filter((id) => wanted.includes(id));
    for (const id of wanted) {
      if (!known.includes(id as Beside)) ignore("beside", "is nothing that can be drawn there", id);
    }
    const pins = read<string[]>("pins", PARSERS.pins, []);
    const marked = pins.flatMap((text) => {
      const step = wholeNumberParser.parse(text);
      if (step !== null && steps.includes(step)) return [step];
      ignore("pins", `is not among the steps of ${run}`, text);
      return [];
    });
    return {
      run,
      line: read<TimelineView["line"]>("line", PARSERS.line, "run"),
      // Of a list in which nothing is known nothing is left to go by; an empty one is a wish.
      beside: known.length === 0 && wanted.length > 0 ? [...DEFAULT_BESIDE] : known,
      filter: readFilter(bundle, reader),
      pins: marked.sort((a, b) => a - b),
    };
  },
});
