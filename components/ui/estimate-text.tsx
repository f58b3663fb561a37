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

/**
 * A caveat is a clause about one number ("... are behind it: its interval is ..."); this is the sentence, without its
 * stop, of that number or of several ("these").
 */
export function caveatClause(caveat: string, isOfSeveral: boolean): string {
  const words = isOfSeveral
    ? caveat.replace("behind it: its interval is", "behind these, so their intervals are")
    : caveat;
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** "† ...", with each caveat once, of a single number or of all that are marked; null where no estimate has one. */
export function caveatWords(estimates: readonly Estimate[]): string | null {
  const caveats = new Set(estimates.flatMap((one) => (one.kind === "value" && one.caveat) || []));
  const sentences = [...caveats].map(
    (caveat) => `${CAVEAT_MARK} ${caveatClause(caveat, estimates.length > 1)}.`,
  );
  return sentences.join(" ") || null;
}

/** A caveat with what it is said of, behind the mark that stands there. */
export function caveatNote(caveat: string, what: string): string {
  return `${CAVEAT_MARK} ${caveatClause(caveat, true)}: ${what}.`;
}

/** The names of the numbers that have a caveat, by what it is. */
export function namesByCaveat(named: readonly (readonly [string, Estimate])[]): Map<string, string[]> {
  const byCaveat = new Map<string, string[]>();
  for (const [name, estimate] of named) {
    if (estimate.kind !== "value" || estimate.caveat === undefined) continue;
    byCaveat.set(estimate.caveat, [...(byCaveat.get(estimate.caveat) ?? []), name]);
  }
  return byCaveat;
}

/** The same where it is heard and not seen: it names its numbers, for nobody sees a mark. */
export function spokenCaveats(named: readonly (readonly [string, Estimate])[]): string {
  return [...namesByCaveat(named)]
    .map(([caveat, names]) => {
      const clause = caveatClause(caveat, named.length > 1);
      return named.length > 1 ? `${clause}: ${names.join(", ")}.` : `${clause}.`;
    })
    .join(" ");
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
