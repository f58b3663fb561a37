"use client";

import { type ReactNode, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { SelectField } from "@/components/ui/select-field";
import type { Bundle } from "@/lib/bundle/schema";
import type { StatisticsFilter } from "@/lib/coupling/item-filter";
import { DEFAULT_FILTER } from "@/lib/permalink/filter-view";
import { flipParser } from "@/lib/permalink/parsers";
import { FilterHints, type Hint } from "./filter-hints";
import {
  type Choice,
  cueChoices,
  EDIT_WORDS,
  filterWords,
  flipTitle,
  listFlips,
  MARGIN_WORDS,
  REPLY_WORDS,
  SPLIT_WORDS,
} from "./filter-words";

type FilterBarProps = {
  bundle: Bundle;
  filter: StatisticsFilter;
  onFilter: (filter: StatisticsFilter) => void;
  /** Fields that the page has its own control for, or no use for. */
  omit?: readonly (keyof StatisticsFilter)[];
  /** A page's own controls, before and after the shared ones, and what they say, for where they are folded. */
  summary?: readonly string[];
  before?: ReactNode;
  children?: ReactNode;
  /** What the page's own choices mean, where they do not explain themselves. */
  hints?: readonly Hint[];
  /** Takes back the page's own choices as well; given where one of them leaves something out. */
  reset?: (() => void) | undefined;
};

/** A flip names replies of every task, which takes two columns unless there are but four wide ones. */
const WIDE = "lg:[:not(:has(>:nth-child(8):last-child))>&]:col-span-2";

/** The choice that leaves nothing out. */
const ALL = "";

function wordsToChoices(words: Record<string, string>): Choice[] {
  return Object.entries(words).map(([value, title]) => ({ value, title }));
}

/** A choice among a field's values, or all of them. */
function FilterField(props: {
  label: string;
  all: string;
  choices: readonly Choice[];
  value: string | null;
  onValue: (value: string | null) => void;
}) {
  const { label, all, choices, value, onValue } = props;
  return (
    <SelectField
      label={label}
      value={value ?? ALL}
      options={[{ value: ALL, title: all }, ...choices]}
      onChange={(chosen) => onValue(chosen === ALL ? null : chosen)}
    />
  );
}

/**
 * What the statistics of a page are narrowed to: a row of selects, folded behind what it says on a phone.
 * A choice that the task chosen does not have goes with the change of the task.
 */
export function FilterBar({ bundle, filter, onFilter, omit = [], ...props }: FilterBarProps) {
  const { summary = [], before, children, hints = [], reset } = props;
  const id = useId();
  const [isOpen, setIsOpen] = useState(false);
  const fields = Object.keys(DEFAULT_FILTER) as (keyof StatisticsFilter)[];
  const shown = fields.filter((field) => !omit.includes(field));
  const isDefault = shown.every((field) => filter[field] === DEFAULT_FILTER[field]);
  const change = (part: Partial<StatisticsFilter>) => onFilter({ ...filter, ...part });
  const resetOwn = () =>
    change(Object.fromEntries(shown.map((field) => [field, DEFAULT_FILTER[field]])) as typeof filter);
  const flips = listFlips(bundle, filter.task);

  const controls: Record<keyof StatisticsFilter, ReactNode> = {
    split: (
      <FilterField
        label="Entities"
        all="all"
        choices={wordsToChoices(SPLIT_WORDS)}
        value={filter.split}
        onValue={(split) => change({ split: split as StatisticsFilter["split"] })}
      />
    ),
    task: (
      <FilterField
        label="Task"
        all="all"
        choices={bundle.tasks.map((task) => ({ value: task.id, title: task.title }))}
        value={filter.task}
        onValue={(task) => {
          const hasCue = cueChoices(bundle, task).some(({ value }) => value === filter.cue);
          const isFlip = ({ from, to }: { from: number; to: number }) =>
            from === filter.flip?.from && to === filter.flip.to;
          change({
            task,
            cue: hasCue ? filter.cue : null,
            flip: listFlips(bundle, task).some(isFlip) ? filter.flip : null,
          });
        }}
      />
    ),
    cue: (
      <FilterField
        label="Cue edited"
        all="any"
        choices={cueChoices(bundle, filter.task)}
        value={filter.cue}
        onValue={(cue) => change({ cue })}
      />
    ),
    edit: (
      <FilterField
        label="Edit"
        all="either"
        choices={wordsToChoices(EDIT_WORDS)}
        value={filter.edit}
        onValue={(edit) => change({ edit: edit as StatisticsFilter["edit"] })}
      />
    ),
    flip: (
      <FilterField
        label="Flip"
        all="any or none"
        choices={flips.map((flip) => ({
          value: flipParser.serialize(flip),
          title: flipTitle(bundle, filter.task, flip),
        }))}
        value={filter.flip && flipParser.serialize(filter.flip)}
        onValue={(flip) => change({ flip: flip === null ? null : flipParser.parse(flip) })}
      />
    ),
    reply: (
      <FilterField
        label="Reply since the start"
        all="shifted or not"
        choices={wordsToChoices(REPLY_WORDS)}
        value={filter.reply}
        onValue={(reply) => change({ reply: reply as StatisticsFilter["reply"] })}
      />
    ),
    margin: (
      <FilterField
        label="Margin"
        all="near or away"
        choices={wordsToChoices(MARGIN_WORDS)}
        value={filter.margin}
        onValue={(margin) => change({ margin: margin as StatisticsFilter["margin"] })}
      />
    ),
  };

  const omitted = Object.fromEntries(omit.map((field) => [field, null]));
  const words = [...summary, ...filterWords(bundle, { ...filter, ...omitted })];
  return (
    <section aria-label="What is shown" className="border-rule border-y py-m">
      <button
        type="button"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setIsOpen(!isOpen)}
        className="flex w-full items-baseline justify-between gap-m text-left font-sans text-label sm:hidden"
      >
        <span>
          {words.length === 0 ? "All items" : words.join("; ").replace(/^./, (c) => c.toUpperCase())}
        </span>
        <span className="text-soft underline decoration-edge underline-offset-[0.18em]">
          {isOpen ? "Fold" : "Change"}
        </span>
      </button>
      <div
        id={id}
        className={`grid-cols-2 gap-x-m gap-y-s sm:grid sm:grid-cols-4 lg:grid-cols-[repeat(auto-fit,minmax(8.5rem,1fr))] lg:has-[>:nth-child(7):last-child]:grid-cols-4 lg:has-[>:nth-child(8):last-child]:grid-cols-4 ${isOpen ? "mt-m grid sm:mt-0" : "hidden"}`}
      >
        {before}
        {shown.map((field) => (
          <div key={field} className={field === "flip" ? WIDE : ""}>
            {controls[field]}
          </div>
        ))}
        {children}
      </div>
      <div className={isOpen ? "" : "hidden sm:block"}>
        <FilterHints more={hints} />
      </div>
      {(!isDefault || reset !== undefined) && (
        <p className="mt-xs font-sans text-note text-soft">
          <Button look="text" className="text-note" onClick={reset ?? resetOwn}>
            Show everything again
          </Button>
        </p>
      )}
    </section>
  );
}
