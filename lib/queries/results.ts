"use client";

/** What the records of all runs say, as training computed it; `data` is null where the bundle has no such file. */
import { useQuery } from "@tanstack/react-query";
import type { Bundle } from "@/lib/bundle/schema";
import { analysisOptions } from "@/lib/queries/ask-analysis";
import { useBundle } from "@/lib/queries/bundle";
import { queryKeys } from "@/lib/queries/keys";

export const resultsOptions = (bundle: Bundle | undefined) =>
  analysisOptions("results", bundle, null, queryKeys.results);

export const useResults = () => useQuery(resultsOptions(useBundle().data));
