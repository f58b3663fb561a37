"use client";

import { supervisionSentence } from "@/components/probe/run-words";
import { Combobox } from "@/components/ui/combobox";
import { SelectField } from "@/components/ui/select-field";
import { familyOf, groupRuns, mostAlike } from "@/lib/bundle/runs";
import type { Bundle, Run } from "@/lib/bundle/schema";
import { notOnPlane } from "@/lib/permalink/plane-view";
import { BESIDE, type Beside, type TimelineView } from "@/lib/permalink/timeline-view";
import { siblingsOf } from "./lines";
import { besideName } from "./words";

type RunControlsProps = {
  bundle: Bundle;
  run: Run;
  view: TimelineView;
  onView: (change: Partial<TimelineView>) => void;
};

const MEAN = "mean";

/** Which run: its arm, its family, and its seed or the mean over all of them; and what stands beside it. */
export function RunControls({ bundle, run, view, onView }: RunControlsProps) {
  const arms = groupRuns(bundle)
    .map(({ arm, runs }) => ({ arm, runs: runs.filter(({ id }) => notOnPlane(bundle, id) === null) }))
    .filter(({ runs }) => runs.length > 0);
  const ofArm = arms.find(({ arm }) => arm.id === run.arm)?.runs ?? [];
  const family = familyOf(bundle, run) ?? "";
  const families = bundle.families.filter(({ id }) => ofArm.some((one) => familyOf(bundle, one) === id));
  const siblings = siblingsOf(bundle, run);
  // Marks are steps of the run that is left.
  const choose = (next: Run | undefined) => {
    if (next && next.id !== run.id) onView({ run: next.id, pins: [] });
  };
  return (
    <div>
      <div className="grid grid-cols-2 gap-x-m gap-y-s lg:grid-cols-4 lg:gap-x-l">
        <div className="col-span-2">
          <Combobox
            label="How the model was trained"
            value={run.arm}
            options={arms.map(({ arm }) => ({ value: arm.id, title: arm.title }))}
            onChange={(id) =>
              choose(mostAlike(bundle, arms.find(({ arm }) => arm.id === id)?.runs ?? [], run))
            }
          />
        </div>
        <SelectField
          label="Family"
          value={family}
          options={families.map(({ id, title }) => ({ value: id, title }))}
          onChange={(id) =>
            choose(
              mostAlike(
                bundle,
                ofArm.filter((one) => familyOf(bundle, one) === id),
                run,
              ),
            )
          }
        />
        <SelectField
          label="Line"
          value={view.line === "mean" ? MEAN : run.id}
          options={[
            ...siblings.map((one) => ({ value: one.id, title: `seed ${one.seed}` })),
            ...(siblings.length > 1 || view.line === "mean"
              ? [{ value: MEAN, title: `mean of ${siblings.length} seeds` }]
              : []),
          ]}
          onChange={(value) => {
            if (value === MEAN) onView({ line: "mean" });
            else onView({ line: "run", run: value, ...(value !== run.id && { pins: [] }) });
          }}
        />
      </div>
      <p className="mt-s font-sans text-note text-soft">{supervisionSentence(bundle, run)}</p>
      <BesideControls view={view} onView={onView} />
    </div>
  );
}

/** Switches for what stands beside the run. */
function BesideControls({ view, onView }: Pick<RunControlsProps, "view" | "onView">) {
  const { split } = view.filter;
  // Where all entities are shown there are no others.
  const isPossible = (kind: Beside) => kind !== "other-entities" || split !== null;
  const isOn = (kind: Beside) => view.beside.includes(kind);
  return (
    <fieldset className="mt-m flex flex-wrap gap-x-l gap-y-xs font-sans text-label">
      <legend className="mr-l mb-xs text-soft sm:float-left sm:mb-0">Beside it</legend>
      {BESIDE.map((kind) => (
        <label key={kind} className={`flex items-baseline gap-x-xs ${isPossible(kind) ? "" : "text-soft"}`}>
          <input
            type="checkbox"
            className="accent-ink"
            disabled={!isPossible(kind)}
            checked={isOn(kind) && isPossible(kind)}
            onChange={() => onView({ beside: BESIDE.filter((one) => (one === kind) !== isOn(one)) })}
          />
          {besideName(kind, split)}
        </label>
      ))}
    </fieldset>
  );
}
