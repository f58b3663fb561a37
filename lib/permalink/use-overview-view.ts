"use client";

/** The Overview's state, which lives in its URL. */
import { parseAsString, useQueryStates } from "nuqs";
import { useMemo } from "react";
import { type OverviewView, readOverviewView, writeOverviewView } from "@/lib/permalink/overview-view";
import type { IgnoredParameter } from "@/lib/permalink/read-parameter";

const PARAMETERS = { split: parseAsString, step: parseAsString };

export type UseOverviewView = {
  view: OverviewView;
  ignored: IgnoredParameter[];
  setView(change: Partial<OverviewView>): void;
};

/** `steps` are the flagship's. Must stand below a Suspense boundary: the URL is known in the browser only. */
export function useOverviewView(steps: readonly number[]): UseOverviewView {
  const [raw, setRaw] = useQueryStates(PARAMETERS);
  const read = useMemo(() => readOverviewView(steps, raw), [steps, raw]);
  return {
    ...read,
    setView: (change) => {
      setRaw(writeOverviewView(change));
    },
  };
}
