"use client";

/** At which steps behaviour and claims cross half of their change; `data` as in `useEstimates`. */
import { useQueries, useQuery } from "@tanstack/react-query";
import { pageOptions } from "@/lib/queries/ask-analysis";
import { useBundle } from "@/lib/queries/bundle";
import type { LagSpec } from "@/lib/queries/types";

export const useLag = (spec: LagSpec | null) => useQuery(pageOptions("lag", useBundle().data, spec));

/** The same for any number of paths, no two of them alike, in their order. */
export function useLags(specs: readonly LagSpec[]) {
  const { data: bundle } = useBundle();
  return useQueries({ queries: specs.map((spec) => pageOptions("lag", bundle, spec)) });
}
