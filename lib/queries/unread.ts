"use client";

/** Records that the bundle has and that could not be read this time: which answers lack them, and asking again. */
import { useQueryClient } from "@tanstack/react-query";
import type { Absent } from "@/lib/queries/types";

const isAbsent = (answer: unknown): answer is Absent =>
  typeof answer === "object" && answer !== null && "kind" in answer && answer.kind === "absent";

/** Why an answer of the analysis worker lacks something that asking again may bring, each reason once. */
export function unreadReasons(answer: unknown): string[] {
  if (typeof answer !== "object" || answer === null) return [];
  if ("unread" in answer) return answer.unread as string[]; // the Overview, which is of many runs
  const parts: unknown[] = "scores" in answer && Array.isArray(answer.scores) ? answer.scores : [answer];
  return [...new Set(parts.flatMap((part) => (isAbsent(part) && part.isUnread ? part.reason : [])))];
}

/** Asks again for every answer that lacks records, those of other filters when they are next shown. */
export function useRetryUnread(): () => void {
  const client = useQueryClient();
  return () => {
    void client.invalidateQueries({ predicate: ({ state }) => unreadReasons(state.data).length > 0 });
  };
}
