"use client";

import { useId } from "react";
import { MAX_PROMPT_CHARACTERS } from "@/lib/permalink/parsers";
import type { Segment } from "./prompt-segments";

type PromptFieldProps = {
  value: string;
  segments: readonly Segment[];
  onChange: (text: string) => void;
  /** Id of what describes the field's problems, if any. */
  describedBy?: string;
  isInvalid: boolean;
};

const TYPE = "text-[1.25rem] leading-[1.75] sm:text-[1.4375rem] whitespace-pre-wrap break-words font-serif";

/**
 * The prompt, always editable. The marks lie in a copy of the text behind a transparent field, so that typing
 * is the browser's own: cursor, selection, spelling menu and undo work as everywhere.
 */
export function PromptField({ value, segments, onChange, describedBy, isInvalid }: PromptFieldProps) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="mb-xs block font-sans text-note text-soft">
        Prompt: edit it here, or choose below
      </label>
      <div className="grid border-edge border-b focus-within:border-ink focus-within:shadow-[0_1px_0_var(--color-ink)]">
        <div
          aria-hidden="true"
          className={`${TYPE} pointer-events-none col-start-1 row-start-1 text-transparent`}
        >
          {segments.map((segment) => (
            <span
              key={segment.start}
              className={segment.cue ? "cue-sentence" : segment.isUnknown ? "unknown-word" : undefined}
            >
              {segment.text}
            </span>
          ))}
          {/* A last line that ends in a break still needs its height. */}
          {"\u200b"}
        </div>
        <textarea
          id={id}
          rows={1}
          value={value}
          aria-invalid={isInvalid}
          aria-describedby={describedBy}
          spellCheck={false}
          autoCapitalize="none"
          maxLength={MAX_PROMPT_CHARACTERS}
          onChange={(event) => onChange(event.target.value)}
          className={`${TYPE} col-start-1 row-start-1 resize-none overflow-hidden bg-transparent focus-visible:outline-none`}
        />
      </div>
    </div>
  );
}
