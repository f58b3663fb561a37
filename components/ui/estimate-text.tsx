import type { Estimate } from "@/lib/stats/estimate";
import { formatInterval, formatNumber } from "./number-format";

/** A number with its interval in the same breath; without a number, "n/a" and the reason. */
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
      <span className="text-[0.88em] text-soft">{formatInterval(estimate.low, estimate.high, digits)}</span>
    </span>
  );
}
