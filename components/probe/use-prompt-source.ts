"use client";

/**
 * Which prompt the page shows: the link's own; where the link names none, the recorded prompt that its seed picks
 * among those on which the run's last checkpoint and its target part ways (among all, where it has no target).
 */
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { findRun } from "@/lib/bundle/runs";
import type { Bundle, Task } from "@/lib/bundle/schema";
import type { ProbeView } from "@/lib/permalink/probe-view";
import { usePrompts } from "@/lib/queries/items";
import { recordsOptions } from "@/lib/queries/records";
import { findDisagreements, firstPrompt, pickBySeed } from "./disagreements";
import { textOf } from "./prompt-parts";

export type PromptSource = {
  /** Null while it is being picked. */
  text: string | null;
  /** A task's recorded prompt for a seed; null where there is none, or the records are on their way. */
  pick: (task: string, seed: number) => string | null;
  canPick: boolean;
};

export function usePromptSource(
  bundle: Bundle,
  task: Task,
  view: ProbeView,
  namesPrompt: boolean,
): PromptSource {
  const prompts = usePrompts();
  const self = useQuery(recordsOptions(bundle, view.run));
  const place = findRun(bundle, view.run)?.supervision.target ?? null;
  const target = useQuery(recordsOptions(place ? bundle : undefined, place?.run ?? ""));

  const found = useMemo(() => {
    if (place === null) return prompts.data ?? null;
    const last = self.data?.answers.at(-1);
    const reference = target.data?.answers[target.data.steps.indexOf(place.step)];
    if (!prompts.data || !last || !reference) return null;
    return findDisagreements(prompts.data, last, reference);
  }, [prompts.data, self.data, target.data, place]);

  const pick = (id: string, seed: number) =>
    pickBySeed(found?.filter((one) => one.task === id) ?? [], seed)?.prompt ?? null;
  const isSettled = found !== null || prompts.isError || self.isError || target.isError;
  const opening = () =>
    pick(task.id, view.seed) ?? firstPrompt(prompts.data ?? [], task.id)?.prompt ?? textOf(task, view);

  return {
    text: namesPrompt ? textOf(task, view) : isSettled ? opening() : null,
    pick,
    canPick: found?.some((one) => one.task === task.id) ?? false,
  };
}
