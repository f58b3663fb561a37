"use client";

import { useEffect, useMemo, useRef } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { Bundle, Run, Task } from "@/lib/bundle/schema";
import { parsePrompt } from "@/lib/coupling/parse-prompt";
import { normaliseText, replyWords } from "@/lib/coupling/prompt";
import { toCodedError } from "@/lib/errors";
import { stepsOf } from "@/lib/permalink/probe-view";
import { useProbeView } from "@/lib/permalink/use-probe-view";
import { useLive } from "@/lib/queries/live";
import { shippedSteps } from "@/lib/queries/live-spec";
import { useRecordedProbe } from "@/lib/queries/recorded-probe";
import { useTokenizer } from "@/lib/queries/tokenizer";
import { LivePanel } from "./live-panel";
import { agreementOf, mergeProbe, type ShownProbe } from "./merge-probe";
import { ProbePending, ResultPending } from "./probe-pending";
import { ProbeResult } from "./probe-result";
import { PromptBuilder } from "./prompt-builder";
import { openingState, stateOf } from "./prompt-parts";
import { SourceLine } from "./source-line";
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
  const found = recording.data?.kind === "recorded" ? recording.data : null;
  const recorded = found?.entry.prompt === prompt ? found : null;

  const family = run.family ?? bundle.runs.find(({ id }) => id === bundle.flagship)?.family ?? null;
  const reading = useTokenizer(family);
  const tokenizer = reading.data ?? null;
  const replies = recorded?.entry.replies ?? replyWords(task, parsePrompt(task, prompt).values);
  const { plan, problem } = usePlan({ bundle, task, prompt, replies, tokenizer });

  const isFlagship = view.run === bundle.flagship;
  const live = useLive(bundle, view.backend);
  const isLive = live.status.state === "ready" && isFlagship;
  const liveSteps = useMemo(() => shippedSteps(bundle, bundle.flagship), [bundle]);
  const asked = { bundle, plan, actions: isLive ? live.actions : null, steps: liveSteps, first: view.step };
  const answered = useLiveProbe(asked);
  const liveProbe = answered.probe?.prompt === prompt ? answered.probe : null;

  // A link that was live goes live again by itself only where that downloads nothing.
  const { status, actions } = live;
  const canResume = view.live && isFlagship && status.state === "off" && status.missingBytes === 0;
  useEffect(() => {
    if (canResume) void actions?.start({ backend: view.backend });
  }, [canResume, actions, view.backend]);

  const current = mergeProbe(recorded, liveProbe);
  const isWaiting = current === null && problem === null && (recording.isFetching || isLive);
  const last = useRef<{ task: Task; shown: ShownProbe } | null>(null);
  useEffect(() => {
    if (current) last.current = { task, shown: current };
  });
  // While answers are on their way the former ones stay, faint, unless they are about another task's cues.
  const former = last.current?.task === task ? last.current.shown : null;
  const shown = current ?? (isWaiting ? former : null);

  if (source.text === null) return <ProbePending />;

  const setText = (text: string, isNewEntry = false) =>
    setView({ task: task.id, ...stateOf(task, text, view) }, { isNewEntry });
  const setTask = (id: string) => {
    const next = bundle.tasks.find((one) => one.id === id);
    if (!next) return;
    const text = source.pick(id, view.seed);
    const opening = openingState(next);
    const state = text === null ? opening : stateOf(next, text, opening);
    setView({ task: id, ...state }, { isNewEntry: true });
  };
  const pickAnother = () => {
    const seed = view.seed + 1;
    const text = source.pick(task.id, seed);
    if (text !== null) setView({ seed, task: task.id, ...stateOf(task, text, view) }, { isNewEntry: true });
  };

  return (
    <>
      {ignored.length > 0 && (
        <div className="mb-l">
          <Notice>{ignored.map(({ sentence }) => sentence).join(" ")}</Notice>
        </div>
      )}
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
            Another prompt they differ on
          </Button>
        </div>
      </PromptBuilder>
      <section
        aria-label="Where the answers come from"
        className="mt-l grid min-h-[6rem] content-start gap-y-s border-rule border-t pt-m font-sans text-label"
      >
        {reading.isError && <Notice tone="alert">{toCodedError(reading.error).sentence}</Notice>}
        {recording.isError && <Notice tone="alert">{toCodedError(recording.error).sentence}</Notice>}
        {answered.error && <Notice tone="alert">{answered.error}</Notice>}
        {problem === null && (
          <SourceLine
            isRecorded={recorded !== null}
            isLooking={recording.isFetching}
            isLive={isLive}
            live={liveProbe}
            agreement={agreementOf(recorded, liveProbe)}
            tolerance={bundle.tolerance.probability}
          />
        )}
        {isFlagship ? (
          <LivePanel
            live={live}
            backend={view.backend}
            onBackend={(backend) => setView({ backend })}
            onStart={() => {
              setView({ live: true });
              void actions?.start({ backend: view.backend });
            }}
            onStop={() => {
              setView({ live: false });
              actions?.cancel();
            }}
          />
        ) : (
          <p className="text-soft">
            This is {run.title}; live mode runs {bundle.runs.find(({ id }) => id === bundle.flagship)?.title}.
          </p>
        )}
      </section>
      {shown ? (
        <div aria-busy={shown !== current} className={`mt-xl ${shown === current ? "" : "opacity-50"}`}>
          <ProbeResult
            task={task}
            run={run}
            probe={shown}
            axis={stepsOf(run)}
            step={view.step}
            onStep={(step) => setView({ ...(namesPrompt ? {} : stateOf(task, typed, view)), step })}
          />
        </div>
      ) : (
        isWaiting && <ResultPending />
      )}
    </>
  );
}
