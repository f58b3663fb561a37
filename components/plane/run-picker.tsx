"use client";

import { useState } from "react";
import { runName } from "@/components/probe/run-words";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { SelectField } from "@/components/ui/select-field";
import { groupRuns } from "@/lib/bundle/runs";
import type { Bundle } from "@/lib/bundle/schema";
import { MAX_PLANE_RUNS, notOnPlane } from "@/lib/permalink/plane-view";
import { findRunSet, listRunSets } from "./plane-runs";

type RunPickerProps = { bundle: Bundle; runs: readonly string[]; onRuns: (runs: string[]) => void };

const OWN = "";

/** Chooses the runs: a set to begin with, and single ones by training, then family and seed. */
export function RunPicker({ bundle, runs, onRuns }: RunPickerProps) {
  const arms = groupRuns(bundle).flatMap((group) => {
    const some = group.runs.filter(({ id }) => notOnPlane(bundle, id) === null);
    return some.length > 0 ? [{ ...group, runs: some }] : [];
  });
  const [armId, setArmId] = useState<string | null>(null);
  const [wanted, setWanted] = useState<string>("all");
  const arm = arms.find((one) => one.arm.id === armId) ?? arms[0];
  const sets = listRunSets(bundle);
  if (arm === undefined) return null;

  const options = arm.runs.map((run) => ({
    value: run.id,
    title: runName(bundle, run),
  }));
  const chosen = wanted === "all" ? arm.runs.map(({ id }) => id) : [wanted];
  const added = chosen.filter((id) => !runs.includes(id));
  const isTooMany = runs.length + added.length > MAX_PLANE_RUNS;
  return (
    <section aria-labelledby="choose-runs">
      <h2 id="choose-runs" className="mb-s font-[600] text-heading">
        Which runs
      </h2>
      <SelectField
        label="A set to begin with"
        value={findRunSet(sets, runs)?.id ?? OWN}
        options={[
          ...(findRunSet(sets, runs) ? [] : [{ value: OWN, title: "your own choice" }]),
          ...sets.map(({ id, title }) => ({ value: id, title })),
        ]}
        onChange={(id) => {
          const set = sets.find((one) => one.id === id);
          if (set) onRuns(set.runs);
        }}
      />
      <details className="mt-s font-sans text-label">
        <summary className="inline-block cursor-pointer py-xs text-soft underline decoration-edge underline-offset-[0.18em] hover:text-ink">
          Add a run
        </summary>
        <div className="mt-xs grid gap-y-s">
          <Combobox
            label="How it was trained"
            value={arm.arm.id}
            options={arms.map((one) => ({ value: one.arm.id, title: one.arm.title }))}
            onChange={(id) => {
              setArmId(id);
              setWanted("all");
            }}
          />
          <SelectField
            label="Which of those"
            value={wanted}
            options={[
              ...(options.length > 1 ? [{ value: "all", title: `all ${options.length}` }] : []),
              ...options,
            ]}
            onChange={setWanted}
          />
          <Button disabled={added.length === 0 || isTooMany} onClick={() => onRuns([...runs, ...added])}>
            Add {added.length === 1 ? "it" : `${added.length} runs`}
          </Button>
          {isTooMany && (
            <p role="status" className="text-note text-soft">
              The plane takes {MAX_PLANE_RUNS} runs at a time, for more cannot be told apart. Take some away
              first.
            </p>
          )}
        </div>
      </details>
    </section>
  );
}
