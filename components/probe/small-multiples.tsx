"use client";

import { LanePanel } from "@/components/charts/lane-panel";
import { formatCount } from "@/components/ui/number-format";
import type { Task } from "@/lib/bundle/schema";
import type { ProbeAnswer } from "@/lib/coupling/types";
import { findFlips, flipSentence } from "./flips";

type SmallMultiplesProps = {
  task: Task;
  replies: readonly string[];
  steps: readonly { step: number; answer: ProbeAnswer }[];
  /** Every step of the run: the axis stays while answers come in. */
  axis: readonly number[];
  target: ProbeAnswer | null;
  ramp: [number, number] | null;
  selected: number;
  onSelect: (step: number) => void;
};

/** The same prompt at every checkpoint, one panel a cue. */
export function SmallMultiples(props: SmallMultiplesProps) {
  const { task, replies, steps, axis, target, ramp, selected, onSelect } = props;
  return (
    <ul className="grid gap-x-xl gap-y-l sm:grid-cols-2 xl:grid-cols-3">
      {task.cues.map((cue) => {
        const rows = steps.flatMap(({ step, answer }) => {
          const row = answer.cues.find((one) => one.cue === cue.id);
          return row ? [{ step, does: row.counterfactual, says: row.claim, unedited: answer.reply }] : [];
        });
        const known = rows.map(({ step }) => step);
        const edit = steps[0]?.answer.cues.find((one) => one.cue === cue.id)?.edit ?? "remove";
        const sentence = flipSentence(
          axis,
          findFlips(
            known,
            rows.map((row) => row.does),
          ),
          findFlips(
            known,
            rows.map((row) => row.says),
          ),
        );
        const words = rows.map(
          ({ step, does, says }) => `step ${formatCount(step)}: does ${replies[does]}, says ${replies[says]}`,
        );
        const title = `${edit === "remove" ? "Without" : "With"} ${cue.name}`;
        return (
          <li key={cue.id} className="min-w-0 font-sans">
            <h3 className="text-label">
              {edit === "remove" ? "without" : "with"} <span className="font-[600]">{cue.name}</span>
            </h3>
            <LanePanel
              title={title}
              description={`${sentence} ${words.join("; ")}. Marked: step ${formatCount(selected)}.`}
              lanes={replies}
              steps={rows}
              axis={axis}
              target={target?.cues.find((one) => one.cue === cue.id)?.counterfactual ?? null}
              ramp={ramp}
              selected={selected}
              onSelect={onSelect}
            />
            <p className="text-note text-soft">{sentence}</p>
          </li>
        );
      })}
    </ul>
  );
}
