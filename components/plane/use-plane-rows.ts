"use client";

/** The plane's points as rows, one list for each set of entities that is drawn apart. */
import { useMemo } from "react";
import type { Bundle } from "@/lib/bundle/schema";
import type { PlaneView } from "@/lib/permalink/plane-view";
import { useEstimates } from "@/lib/queries/estimates";
import type { Method } from "@/lib/queries/types";
import { type PlaneRow, planeRows } from "./plane-data";
import type { NamedRun } from "./plane-runs";
import { planeRequests, shownRuns } from "./plane-scores";

export type PlaneAnswer = {
  /** Empty until there is anything to show. */
  splits: PlaneRow[][];
  method: Method | null;
  /** What of the choice cannot be drawn, in sentences. */
  notes: string[];
  /** No run that was chosen has anything to show. */
  isEmpty: boolean;
  /** What is shown is of a former choice, and the next is on its way. */
  isStale: boolean;
  error: Error | null;
  refetch: () => void;
  answers: readonly unknown[];
};

export function usePlaneRows(bundle: Bundle, view: PlaneView, named: readonly NamedRun[]): PlaneAnswer {
  const { runs, steps, split, filter } = view;
  const { shown, notes } = useMemo(() => shownRuns(bundle, { runs, steps }), [bundle, runs, steps]);
  const requests = useMemo(
    () => planeRequests(bundle, shown, { split, filter }),
    [bundle, shown, split, filter],
  );
  const [one, two] = requests;
  const first = useEstimates(one?.spec ?? null);
  const second = useEstimates(two?.spec ?? null);
  const hasTwo = two !== undefined;
  const splits = useMemo(() => {
    if (!one || !first.data || (two && !second.data)) return [];
    const rows = [planeRows(bundle, shown, named, { split: one.split, result: first.data })];
    if (two && second.data) {
      rows.push(planeRows(bundle, shown, named, { split: two.split, result: second.data }));
    }
    return rows;
  }, [bundle, shown, named, one, two, first.data, second.data]);
  return {
    splits,
    method: first.data?.method ?? null,
    notes,
    isEmpty: shown.length === 0,
    isStale: first.isPlaceholderData || (hasTwo && second.isPlaceholderData),
    error: first.error ?? (hasTwo ? second.error : null),
    refetch() {
      for (const query of [first, second]) if (query.isError) query.refetch();
    },
    answers: hasTwo ? [first.data, second.data] : [first.data],
  };
}
