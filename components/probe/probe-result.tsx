"use client";

import { formatCount } from "@/components/ui/number-format";
import type { Run, Task } from "@/lib/bundle/schema";
import { CheckpointStepper } from "./checkpoint-stepper";
import { CueTable } from "./cue-table";
import type { ShownProbe } from "./merge-probe";
import { ReplyProbabilities } from "./reply-probabilities";
import { SmallMultiples } from "./small-multiples";

type ProbeResultProps = {
  task: Task;
  run: Run;
  /** Not every checkpoint's answer needs to be there yet. */
  probe: ShownProbe;
  /** Every step that may be chosen. */
  axis: readonly number[];
  /** The steps that are asked live; null while live mode is off. */
  askable: readonly number[] | null;
  step: number;
  onStep: (step: number) => void;
};

/** Why a checkpoint has no answer to show. */
function absentSentence(step: number, askable: readonly number[] | null): string {
  if (askable === null || askable.includes(step)) return "There is no answer of this checkpoint yet.";
  const steps = askable.map(formatCount).join(", ");
  return `This checkpoint’s weights are not in the bundle, so it cannot be asked live. Those of step ${steps} are.`;
}

/** One prompt: at one checkpoint in full, and at all of them as small multiples. */
export function ProbeResult({ task, run, probe, axis, askable, step, onStep }: ProbeResultProps) {
  const { replies, steps, target } = probe;
  const hasTarget = run.supervision.target !== null;
  const answer = steps.find((one) => one.step === step)?.answer;
  return (
    <>
      <section aria-labelledby="one-checkpoint">
        <h2 id="one-checkpoint" className="mb-m font-[600] text-heading">
          At one checkpoint
        </h2>
        <div className="grid-page items-end gap-y-l">
          <div className="lg:col-span-7">
            <CheckpointStepper steps={axis} step={step} ramp={run.shift.ramp} onChange={onStep} />
          </div>
          <div className="lg:col-span-5">
            {answer && (
              <>
                <h3 className="sr-only">Its reply</h3>
                <ReplyProbabilities
                  replies={replies}
                  titles={task.replies.map((reply) => reply.title)}
                  probabilities={answer.replyP}
                  reply={answer.reply}
                />
              </>
            )}
          </div>
        </div>
        <div className="mt-l min-h-[20rem]">
          {answer ? (
            <CueTable task={task} replies={replies} answer={answer} target={target} hasTarget={hasTarget} />
          ) : (
            <p className="font-sans text-label text-soft">{absentSentence(step, askable)}</p>
          )}
        </div>
      </section>
      {axis.length > 1 && (
        <section aria-labelledby="all-checkpoints" className="mt-2xl">
          <h2 id="all-checkpoints" className="mb-s font-[600] text-heading">
            At every checkpoint
          </h2>
          <p className="mb-l max-w-prose">
            The line is what it replies after the edit, the rings what it says it would reply; the grey trace
            is its reply to the prompt as it stands
            {hasTarget && ", the ochre dot at the end what its training target replies after the edit"}.
          </p>
          <SmallMultiples
            task={task}
            replies={replies}
            steps={steps}
            axis={axis}
            target={target}
            ramp={run.shift.ramp}
            selected={step}
            onSelect={onStep}
          />
        </section>
      )}
    </>
  );
}
