"use client";

/** Statistics of any explainers, about any behaviours, on any part of the items. */
import { useQuery } from "@tanstack/react-query";
import { pageOptions } from "@/lib/queries/ask-analysis";
import { useBundle } from "@/lib/queries/bundle";
import type { EstimatesSpec } from "@/lib/queries/types";

/**
 * While the next answer is computed `data` stays the former one's, and `isPlaceholderData` says so: look scores up
 * by id, and show what is not there yet as waiting. Null asks nothing.
 */
export const useEstimates = (spec: EstimatesSpec | null) =>
  useQuery(pageOptions("estimates", useBundle().data, spec));
