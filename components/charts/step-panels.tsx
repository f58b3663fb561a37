"use client";

import { useState } from "react";
import { formatCount, formatEstimate } from "@/components/ui/number-format";
import { KeyCursor } from "./key-cursor";
import { StepPanel, type StepPanelSpec } from "./step-panel";

type StepPanelsProps = {
  panels: readonly StepPanelSpec[];
  ramp: readonly [number, number] | null;
  rampName: string;
  steps: readonly number[];
};

/** Panels on one step axis; pointing at a step, or moving to it by key, shows its numbers in all of them. */
export function StepPanels({ panels, ramp, rampName, steps }: StepPanelsProps) {
  const [active, setActive] = useState<number | null>(null);
  const shown = active ?? steps.at(-1);
  const said = panels.flatMap(({ series }) =>
    series.map(({ name, points }) => {
      const estimate = points.find(({ step }) => step === shown)?.estimate;
      return `${name} ${estimate ? formatEstimate(estimate) : "not recorded"}`;
    }),
  );
  return (
    <KeyCursor
      label="Training step"
      count={steps.length}
      active={active === null ? null : steps.indexOf(active)}
      valueText={`step ${formatCount(shown ?? 0)}: ${said.join(", ")}`}
      onMove={(place) => setActive(place === null ? null : (steps[place] ?? null))}
    >
      {panels.map((panel, index) => (
        <StepPanel
          key={panel.title}
          {...panel}
          ramp={ramp}
          rampName={index === 0 ? rampName : null}
          steps={steps}
          hasAxis={index === panels.length - 1}
          active={active}
          onPointer={setActive}
        />
      ))}
    </KeyCursor>
  );
}
