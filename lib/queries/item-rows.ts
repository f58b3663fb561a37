"use client";

/**
 * What was answered on every item, as columns in the order of `useItems`; `data` as in `useEstimates`. Margins come
 * apart: they are read from probabilities, which take ten times as long to decode.
 */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { pageOptions } from "@/lib/queries/ask-analysis";
import { useBundle } from "@/lib/queries/bundle";
import type { BehaviourSpec, ItemRowsSpec } from "@/lib/queries/types";

export const useItemRows = (spec: ItemRowsSpec | null) =>
  useQuery(pageOptions("itemRows", useBundle().data, spec));

/** Has the worker read what is likely to be asked for next, so that it is there by then. Its failures are not told. */
export function useItemRowsAhead(specs: readonly ItemRowsSpec[], withMargins: boolean): void {
  const client = useQueryClient();
  const { data: bundle } = useBundle();
  useEffect(() => {
    for (const spec of specs) {
      void client.prefetchQuery(pageOptions("itemRows", bundle, spec));
      const { self, target } = spec;
      if (withMargins) void client.prefetchQuery(pageOptions("itemMargins", bundle, { self, target }));
    }
  }, [client, bundle, specs, withMargins]);
}

export const useItemMargins = (spec: BehaviourSpec | null) =>
  useQuery(pageOptions("itemMargins", useBundle().data, spec));
