/**
 * What a link to the Probe page shows, read against a bundle: every field has a value that the bundle knows,
 * and what the link said otherwise is listed as ignored. Pure; `use-probe-view.ts` is the hook.
 */
import type { Bundle, Run, RunStep, Task } from "@/lib/bundle/schema";
import type { WordedCue } from "@/lib/coupling/prompt";
import { type PageView, type ReadView, type Written, writeFields } from "@/lib/permalink/page-view";
import { type BackendParameter, probeParsers } from "@/lib/permalink/parsers";
import { makeReader, type RawParameters } from "@/lib/permalink/read-parameter";
import { notRecorded, notRecordedAt } from "@/lib/permalink/read-run";

export type ProbeParameter = keyof typeof probeParsers;

export type ProbeView = {
  task: string;
  entity: string;
  /** A word for every free slot of the task. */
  slots: Record<string, string>;
  cues: WordedCue[];
  /** Typed text, as typed; null where the prompt is composed of entity, slots and cues. */
  prompt: string | null;
  run: string;
  step: number;
  /** Whose behaviour the claims were held against where the link was followed from; null: the run's own. */
  subject: RunStep | null;
  backend: BackendParameter;
  seed: number;
  live: boolean;
};

/** The probe page's state, and whether the link names a prompt at all (else a page may choose one of its task). */
export type ReadProbeView = ReadView<ProbeView> & { namesPrompt: boolean };

const NOT_HERE = "is not in this bundle";

/** Steps of a run that can be shown: recorded ones and shipped checkpoints, ascending. */
export function stepsOf(run: Run): number[] {
  const steps = new Set([...(run.records?.steps ?? []), ...run.checkpoints.map(({ step }) => step)]);
  return [...steps].sort((a, b) => a - b);
}

function defaultEntity(task: Task): string {
  const entity = task.entities.find(({ split }) => split === "held-out") ?? task.entities[0];
  return entity?.id ?? "";
}

/** For every free slot the first word that the entity does not already stand for. */
function defaultSlots(task: Task, entity: string): Record<string, string> {
  const own = Object.values(task.entities.find(({ id }) => id === entity)?.values ?? {});
  return Object.fromEntries(
    task.slots.map(({ name, values }) => [
      name,
      values.find((word) => !own.includes(word)) ?? (values[0] as string),
    ]),
  );
}

/** Reads the parameters of a link. Never throws: what cannot be used is left out and listed. */
export function readProbeView(bundle: Bundle, raw: RawParameters<ProbeParameter>): ReadProbeView {
  const { read, ignore, ignored } = makeReader(raw);
  const isAmong = (ids: readonly { id: string }[]) => (wanted: string) =>
    ids.some(({ id }) => id === wanted) ? null : NOT_HERE;

  const firstTask = bundle.tasks[0] as Task;
  const taskId = read("task", probeParsers.task, firstTask.id, isAmong(bundle.tasks));
  const task = bundle.tasks.find(({ id }) => id === taskId) ?? firstTask;
  const entity = read("entity", probeParsers.entity, defaultEntity(task), isAmong(task.entities));

  const slots = defaultSlots(task, entity);
  for (const [name, word] of Object.entries(read("slots", probeParsers.slots, {}))) {
    const slot = task.slots.find((candidate) => candidate.name === name);
    if (slot?.values.includes(word)) slots[name] = word;
    else ignore("slots", NOT_HERE, `${name}:${word}`);
  }
  const cues: WordedCue[] = [];
  for (const cue of read("cues", probeParsers.cues, [])) {
    const texts = task.cues.find(({ id }) => id === cue.cue)?.texts ?? [];
    const isNew = cues.every((other) => other.cue !== cue.cue);
    if (texts[cue.wording] !== undefined && isNew) cues.push(cue);
    else ignore("cues", isNew ? NOT_HERE : "is named twice", probeParsers.cues.serialize([cue]));
  }

  const runId = read("run", probeParsers.run, bundle.flagship, (wanted) => {
    const run = bundle.runs.find(({ id }) => id === wanted);
    if (run === undefined) return NOT_HERE;
    return stepsOf(run).length === 0 ? "has nothing to show" : null;
  });
  const run = bundle.runs.find(({ id }) => id === runId);
  const steps = run === undefined ? [] : stepsOf(run);
  const step = read("step", probeParsers.step, steps.at(-1) ?? 0, (wanted) =>
    steps.includes(wanted) ? null : `is not among the steps of ${runId}`,
  );
  const view: ProbeView = {
    task: task.id,
    entity,
    slots,
    cues,
    prompt: read<string | null>("prompt", probeParsers.prompt, null),
    run: runId,
    step,
    subject: read<RunStep | null>(
      "subject",
      probeParsers.subject,
      null,
      (wanted) =>
        wanted && (notRecorded(bundle, wanted.run) ?? notRecordedAt(bundle, wanted.run, wanted.step)),
    ),
    backend: read<BackendParameter>("backend", probeParsers.backend, "auto"),
    seed: read("seed", probeParsers.seed, 0),
    live: read("live", probeParsers.live, false),
  };
  const namesPrompt = (["entity", "slots", "cues", "prompt"] as const).some((name) => raw[name] !== null);
  return { view, namesPrompt, ignored };
}

/** A part of a view as parameters; a prompt of null is taken out of the link. */
export function writeProbeView(view: Partial<ProbeView>): Written<ProbeParameter> {
  return writeFields(probeParsers, view);
}

export const probePageView: PageView<ProbeParameter, ProbeView, ReadProbeView> = {
  names: Object.keys(probeParsers) as ProbeParameter[],
  read: readProbeView,
  write: writeProbeView,
};
