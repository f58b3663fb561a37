"use client";

/**
 * The live answers to the prompt on the page, as they come: the chosen checkpoint first, then the others, and
 * the run's target beside them. Nothing runs before live mode is on; a newer prompt supersedes an older.
 */
import { useEffect, useMemo, useRef, useState } from "react";
import type { Bundle, RunStep, Task } from "@/lib/bundle/schema";
import type { TextTokenizer } from "@/lib/bundle/tokenizer";
import { type ProbePlan, planProbe } from "@/lib/coupling/pack";
import { parsePrompt } from "@/lib/coupling/parse-prompt";
import { readProbe } from "@/lib/coupling/read-probe";
import type { ProbeAnswer } from "@/lib/coupling/types";
import { isCancelled, toCodedError } from "@/lib/errors";
import type { LiveActions } from "@/lib/queries/live";
import { missingSentence } from "./prompt-parts";

export type LiveProbe = {
  /** The run and the prompt these answers belong to. */
  run: string;
  prompt: string;
  replies: readonly string[];
  answers: ReadonlyMap<number, ProbeAnswer>;
  target: ProbeAnswer | null;
  /** Time the model took, all checkpoints together, in milliseconds; null until the last is there. */
  milliseconds: number | null;
};

/** Why a prompt cannot be asked, or what asking it takes. */
export type Planned = { plan: ProbePlan; problem: null } | { plan: null; problem: string | null };

/** Letters typed in quick succession are one prompt. */
const TYPING_PAUSE_MS = 120;

type Question = {
  bundle: Bundle;
  /** Whose models are asked: how long a prompt may be depends on it. */
  family: string | null;
  task: Task;
  prompt: string;
  /** Candidate words in class order; null where they cannot be told from the prompt. */
  replies: readonly string[] | null;
  tokenizer: TextTokenizer | null;
};

/** Plans the probe of a prompt; what a visitor can cause comes back as a sentence. */
export function usePlan({ bundle, family, task, prompt, replies, tokenizer }: Question): Planned {
  const contextLength = bundle.families.find(({ id }) => id === family)?.contextLength ?? 0;
  const key = replies?.join("\n") ?? null;
  return useMemo(() => {
    if (tokenizer === null) return { plan: null, problem: null };
    if (prompt !== "" && key === null) {
      return { plan: null, problem: missingSentence(task, parsePrompt(task, prompt).values) };
    }
    try {
      const given = { task, prompt, replies: key?.split("\n") ?? [], tokenizer, contextLength };
      return { plan: planProbe(given), problem: null };
    } catch (thrown) {
      return { plan: null, problem: toCodedError(thrown).sentence };
    }
  }, [task, prompt, key, tokenizer, contextLength]);
}

type Asked = {
  /** The run that is live. */
  run: string;
  /** Its target's checkpoint, where that can be run as well. */
  target: RunStep | null;
  plan: ProbePlan | null;
  /** Null while live mode is off. */
  actions: LiveActions | null;
  /** Its shipped steps. */
  steps: readonly number[];
  /** Answered first. Choosing another does not ask again. */
  first: number;
};

export function useLiveProbe({ run, target, plan, actions, steps, first }: Asked) {
  const [probe, setProbe] = useState<LiveProbe | null>(null);
  const [error, setError] = useState<string | null>(null);
  const firstStep = useRef(first);
  useEffect(() => {
    firstStep.current = first;
  }, [first]);

  useEffect(() => {
    if (actions === null) {
      // Another start may be on another backend: nothing of this one's may pass for that one's.
      setProbe(null);
      setError(null);
    }
    if (plan === null || actions === null) return;
    const stop = new AbortController();
    const ask = async () => {
      const answers = new Map<number, ProbeAnswer>();
      let targetAnswer: ProbeAnswer | null = null;
      let milliseconds = 0;
      const show = (isDone: boolean) => {
        if (stop.signal.aborted) return;
        setProbe({
          run,
          prompt: plan.prompt,
          replies: plan.replies,
          answers: new Map(answers),
          target: targetAnswer,
          milliseconds: isDone ? milliseconds : null,
        });
      };
      setError(null);
      try {
        const order = [firstStep.current, ...steps.filter((step) => step !== firstStep.current)];
        const asking =
          target && actions.runProbe("probe-target", target.run, target.step, plan.tree, stop.signal);
        const all = actions.runAllCheckpoints(
          "probe",
          run,
          order.filter((one) => steps.includes(one)),
          plan.tree,
          (answer) => {
            answers.set(answer.step, readProbe(plan, answer.logits));
            milliseconds += answer.milliseconds;
            show(false);
          },
          stop.signal,
        );
        const [answered] = await Promise.allSettled([asking, all]);
        if (answered.status === "fulfilled" && answered.value !== null) {
          targetAnswer = readProbe(plan, answered.value.logits);
        }
        await all;
        show(true);
      } catch (thrown) {
        if (!stop.signal.aborted && !isCancelled(thrown)) setError(toCodedError(thrown).sentence);
      }
    };
    const timer = setTimeout(ask, TYPING_PAUSE_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [run, target, plan, actions, steps]);

  return { probe: actions === null ? null : probe, error: actions === null ? null : error };
}
