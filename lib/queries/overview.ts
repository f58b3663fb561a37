"use client";

/**
 * The Overview's data in two answers: the flagship's path first, from its and the target's records, then the
 * same with the controls, whose records are most of the bytes.
 */
import { useQuery } from "@tanstack/react-query";
import type { Bundle } from "@/lib/bundle/schema";
import { analysisOptions } from "@/lib/queries/ask-analysis";
import { useBundle } from "@/lib/queries/bundle";
import { queryKeys } from "@/lib/queries/keys";
import type { Overview } from "@/lib/queries/types";

export const overviewOptions = (bundle: Bundle | undefined, withControls: boolean) =>
  analysisOptions("overview", bundle, { withControls }, (known) => queryKeys.overview(known, withControls));

export type OverviewResult = {
  /** What there is so far; `isComplete` in it says whether the controls are in. */
  data: Overview | undefined;
  isFetching: boolean;
  error: Error | null;
  refetch: () => void;
};

export function useOverview(): OverviewResult {
  const bundle = useBundle();
  const first = useQuery(overviewOptions(bundle.data, false));
  // Only after the first answer: the worker computes one thing at a time.
  const full = useQuery({ ...overviewOptions(bundle.data, true), enabled: first.isSuccess });
  return {
    data: full.data ?? first.data,
    isFetching: bundle.isFetching || first.isFetching || full.isFetching,
    error: bundle.error ?? first.error ?? full.error,
    refetch() {
      for (const query of [bundle, first, full]) if (query.isError) query.refetch();
    },
  };
}
