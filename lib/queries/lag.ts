"use client";

/** At which steps behaviour and claims cross half of their change; `data` as in `useEstimates`. */
import { useQuery } from "@tanstack/react-query";
import { pageOptions } from "@/lib/queries/ask-analysis";
import { useBundle } from "@/lib/queries/bundle";
import type { LagSpec } from "@/lib/queries/types";

export const useLag = (spec: LagSpec | null) => useQuery(pageOptions("lag", useBundle().data, spec));
