import { formatCount } from "@/components/ui/number-format";
import { type Agreement, agreementWords } from "./live-words";
import type { LiveProbe } from "./use-live-probe";

type SourceLineProps = {
  /** What is to be said of the record where it has the prompt; else null. */
  record: string | null;
  /** The records are being searched for this prompt. */
  isLooking: boolean;
  isLive: boolean;
  live: LiveProbe | null;
  agreement: Agreement | null;
  tolerance: number;
};

/** One line on where the numbers below come from, and whether live and record agree. */
export function SourceLine({ record, isLooking, isLive, live, agreement, tolerance }: SourceLineProps) {
  const words = (() => {
    if (live && live.answers.size > 0) {
      const count = `${live.answers.size} checkpoint${live.answers.size === 1 ? "" : "s"}`;
      const time = live.milliseconds === null ? " so far" : ` in ${formatCount(live.milliseconds)} ms`;
      const agrees = agreement
        ? agreementWords(agreement, tolerance)
        : "The record does not have this prompt.";
      return `Computed here just now: ${count}${time}. ${agrees}`;
    }
    if (record !== null) return record;
    if (isLooking) return "Looking the prompt up in the record.";
    return isLive
      ? "This prompt is not in the record; it is asked live."
      : "This prompt is not in the record. Run it live to see what the model does.";
  })();
  // Answers that stream in are not read out one by one.
  const isStreaming = live !== null && live.milliseconds === null;
  return (
    <p role="status" aria-live={isStreaming ? "off" : "polite"} className="max-w-[60rem]">
      {words}
    </p>
  );
}
