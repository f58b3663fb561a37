"use client";

/**
 * What was answered on every item, as columns in the order of `useItems`; `data` as in `useEstimates`. Margins come
 * apart: they are read from probabilities, which take ten times as long to decode.
 */
import { useQuery } from "@tanstack/react-query";
import { pageOptions } from "@/lib/queries/ask-analysis";
import { useBundle } from "@/lib/queries/bundle";
import type { BehaviourSpec, ItemRowsSpec } from "@/lib/queries/types";

export const useItemRows = (spec: ItemRowsSpec | null) =>
  useQuery(pageOptions("itemRows", useBundle().data, spec));

export const useItemMargins = (spec: BehaviourSpec | null) =>
  useQuery(pageOptions("itemMargins", useBundle().data, spec));
