"use client";

/** The page's own choices: whose claims and at which step, before the shared filters; what only rows have, behind. */
import { runTitle } from "@/components/probe/run-words";
import { REMARK_WORDS } from "@/components/probe/verdict-words";
import { Combobox } from "@/components/ui/combobox";
import { formatCount } from "@/components/ui/number-format";
import { SelectField } from "@/components/ui/select-field";
import { findRun } from "@/lib/bundle/runs";
import type { Bundle } from "@/lib/bundle/schema";
import type { ItemFilter } from "@/lib/coupling/item-filter";
import type { ItemsView } from "@/lib/permalink/items-view";
import type { SetView } from "@/lib/permalink/use-page-view";
import { VERDICT_ORDER } from "./item-list";
import { BEFORE_WORDS, CHANGES_WORDS, DISPUTED_WORDS } from "./item-words";

type FieldsProps = { bundle: Bundle; view: ItemsView; setView: SetView<ItemsView> };

/** The step of the run that is as far along as `step`, or the nearest before it. */
function nearestStep(steps: readonly number[], step: number): number {
  return steps.findLast((one) => one <= step) ?? steps[0] ?? step;
}

export function PlaceFields({ bundle, view, setView, steps }: FieldsProps & { steps: readonly number[] }) {
  const runs = bundle.runs.filter(({ records }) => records !== null);
  return (
    <>
      <div className="col-span-2 lg:col-span-3">
        <Combobox
          label="Whose claims"
          value={view.run}
          options={runs.map((run) => ({ value: run.id, title: runTitle(bundle, run) }))}
          onChange={(run) => {
            const own = findRun(bundle, run)?.records?.steps ?? [];
            const step = nearestStep(own, view.step);
            setView({ run, step, self: null, target: null }, { isNewEntry: true });
          }}
        />
      </div>
      <SelectField
        label="Step"
        value={String(view.step)}
        options={steps.map((step) => ({ value: String(step), title: formatCount(step) }))}
        onChange={(step) => setView({ step: Number(step), self: null })}
      />
    </>
  );
}

const ANY = "";

/** Choices as options, behind one that leaves nothing out. */
function optionsOf(any: string, words: Record<string, string>, order = Object.keys(words)) {
  return [{ value: ANY, title: any }, ...order.map((value) => ({ value, title: words[value] ?? value }))];
}

export function RowFields({ view, setView }: Omit<FieldsProps, "bundle">) {
  const { filter } = view;
  const change = (part: Partial<ItemFilter>) =>
    setView({ filter: { ...filter, ...part } }, { isNewEntry: true });
  return (
    <>
      <SelectField
        label="The edit changes"
        value={filter.changes ?? ANY}
        options={optionsOf("any or no reply", CHANGES_WORDS)}
        onChange={(value) => change({ changes: value === ANY ? null : (value as ItemFilter["changes"]) })}
      />
      <SelectField
        label="Replies before the edit"
        value={filter.before ?? ANY}
        options={optionsOf("alike or not", BEFORE_WORDS)}
        onChange={(value) => change({ before: value === ANY ? null : (value as ItemFilter["before"]) })}
      />
      <SelectField
        label="Replies after the edit"
        value={filter.disputed === null ? ANY : String(filter.disputed)}
        options={optionsOf("alike or not", DISPUTED_WORDS)}
        onChange={(value) => change({ disputed: value === ANY ? null : value === "true" })}
      />
      <SelectField
        label="Verdict"
        value={filter.verdict ?? ANY}
        options={optionsOf("any", REMARK_WORDS, VERDICT_ORDER)}
        onChange={(value) => change({ verdict: value === ANY ? null : (value as ItemFilter["verdict"]) })}
      />
    </>
  );
}
