"use client";

import { useId } from "react";
import type { Task } from "@/lib/bundle/schema";
import type { WordedCue } from "@/lib/coupling/prompt";

type CueTogglesProps = {
  task: Task;
  present: readonly WordedCue[];
  /** Puts a cue in with a wording, or, with null, takes it out. */
  onChange: (cue: string, wording: number | null) => void;
};

/** Every cue of the task with its sentence: in the prompt or not, and in which wording. */
export function CueToggles({ task, present, onChange }: CueTogglesProps) {
  return (
    <fieldset>
      <legend className="mb-xs font-sans text-note text-soft">Cues in the prompt</legend>
      <ul className="grid gap-x-xl sm:grid-cols-2 lg:grid-cols-3">
        {task.cues.map((cue) => (
          <CueToggle
            key={cue.id}
            cue={cue}
            wording={present.find((one) => one.cue === cue.id)?.wording ?? null}
            onChange={(wording) => onChange(cue.id, wording)}
          />
        ))}
      </ul>
    </fieldset>
  );
}

type CueToggleProps = {
  cue: Task["cues"][number];
  wording: number | null;
  onChange: (wording: number | null) => void;
};

function CueToggle({ cue, wording, onChange }: CueToggleProps) {
  const id = useId();
  const isPresent = wording !== null;
  return (
    <li className="flex flex-wrap items-baseline gap-x-s border-rule border-t py-xs font-sans text-label sm:block sm:py-s">
      <label className="flex items-baseline gap-x-s">
        <input
          type="checkbox"
          checked={isPresent}
          aria-describedby={`${id}-meaning`}
          onChange={(event) => onChange(event.target.checked ? 0 : null)}
          className="size-[1.05em] translate-y-[0.12em] accent-ink"
        />
        <span className="font-[600]">{cue.name}</span>
        <span id={`${id}-meaning`} className="text-note text-soft max-sm:sr-only">
          {cue.meaning}
        </span>
      </label>
      <select
        aria-label={`Wording of ${cue.name}`}
        value={wording ?? 0}
        disabled={!isPresent}
        onChange={(event) => onChange(Number(event.target.value))}
        className="field-caret field-sizing-content max-w-full truncate bg-paper py-xs pr-[1.75rem] text-note enabled:hover:underline disabled:text-soft max-sm:ml-auto sm:ml-[1.55em]"
      >
        {cue.texts.map((text, index) => (
          <option key={text} value={index}>
            {text}
          </option>
        ))}
      </select>
    </li>
  );
}
