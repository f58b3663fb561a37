"use client";

/** The recorded answers to one prompt, at every step of a run, and the target's beside them. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { Bundle } from "@/lib/bundle/schema";
import { analysisOptions } from "@/lib/queries/ask-analysis";
import { useBundle } from "@/lib/queries/bundle";
import { queryKeys } from "@/lib/queries/keys";

export const recordedProbeOptions = (bundle: Bundle | undefined, run: string, prompt: string) =>
  analysisOptions("recordedProbe", bundle, { run, prompt }, (known) =>
    queryKeys.recordedProbe(known, run, prompt),
  );

/**
 * `prompt` is normalised text (lib/coupling/prompt.ts). While another prompt is looked up, `data` stays the
 * former one's and `isPlaceholderData` says so.
 */
export const useRecordedProbe = (run: string, prompt: string) =>
  useQuery({
    ...recordedProbeOptions(useBundle().data, run, prompt),
    placeholderData: keepPreviousData,
  });
