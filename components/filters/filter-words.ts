/** A filter in the bundle's own words: the options of its controls, and what it leaves, for captions. Pure. */
import type { Bundle } from "@/lib/bundle/schema";
import type { StatisticsFilter } from "@/lib/coupling/item-filter";
import type { Split } from "@/lib/coupling/types";
import { tasksOf } from "@/lib/permalink/filter-view";

export type Choice = { value: string; title: string };

export const SPLIT_WORDS: Record<Split, string> = { "held-out": "never explained", explained: "explained" };

export const EDIT_WORDS = { remove: "taking it out", add: "putting it in" } as const;
export const REPLY_WORDS = { shifted: "has shifted", same: "has not shifted" } as const;
export const MARGIN_WORDS = { away: "away from it", near: "near it" } as const;

/** Titles of one thing in several tasks: each once. */
function join(titles: readonly (string | undefined)[]): string {
  return [...new Set(titles.filter((title) => title !== undefined))].join(" / ");
}

/** The cues of a task, or of all: one that several tasks have stands once. */
export function cueChoices(bundle: Bundle, task: string | null): Choice[] {
  const cues = tasksOf(bundle, task).flatMap((one) => one.cues);
  return [...new Set(cues.map(({ id }) => id))].map((id) => ({
    value: id,
    title: join(cues.filter((cue) => cue.id === id).map(({ name }) => name)),
  }));
}

/** A reply class by its title; by the titles of every task where none is chosen. */
function replyTitle(bundle: Bundle, task: string | null, index: number): string {
  return join(tasksOf(bundle, task).map(({ replies }) => replies[index]?.title));
}

export function flipTitle(
  bundle: Bundle,
  task: string | null,
  { from, to }: NonNullable<StatisticsFilter["flip"]>,
): string {
  return `${replyTitle(bundle, task, from)} to ${replyTitle(bundle, task, to)}`;
}

/** Every way in which an edit can change the reply. */
export function listFlips(bundle: Bundle, task: string | null): NonNullable<StatisticsFilter["flip"]>[] {
  const count = Math.max(...tasksOf(bundle, task).map(({ replies }) => replies.length));
  const classes = Array.from({ length: count }, (_, index) => index);
  return classes.flatMap((from) => classes.filter((to) => to !== from).map((to) => ({ from, to })));
}

/**
 * What is left of the items, as parts of a sentence: ["held-out entities", "edits of the cue consensus"].
 * Empty where nothing is left out.
 */
export function filterWords(bundle: Bundle, filter: StatisticsFilter): string[] {
  const { split, task, cue, edit, flip, reply, margin } = filter;
  const cueName = cueChoices(bundle, task).find(({ value }) => value === cue)?.title ?? cue;
  const words = [
    split === "held-out" && "entities that were never explained",
    split === "explained" && "entities that were explained",
    task !== null && `the task ${bundle.tasks.find(({ id }) => id === task)?.title ?? task}`,
    cue !== null && `edits of the cue ${cueName}`,
    edit !== null && `edits that ${edit === "remove" ? "take a cue out" : "put a cue in"}`,
    flip !== null && `edits that turn a reply from ${flipTitle(bundle, task, flip)}`,
    reply !== null &&
      `prompts whose reply ${reply === "shifted" ? "has" : "has not"} shifted since the first step`,
    margin === "away" && "edits away from the margin (both models sure, before and after)",
    margin === "near" && "edits near the margin (one model unsure, before or after)",
  ];
  return words.filter((one) => one !== false);
}

/** The same as a sentence for a caption; null where nothing is left out. */
export function filterSentence(bundle: Bundle, filter: StatisticsFilter): string | null {
  const words = filterWords(bundle, filter);
  return words.length === 0 ? null : `Only ${words.join("; ")}.`;
}
