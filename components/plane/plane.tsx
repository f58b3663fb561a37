"use client";

import { useMemo } from "react";
import { FilterBar } from "@/components/filters/filter-bar";
import { SPLIT_WORDS } from "@/components/filters/filter-words";
import { IgnoredNotice } from "@/components/ui/ignored-notice";
import { formatCount } from "@/components/ui/number-format";
import { SelectField } from "@/components/ui/select-field";
import type { Bundle } from "@/lib/bundle/schema";
import { stepsShownParser } from "@/lib/permalink/parsers";
import type { PlaneSplit, PlaneView } from "@/lib/permalink/plane-view";
import { stepsOfRuns } from "@/lib/permalink/plane-view";
import { usePlaneView } from "@/lib/permalink/use-plane-view";
import { PlaneFigure } from "./plane-figure";
import { nameRuns } from "./plane-runs";
import { RunList } from "./run-list";
import { RunPicker } from "./run-picker";
import { usePlaneRows } from "./use-plane-rows";

const SPLIT_TITLES: Record<PlaneSplit, string> = {
  ...SPLIT_WORDS,
  both: "both, apart",
  all: "all as one",
};

/** The Plane page over a bundle: the link is the state, everything else follows from it. */
export function Plane({ bundle }: { bundle: Bundle }) {
  const { view, ignored, setView } = usePlaneView(bundle);
  const named = useMemo(() => nameRuns(bundle, view.runs), [bundle, view.runs]);
  const answer = usePlaneRows(bundle, view, named);
  const steps = stepsOfRuns(named.map(({ run }) => run));

  const setRuns = (runs: string[]) => {
    const left = stepsOfRuns(nameRuns(bundle, runs).map(({ run }) => run));
    const hasStep = typeof view.steps !== "number" || left.includes(view.steps);
    setView(
      { runs, pins: view.pins.filter((id) => runs.includes(id)), steps: hasStep ? view.steps : "path" },
      { isNewEntry: true },
    );
  };
  const togglePin = (run: string) => {
    const isPinned = view.pins.includes(run);
    setView({ pins: isPinned ? view.pins.filter((id) => id !== run) : [...view.pins, run] });
  };

  return (
    <>
      <IgnoredNotice ignored={ignored} />
      <FilterBar
        bundle={bundle}
        filter={{ ...view.filter, split: null }}
        onFilter={({ split: _, ...filter }) => setView({ filter }, { isNewEntry: true })}
        omit={["split"]}
        summary={[
          view.steps === "path"
            ? "every checkpoint"
            : view.steps === "last"
              ? "the last checkpoint"
              : `step ${formatCount(view.steps)}`,
          `entities: ${SPLIT_TITLES[view.split]}`,
        ]}
        before={
          <>
            <SelectField
              label="Checkpoints"
              value={stepsShownParser.serialize(view.steps)}
              options={[
                { value: "path", title: "every one" },
                { value: "last", title: "the last" },
                ...steps.map((step) => ({ value: String(step), title: `step ${formatCount(step)}` })),
              ]}
              onChange={(chosen) => {
                const parsed = stepsShownParser.parse(chosen);
                if (parsed !== null) setView({ steps: parsed as PlaneView["steps"] }, { isNewEntry: true });
              }}
            />
            <SelectField
              label="Entities"
              value={view.split}
              options={Object.entries(SPLIT_TITLES).map(([value, title]) => ({ value, title }))}
              onChange={(split) => setView({ split: split as PlaneSplit }, { isNewEntry: true })}
            />
          </>
        }
      />
      <div className="mt-xl grid-page gap-y-xl">
        <div className="lg:col-span-8">
          <PlaneFigure bundle={bundle} view={view} named={named} answer={answer} onPin={togglePin} />
        </div>
        <div className="lg:col-span-4">
          <RunPicker bundle={bundle} runs={view.runs} onRuns={setRuns} />
          <RunList
            named={named}
            splits={answer.splits}
            isStale={answer.isStale}
            pins={view.pins}
            view={view}
            onPin={togglePin}
            onRemove={(id) => setRuns(view.runs.filter((one) => one !== id))}
          />
        </div>
      </div>
    </>
  );
}
