"use client";

import { SelectField } from "@/components/ui/select-field";
import type { Results } from "@/lib/bundle/results";
import type { Bundle } from "@/lib/bundle/schema";
import { ARMS_STATISTICS, type ArmsStatistic, type ArmsView } from "@/lib/permalink/arms-view";
import type { SetView } from "@/lib/permalink/use-page-view";
import { STATISTIC_WORDS, sliceTitle } from "./arms-words";
import { sweepProgress } from "./sweep-data";

type SweepChoicesProps = {
  bundle: Bundle;
  results: Results;
  view: ArmsView & { slice: string };
  setView: SetView<ArmsView>;
};

/** "12 runs", "12 runs, 2 points to come", or "not run yet". */
function progressWords({ runs, missing }: ReturnType<typeof sweepProgress>): string {
  if (runs === 0) return "not run yet";
  const toCome = missing.length === 1 ? ", 1 point to come" : `, ${missing.length} points to come`;
  return `${runs} runs${missing.length > 0 ? toCome : ""}`;
}

/** Which question the sweep answers, by which statistic, on which entities; the last holds for the table, too. */
export function SweepChoices({ bundle, results, view, setView }: SweepChoicesProps) {
  return (
    <section aria-label="What is shown" className="border-rule border-y py-m">
      <fieldset>
        <legend className="mb-xs font-sans text-note text-soft">Question</legend>
        <ul className="flex flex-wrap gap-x-l gap-y-xs font-sans text-label">
          {bundle.sweeps.map((sweep) => (
            <li key={sweep.id}>
              <label className="flex items-baseline gap-x-xs py-xs">
                <input
                  type="radio"
                  name="sweep"
                  checked={sweep.id === view.sweep}
                  onChange={() => setView({ sweep: sweep.id }, { isNewEntry: true })}
                  className="translate-y-[0.1em] accent-ink"
                />
                <span className={sweep.id === view.sweep ? "font-[600]" : ""}>{sweep.title}</span>
                <span className="text-note text-soft">
                  {progressWords(sweepProgress(results, bundle, sweep))}
                </span>
              </label>
            </li>
          ))}
        </ul>
      </fieldset>
      <div className="mt-m grid gap-x-m gap-y-s sm:grid-cols-2 lg:max-w-[44rem]">
        <SelectField
          label="Statistic"
          value={view.statistic}
          options={ARMS_STATISTICS.map((value) => ({ value, title: STATISTIC_WORDS[value].title }))}
          onChange={(statistic) => setView({ statistic: statistic as ArmsStatistic }, { isNewEntry: true })}
        />
        <SelectField
          label="Entities and items, here and in the table"
          value={view.slice}
          options={results.slices.map((slice) => ({ value: slice.id, title: sliceTitle(bundle, slice) }))}
          onChange={(slice) => setView({ slice }, { isNewEntry: true })}
        />
      </div>
    </section>
  );
}
