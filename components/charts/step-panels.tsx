"use client";

import { formatCount, formatEstimate } from "@/components/ui/number-format";
import { KeyCursor } from "./key-cursor";
import { useHovered, useHoverStore } from "./linked-hover";
import { StepPanel, type StepPanelSpec } from "./step-panel";
import type { StepPhase } from "./step-phases";

type StepPanelsProps = {
  panels: readonly StepPanelSpec[];
  phases: readonly StepPhase[];
  steps: readonly number[];
  /** Steps that are kept marked. */
  pins?: readonly number[];
  /** Goes to what is behind a step: a click, or Enter. */
  onOpen?: (step: number) => void;
  /** Marks a step, or no longer: Shift and a click, or P. */
  onPin?: (step: number) => void;
};

/**
 * Panels on one step axis; pointing at a step, or moving to it by key, shows its numbers in all of them, and in
 * every other figure on the page that has steps.
 */
export function StepPanels({ panels, phases, steps, pins = [], onOpen, onPin }: StepPanelsProps) {
  const hover = useHoverStore();
  const hovered = useHovered(hover, "step");
  const place = steps.findIndex((step) => String(step) === hovered);
  const active = steps[place] ?? null;
  const point = (step: number | null) => hover.set(step === null ? [] : [`step:${step}`]);

  const shown = active ?? steps.at(-1);
  const said = panels.flatMap(({ series }) =>
    series
      .filter(({ rank }) => rank !== "seed")
      .map(({ name, points }) => {
        const estimate = points.find(({ step }) => step === shown)?.estimate;
        return `${name} ${estimate ? formatEstimate(estimate) : "not recorded"}`;
      }),
  );
  const pressOf = (open: typeof onOpen) =>
    (open || onPin) && ((step: number, isShift: boolean) => (isShift ? onPin?.(step) : open?.(step)));
  const at = (act: ((step: number) => void) | undefined) =>
    act && ((index: number) => steps[index] !== undefined && act(steps[index]));
  return (
    <KeyCursor
      label="Training step"
      count={steps.length}
      active={active === null ? null : place}
      valueText={`step ${formatCount(shown ?? 0)}: ${said.join(", ")}`}
      onMove={(index) => point(index === null ? null : (steps[index] ?? null))}
      onOpen={at(onOpen)}
      onPin={at(onPin)}
    >
      {panels.map((panel, index) => (
        <StepPanel
          key={panel.title}
          {...panel}
          phases={phases}
          steps={steps}
          isFirst={index === 0}
          hasAxis={index === panels.length - 1}
          active={active}
          pins={pins.filter((step) => steps.includes(step))}
          onPointer={point}
          onPress={pressOf(panel.onOpen ?? onOpen)}
        />
      ))}
    </KeyCursor>
  );
}
