"use client";

/** A run's records: classes of every step and item (no probabilities). */
import { useQuery } from "@tanstack/react-query";
import type { Bundle } from "@/lib/bundle/schema";
import { analysisOptions } from "@/lib/queries/ask-analysis";
import { useBundle } from "@/lib/queries/bundle";
import { queryKeys } from "@/lib/queries/keys";

/** Nearly a megabyte a run with all its steps: the page lets go of what nobody looks at; the worker has it still. */
const UNUSED_RECORDS_MS = 60_000;

export const recordsOptions = (bundle: Bundle | undefined, run: string) => ({
  ...analysisOptions("records", bundle, { run }, (known) => queryKeys.records(known, run)),
  gcTime: UNUSED_RECORDS_MS,
});

export const useRecords = (run: string) => useQuery(recordsOptions(useBundle().data, run));
