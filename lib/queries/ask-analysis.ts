/** Query options for what the analysis worker answers; waits for the bundle by being skipped without one. */
import { queryOptions, skipToken } from "@tanstack/react-query";
import type { Bundle } from "@/lib/bundle/schema";
import { sharedAnalysis } from "@/lib/queries/analysis-client";
import type { AnalysisCall, AnalysisCalls } from "@/lib/queries/analysis-protocol";

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
