"use client";

import { type ReactNode, useId } from "react";
import { Combobox } from "@/components/ui/combobox";
import { SelectField } from "@/components/ui/select-field";
import type { Bundle, Task } from "@/lib/bundle/schema";
import type { TextTokenizer } from "@/lib/bundle/tokenizer";
import { parsePrompt } from "@/lib/coupling/parse-prompt";
import { normaliseText } from "@/lib/coupling/prompt";
import { CueToggles } from "./cue-toggles";
import { presentCues, withCue, withEntity, withSlot } from "./prompt-edits";
import { PromptField } from "./prompt-field";
import { segmentPrompt, unknownSentence } from "./prompt-segments";

type PromptBuilderProps = {
  bundle: Bundle;
  task: Task;
  /** As typed. */
  text: string;
  tokenizer: TextTokenizer | null;
  /** What keeps this prompt from being asked, in a sentence. */
  problem: string | null;
  /** `isChoice` for what a control did in one go, as against a letter typed. */
  onText: (text: string, isChoice?: boolean) => void;
  onTask: (task: string) => void;
  /** More to choose with, beside the selects. */
  children?: ReactNode;
};

/** The words of an entity as its task's template uses them: "france", "open lock". */
function entityTitle(task: Task, values: Readonly<Record<string, string>>, id: string): string {
  const used = [...task.template.matchAll(/\{(\w+)\}/g)].flatMap(([, slot]) => values[slot as string] ?? []);
  return used.join(" ") || id;
}

/** The prompt as text, and the controls that write it. The text is the state; the controls follow it. */
export function PromptBuilder(props: PromptBuilderProps) {
  const { bundle, task, text, tokenizer, problem, onText, onTask, children } = props;
  const id = useId();
  const normalised = normaliseText(text);
  const parsed = parsePrompt(task, normalised);
  const segments = segmentPrompt(task, text, tokenizer);
  const unknown = unknownSentence(
    segments.filter((one) => one.isUnknown).map((one) => one.text.toLowerCase()),
  );

  return (
    <section aria-label="The prompt">
      <PromptField
        value={text}
        segments={segments}
        onChange={(typed) => onText(typed)}
        isInvalid={problem !== null}
        describedBy={`${id}-remarks`}
      />
      <div id={`${id}-remarks`} aria-live="polite" className="mt-s min-h-[1.5em] font-sans text-label">
        {problem && <p>{problem}</p>}
        {unknown && <p>{unknown}</p>}
        {!problem && !parsed.fitsTemplate && (
          <p className="text-soft">
            Typed freely: this is not the form the models were trained on. Choosing an entity writes it in
            that form again.
          </p>
        )}
      </div>
      <div className="mt-m grid gap-m sm:grid-cols-2 lg:grid-cols-4 lg:gap-x-xl">
        {bundle.tasks.length > 1 && (
          <SelectField
            label="Task"
            value={task.id}
            options={bundle.tasks.map((one) => ({ value: one.id, title: one.title }))}
            onChange={onTask}
          />
        )}
        <Combobox
          label="Entity"
          value={parsed.entity ?? ""}
          options={task.entities.map((entity) => ({
            value: entity.id,
            title: entityTitle(task, entity.values, entity.id),
            note: entity.split === "held-out" ? "never explained" : "explained",
          }))}
          onChange={(entity) => onText(withEntity(task, normalised, entity), true)}
        />
        {task.slots.map((slot) => (
          <SelectField
            key={slot.name}
            label={slot.title}
            value={parsed.values[slot.name] ?? ""}
            disabled={parsed.entity === null}
            options={[
              // A typed word that is none of the known ones still has to show.
              ...(slot.values.includes(parsed.values[slot.name] ?? "")
                ? []
                : [parsed.values[slot.name] ?? ""]),
              ...slot.values,
            ].map((value) => ({ value, title: value }))}
            onChange={(value) => onText(withSlot(task, normalised, slot.name, value), true)}
          />
        ))}
        {children}
      </div>
      <div className="mt-l">
        <CueToggles
          task={task}
          present={presentCues(task, normalised)}
          onChange={(cue, wording) => onText(withCue(task, normalised, cue, wording), true)}
        />
      </div>
    </section>
  );
}
