/** Query options for what the analysis worker answers; waits for the bundle by being skipped without one. */
import { keepPreviousData, queryOptions, skipToken } from "@tanstack/react-query";
import type { Bundle } from "@/lib/bundle/schema";
import { sharedAnalysis } from "@/lib/queries/analysis-client";
import type { AnalysisCall, AnalysisCalls } from "@/lib/queries/analysis-protocol";
import { queryKeys } from "@/lib/queries/keys";

/** `keyOf` is a key of `queryKeys`; it is asked for only when there is a bundle. */
export function analysisOptions<T extends AnalysisCall>(
  type: T,
  bundle: Bundle | undefined,
  spec: AnalysisCalls[T]["spec"],
  keyOf: (bundle: Bundle) => readonly string[],
) {
  return queryOptions({
    queryKey: bundle === undefined ? ["bundle", "waiting", type] : keyOf(bundle),
    queryFn:
      bundle === undefined
        ? skipToken
        : (): Promise<AnalysisCalls[T]["result"]> =>
            sharedAnalysis().ask(type, { bundle, origin: window.location.origin }, spec),
    // Results are large and never change in place: comparing them field by field would only cost time.
    structuralSharing: false,
  });
}

/** Answers are small and the worker keeps what it computed: a page need not hold those of every filter it showed. */
const UNUSED_ANSWERS_MS = 60_000;

/** Requests that a page changes with every filter: a spec, or null where there is nothing to ask yet. */
type PageCall = "estimates" | "lag" | "replyShares" | "calibration" | "itemRows" | "itemMargins";

export function pageOptions<T extends PageCall>(
  type: T,
  bundle: Bundle | undefined,
  spec: AnalysisCalls[T]["spec"] | null,
) {
  const isReady = bundle !== undefined && spec !== null;
  return queryOptions({
    queryKey: isReady ? queryKeys.analysis(bundle, type, spec) : ["bundle", "waiting", type],
    queryFn: isReady
      ? ({ signal }): Promise<AnalysisCalls[T]["result"]> =>
          sharedAnalysis().ask(type, { bundle, origin: window.location.origin }, spec, signal)
      : skipToken,
    // The former picture stays, marked as such by `isPlaceholderData`, until the next one is there.
    placeholderData: keepPreviousData,
    structuralSharing: false,
    gcTime: UNUSED_ANSWERS_MS,
  });
}
