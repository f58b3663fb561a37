"use client";

/** The evaluation items, as rows and as prompts with their edits. */
import { useQuery } from "@tanstack/react-query";
import type { Bundle } from "@/lib/bundle/schema";
import { analysisOptions } from "@/lib/queries/ask-analysis";
import { useBundle } from "@/lib/queries/bundle";
import { queryKeys } from "@/lib/queries/keys";

export const itemsOptions = (bundle: Bundle | undefined) =>
  analysisOptions("items", bundle, null, queryKeys.items);

export const promptsOptions = (bundle: Bundle | undefined) =>
  analysisOptions("prompts", bundle, null, queryKeys.prompts);

/** All rows: some 20,000. Where prompts will do, `usePrompts` is a sixth of it. */
export const useItems = () => useQuery(itemsOptions(useBundle().data));

export const usePrompts = () => useQuery(promptsOptions(useBundle().data));
