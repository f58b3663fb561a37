"use client";

import { useEffect, useMemo, useRef } from "react";
import { Button } from "@/components/ui/button";
import { IgnoredNotice } from "@/components/ui/ignored-notice";
import { Notice } from "@/components/ui/notice";
import { familyOf } from "@/lib/bundle/runs";
import type { Bundle, Run, Task } from "@/lib/bundle/schema";
import { parsePrompt } from "@/lib/coupling/parse-prompt";
import { normaliseText, replyWords } from "@/lib/coupling/prompt";
import { toCodedError } from "@/lib/errors";
import { stepsOf } from "@/lib/permalink/probe-view";
import { useProbeView } from "@/lib/permalink/use-probe-view";
import { useLive } from "@/lib/queries/live";
import { shippedSteps, shippedTarget } from "@/lib/queries/live-spec";
import { useRecordedProbe } from "@/lib/queries/recorded-probe";
import { useTokenizer } from "@/lib/queries/tokenizer";
import { LivePanel } from "./live-panel";
import { recordWords } from "./live-words";
import { agreementOf, mergeProbe, type ShownProbe } from "./merge-probe";
import { ProbePending, ResultPending } from "./probe-pending";
import { ProbeResult } from "./probe-result";
import { PromptBuilder } from "./prompt-builder";
import { openingState, stateOf } from "./prompt-parts";
import { RunPicker } from "./run-picker";
import { SourceLine } from "./source-line";
import { SubjectNote } from "./subject-note";
import { useLiveProbe, usePlan } from "./use-live-probe";
import { usePromptSource } from "./use-prompt-source";

/** The Probe page over a bundle: the link is the state, everything else follows from it. */
export function Probe({ bundle }: { bundle: Bundle }) {
  const { view, namesPrompt, ignored, setView } = useProbeView(bundle);
  const task = bundle.tasks.find(({ id }) => id === view.task) as Task;
  const run = bundle.runs.find(({ id }) => id === view.run) as Run;
  const source = usePromptSource(bundle, task, view, namesPrompt);
  const typed = source.text ?? "";
  const prompt = normaliseText(typed);

  const recording = useRecordedProbe(view.run, prompt);
  // Placeholder data are of the former prompt, or of the former run.
  const found = recording.isPlaceholderData ? null : recording.data;
  const recorded = found?.kind === "recorded" ? found : null;

  const family = familyOf(bundle, run);
  const reading = useTokenizer(family);
  const tokenizer = reading.data ?? null;
  const replies = recorded?.entry.replies ?? replyWords(task, parsePrompt(task, prompt).values);
  const { plan, problem } = usePlan({ bundle, family, task, prompt, replies, tokenizer });

  const live = useLive(bundle, view);
  const { status, actions } = live;
  const isLive = status.state === "ready" && status.run === view.run;
  const liveSteps = useMemo(() => shippedSteps(bundle, view.run), [bundle, view.run]);
  const target = useMemo(() => shippedTarget(bundle, view.run), [bundle, view.run]);
  const answered = useLiveProbe({
    run: view.run,
    target,
    plan,
    actions: isLive ? actions : null,
    steps: liveSteps,
    first: view.step,
  });
  const isAnswered = answered.probe?.prompt === prompt && answered.probe.run === view.run;
  const liveProbe = isAnswered ? answered.probe : null;

  // A link that was live goes live again by itself only where that downloads nothing.
  const canResume = view.live && status.state === "off" && status.missingBytes === 0;
  useEffect(() => {
    if (canResume) void actions.start({ run: view.run, backend: view.backend });
  }, [canResume, actions, view.run, view.backend]);

  const current = mergeProbe(recorded, liveProbe);
  const isWaiting = current === null && problem === null && (recording.isFetching || isLive);
  const last = useRef<{ task: Task; run: Run; shown: ShownProbe } | null>(null);
  useEffect(() => {
    if (current) last.current = { task, run, shown: current };
  });
  // While answers are on their way the former ones stay, faint, unless they are another run's or another task's.
  const former = last.current?.task === task && last.current.run === run ? last.current.shown : null;
  const shown = current ?? (isWaiting ? former : null);

  if (source.text === null) return <ProbePending />;

  const setText = (text: string, isNewEntry = false) =>
    setView({ task: task.id, ...stateOf(task, text, view), subject: null }, { isNewEntry });
  const setTask = (id: string) => {
    const next = bundle.tasks.find((one) => one.id === id);
    if (!next) return;
    const text = source.pick(id, view.seed);
    const opening = openingState(next);
    const state = text === null ? opening : stateOf(next, text, opening);
    setView({ task: id, ...state, subject: null }, { isNewEntry: true });
  };
  /** Another run is asked the same prompt, at the same step where it has that. */
  const setRun = (next: Run) => {
    const steps = stepsOf(next);
    const step = steps.includes(view.step) ? view.step : (steps.at(-1) ?? 0);
    const place = { run: next.id, step, subject: null };
    setView({ task: task.id, ...stateOf(task, typed, view), ...place }, { isNewEntry: true });
  };
  const pickAnother = () => {
    const seed = view.seed + 1;
    const text = source.pick(task.id, seed);
    if (text === null) return;
    setView({ seed, task: task.id, ...stateOf(task, text, view), subject: null }, { isNewEntry: true });
  };

  return (
    <>
      <IgnoredNotice ignored={ignored} />
      <PromptBuilder
        bundle={bundle}
        task={task}
        text={typed}
        tokenizer={tokenizer}
        problem={problem}
        onText={setText}
        onTask={setTask}
      >
        <div className="self-end">
          <Button className="w-full" disabled={!source.canPick} onClick={pickAnother}>
            {run.supervision.target ? "Another prompt they differ on" : "Another prompt"}
          </Button>
        </div>
      </PromptBuilder>
      <section
        aria-label="Where the answers come from"
        className="mt-l grid min-h-[6rem] content-start gap-y-s border-rule border-t pt-m font-sans text-label"
      >
        <RunPicker bundle={bundle} run={run} onRun={setRun} />
        {view.subject && <SubjectNote bundle={bundle} view={view} subject={view.subject} />}
        {reading.isError && <Notice tone="alert">{toCodedError(reading.error).sentence}</Notice>}
        {recording.isError && <Notice tone="alert">{toCodedError(recording.error).sentence}</Notice>}
        {answered.error && <Notice tone="alert">{answered.error}</Notice>}
        {problem === null && (
          <SourceLine
            record={recorded && recordWords(recorded.probabilitySteps)}
            isLooking={recording.isFetching}
            isLive={isLive}
            live={liveProbe}
            agreement={agreementOf(recorded, liveProbe)}
            tolerance={bundle.tolerance.probability}
          />
        )}
        <LivePanel
          live={live}
          backend={view.backend}
          onBackend={(backend) => setView({ backend })}
          onStart={() => {
            setView({ live: true });
            void actions.start({ run: view.run, backend: view.backend });
          }}
          onStop={() => {
            setView({ live: false });
            actions.cancel();
          }}
        />
      </section>
      {shown ? (
        <div aria-busy={shown !== current} className={`mt-xl ${shown === current ? "" : "opacity-50"}`}>
          <ProbeResult
            task={task}
            run={run}
            probe={shown}
            axis={stepsOf(run)}
            askable={isLive ? liveSteps : null}
            step={view.step}
            onStep={(step) => {
              const state = namesPrompt ? {} : stateOf(task, typed, view);
              setView({ ...state, step, subject: null });
            }}
          />
        </div>
      ) : (
        isWaiting && <ResultPending />
      )}
    </>
  );
}
