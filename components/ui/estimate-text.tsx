import type { Estimate } from "@/lib/stats/estimate";
import { formatEstimate, formatInterval, formatNumber } from "./number-format";

/**
 * A number with its interval in the same breath; without a number, "n/a" and the reason. What the mark of a caveat says
 * has to stand near it (`caveatWords`).
 */
export function EstimateText({ estimate, digits = 2 }: { estimate: Estimate; digits?: number }) {
  if (estimate.kind === "undefined") {
    return (
      <span className="font-sans">
        n/a <span className="text-soft">({estimate.reason})</span>
      </span>
    );
  }
  return (
    <span className="tabular whitespace-nowrap">
      <span className="font-[600]">{formatNumber(estimate.value, digits)}</span>{" "}
      <span className="text-[0.88em] text-soft">
        {formatInterval(estimate.low, estimate.high, digits)}
        {caveatMark(estimate)}
      </span>
    </span>
  );
}

/** The same for a table's cell: a reason is read out, and shown once below the table (`undefinedReasons`). */
export function EstimateCell({ estimate }: { estimate: Estimate }) {
  if (estimate.kind === "value") return formatEstimate(estimate) + caveatMark(estimate);
  return (
    <span title={estimate.reason}>
      n/a<span className="sr-only">: {estimate.reason}</span>
    </span>
  );
}

/** Stands behind a number that has a caveat; what it says stands once below the table (`caveatWords`). */
export const CAVEAT_MARK = "†";

export function hasCaveat(estimate: Estimate): boolean {
  return estimate.kind === "value" && estimate.caveat !== undefined;
}

/** The mark behind a number, with a space that does not break; empty where there is nothing to know. */
export function caveatMark(estimate: Estimate): string {
  return hasCaveat(estimate) ? `\u00a0${CAVEAT_MARK}` : "";
}

/** "† ...", with each caveat once; null where no estimate has one. */
export function caveatWords(estimates: readonly Estimate[]): string | null {
  const caveats = new Set(estimates.flatMap((one) => (one.kind === "value" && one.caveat) || []));
  return caveats.size > 0 ? `${CAVEAT_MARK} ${[...caveats].join("; ")}.` : null;
}

/** What has to be said below numbers that are marked or missing; null where none is. */
export function estimateRemarks(estimates: readonly Estimate[]): string | null {
  return [caveatWords(estimates), undefinedReasons(estimates)].filter(Boolean).join(" ") || null;
}

/** "n/a where ...", with each reason once; null where every estimate has a value. */
export function undefinedReasons(estimates: readonly Estimate[]): string | null {
  const reasons = new Set(estimates.flatMap((one) => (one.kind === "undefined" ? [one.reason] : [])));
  return reasons.size > 0 ? `n/a where ${[...reasons].join("; or where ")}.` : null;
}
