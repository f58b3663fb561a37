/** Recorded and live answers to one prompt as what the page shows: live where there is any. Pure. */
import type { ProbeAnswer } from "@/lib/coupling/types";
import type { RecordedProbe } from "@/lib/queries/types";
import { type Agreement, compareAnswers, sumAgreements } from "./live-words";
import type { LiveProbe } from "./use-live-probe";

export type ShownProbe = {
  prompt: string;
  replies: readonly string[];
  /** Ascending by step. */
  steps: { step: number; answer: ProbeAnswer }[];
  target: ProbeAnswer | null;
  source: "recorded" | "live";
};

type Recorded = Extract<RecordedProbe, { kind: "recorded" }>;

/** Null where neither has anything. Both must be answers to the same prompt. */
export function mergeProbe(recorded: Recorded | null, live: LiveProbe | null): ShownProbe | null {
  const prompt = live?.prompt ?? recorded?.entry.prompt;
  const replies = live?.replies ?? recorded?.entry.replies;
  if (prompt === undefined || replies === undefined) return null;
  const answers = new Map(recorded?.steps.map(({ step, answer }) => [step, answer]));
  for (const [step, answer] of live?.answers ?? []) answers.set(step, answer);
  const steps = [...answers].map(([step, answer]) => ({ step, answer })).sort((a, b) => a.step - b.step);
  if (steps.length === 0) return null;
  return {
    prompt,
    replies,
    steps,
    target: live?.target ?? recorded?.target ?? null,
    source: live && live.answers.size > 0 ? "live" : "recorded",
  };
}

/** How far live and record agree over the steps that both have; null where they share none. */
export function agreementOf(recorded: Recorded | null, live: LiveProbe | null): Agreement | null {
  if (recorded === null) return null;
  const shared = recorded.steps.flatMap(({ step, answer }) => {
    const other = live?.answers.get(step);
    return other ? [compareAnswers(other, answer, recorded.probabilitySteps)] : [];
  });
  return shared.length > 0 ? sumAgreements(shared) : null;
}
