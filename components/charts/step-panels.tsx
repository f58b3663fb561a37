"use client";

import { useState } from "react";
import { formatCount, formatEstimate } from "@/components/ui/number-format";
import { KeyCursor } from "./key-cursor";
import { useHovered, useHoverStore } from "./linked-hover";
import { type OpenStep, StepPanel, type StepPanelSpec } from "./step-panel";
import type { StepPhase } from "./step-phases";
import { linesAt } from "./step-series";

type StepPanelsProps = {
  panels: readonly StepPanelSpec[];
  phases: readonly StepPhase[];
  steps: readonly number[];
  /** Steps that are kept marked. */
  pins?: readonly number[];
  /** Goes to what is behind a point: a click, or Enter. */
  onOpen?: OpenStep;
  /** Where a point leads, or why nowhere, in a sentence; shown while it is pointed at. */
  leadWords?: (step: number, line: string | null) => string;
  /** Marks a step, or no longer: Shift and a click, or P. */
  onPin?: (step: number) => void;
};

/**
 * Panels on one step axis; pointing at a step, or moving to it by key, shows its numbers in all of them, and in
 * every other figure on the page that has steps. Pointing at a line's point shows that line in all of them.
 */
export function StepPanels({ panels, phases, steps, pins = [], onOpen, leadWords, onPin }: StepPanelsProps) {
  const hover = useHoverStore();
  const hovered = useHovered(hover, "step");
  const line = useHovered(hover, "line");
  const [isHere, setIsHere] = useState(false);
  const place = steps.findIndex((step) => String(step) === hovered);
  const active = steps[place] ?? null;
  const point = (step: number | null, meant: string | null) => {
    setIsHere(step !== null);
    hover.set(
      step === null ? [] : [`step:${step}` as const, ...(meant === null ? [] : [`line:${meant}` as const])],
    );
  };

  const shown = active ?? steps.at(-1) ?? 0;
  const said = panels.flatMap(({ series }) =>
    series
      .filter(({ rank, line: own }) => rank !== "seed" || (own !== undefined && own === line))
      .map(({ name, points, isWaiting }) => {
        const estimate = points.find(({ step }) => step === shown)?.estimate;
        return `${name} ${estimate ? formatEstimate(estimate) : isWaiting ? "not computed yet" : "not recorded"}`;
      }),
  );
  const choices = linesAt(
    panels.flatMap(({ series }) => series),
    shown,
  );
  const turn = (by: 1 | -1) => {
    const at = line === null ? -1 : choices.indexOf(line);
    const next = choices[at < 0 ? 0 : (at + by + choices.length) % choices.length];
    point(shown, next ?? null);
  };
  const lead = active === null ? "" : (leadWords?.(active, line) ?? "");
  const pressOf = (open: OpenStep | undefined) =>
    (open || onPin) &&
    ((step: number, meant: string | null, isShift: boolean) =>
      isShift ? onPin?.(step) : open?.(step, meant));
  const at = (act: ((step: number) => void) | undefined) =>
    act && ((index: number) => steps[index] !== undefined && act(steps[index]));
  return (
    <>
      <KeyCursor
        label="Training step"
        count={steps.length}
        active={active === null ? null : place}
        valueText={`step ${formatCount(shown)}: ${said.join(", ")}${lead === "" ? "" : `. ${lead}`}`}
        onMove={(index) => point(index === null ? null : (steps[index] ?? null), line)}
        onTurn={choices.length > 1 ? turn : undefined}
        onOpen={at(onOpen && ((step) => onOpen(step, line)))}
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
            activeLine={line}
            pins={pins.filter((step) => steps.includes(step))}
            onPointer={point}
            onPress={pressOf(panel.onOpen ?? onOpen)}
          />
        ))}
      </KeyCursor>
      {leadWords && (
        <p className="min-h-[2lh] font-sans text-note text-soft sm:min-h-[1lh]">{isHere ? lead : ""}</p>
      )}
    </>
  );
}
