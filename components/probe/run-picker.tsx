"use client";

import { Combobox } from "@/components/ui/combobox";
import { SelectField } from "@/components/ui/select-field";
import { groupRuns, mostAlike } from "@/lib/bundle/runs";
import type { Bundle, Run } from "@/lib/bundle/schema";
import { runOption, supervisionSentence } from "./run-words";

type RunPickerProps = { bundle: Bundle; run: Run; onRun: (run: Run) => void };

/**
 * Chooses the run that is asked, in two steps: how it was trained, then which of those. Another training keeps
 * family and seed where it can, so that what differs is the training. Absent where there is nothing to choose.
 */
export function RunPicker({ bundle, run, onRun }: RunPickerProps) {
  const arms = groupRuns(bundle);
  const runs = arms.find(({ arm }) => arm.id === run.arm)?.runs ?? [];
  if (arms.length === 1 && runs.length === 1) return null;
  const choose = (next: Run | undefined) => {
    if (next && next.id !== run.id) onRun(next);
  };
  return (
    <div className="mb-s grid gap-x-m gap-y-s sm:grid-cols-2 lg:grid-cols-4 lg:gap-x-xl">
      <div className="lg:col-span-2">
        <Combobox
          label="How the model was trained"
          value={run.arm}
          options={arms.map(({ arm, runs: some }) => ({
            value: arm.id,
            title: arm.title,
            ...(some.some(({ checkpoints }) => checkpoints.length > 0) && { note: "can run live" }),
          }))}
          onChange={(id) => {
            const chosen = arms.find(({ arm }) => arm.id === id)?.runs ?? [];
            choose(mostAlike(bundle, chosen, run));
          }}
        />
      </div>
      <div className="lg:col-span-2">
        <SelectField
          label="Which of those"
          value={run.id}
          options={runs.map((one) => ({ value: one.id, title: runOption(bundle, one) }))}
          onChange={(id) => choose(runs.find((one) => one.id === id))}
        />
      </div>
      <p className="text-note text-soft sm:col-span-2 lg:col-span-4">{supervisionSentence(bundle, run)}</p>
    </div>
  );
}
