"use client";

/** At which steps behaviour and claims cross half of their change; `data` as in `useEstimates`. */
import { useQueries } from "@tanstack/react-query";
import { pageOptions } from "@/lib/queries/ask-analysis";
import { useBundle } from "@/lib/queries/bundle";
import type { LagSpec } from "@/lib/queries/types";

/** Of any number of paths, no two of them alike, in their order. */
export function useLags(specs: readonly LagSpec[]) {
  const { data: bundle } = useBundle();
  return useQueries({ queries: specs.map((spec) => pageOptions("lag", bundle, spec)) });
}
