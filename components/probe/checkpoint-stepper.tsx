"use client";

import { type CSSProperties, useId } from "react";
import { Button } from "@/components/ui/button";
import { formatCount } from "@/components/ui/number-format";
import { nearestStep, type Phase, phaseOf, stepForKey, stepShare } from "./step-snap";

type CheckpointStepperProps = {
  steps: readonly number[];
  step: number;
  ramp: readonly [number, number] | null;
  onChange: (step: number) => void;
};

const PHASE_WORDS: Record<Phase, string> = {
  none: "",
  before: "before its behaviour is changed",
  during: "while its behaviour is being changed",
  after: "after its behaviour was changed",
};

/** Chooses the checkpoint on the same axis as the charts: true scale, the ramp as a band behind. */
export function CheckpointStepper({ steps, step, ramp, onChange }: CheckpointStepperProps) {
  const id = useId();
  const first = steps[0] ?? 0;
  const last = steps.at(-1) ?? 0;
  const index = steps.indexOf(step);
  const phase = PHASE_WORDS[phaseOf(step, ramp)];
  const at = (value: number): CSSProperties => ({
    left: `calc(0.5rem + (100% - 1rem) * ${stepShare(steps, value)})`,
  });

  if (steps.length === 1) {
    return (
      <p className="font-sans text-label">
        Checkpoint <span className="tabular font-[600]">{formatCount(step)}</span>, the only one of this run
      </p>
    );
  }
  return (
    <div className="font-sans text-label">
      <div className="flex flex-wrap items-baseline gap-x-m">
        <label htmlFor={id}>
          Checkpoint{" "}
          <span className="tabular">
            <span className="font-[600]">{formatCount(step)}</span> of {formatCount(last)}
          </span>
          {phase && <span className="text-soft">, {phase}</span>}
        </label>
        <span className="ml-auto flex gap-x-m">
          <Button look="text" disabled={index <= 0} onClick={() => onChange(steps[index - 1] as number)}>
            Earlier
          </Button>
          <Button
            look="text"
            disabled={index >= steps.length - 1}
            onClick={() => onChange(steps[index + 1] as number)}
          >
            Later
          </Button>
        </span>
      </div>
      <div className="relative mt-xs h-[2rem]">
        {ramp && (
          <div
            aria-hidden="true"
            className="absolute inset-y-0 bg-band"
            style={{
              ...at(ramp[0]),
              width: `calc((100% - 1rem) * ${stepShare(steps, ramp[1]) - stepShare(steps, ramp[0])})`,
            }}
          />
        )}
        <div aria-hidden="true" className="absolute inset-x-[0.5rem] top-1/2 h-px bg-edge" />
        {steps.map((one) => (
          <div
            key={one}
            aria-hidden="true"
            className="absolute top-1/2 h-[9px] w-px -translate-y-1/2 bg-edge"
            style={at(one)}
          />
        ))}
        <input
          id={id}
          type="range"
          min={first}
          max={last}
          step={1}
          value={step}
          aria-valuetext={`step ${formatCount(step)}${phase && `, ${phase}`}`}
          onChange={(event) => onChange(nearestStep(steps, Number(event.target.value)))}
          onKeyDown={(event) => {
            const to = stepForKey(steps, step, event.key);
            if (to === null) return;
            event.preventDefault();
            onChange(to);
          }}
          className="step-slider absolute inset-0 w-full"
        />
      </div>
    </div>
  );
}
