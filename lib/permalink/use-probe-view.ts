"use client";

/** The Probe page's state, which lives in its URL. */
import { parseAsString, useQueryStates } from "nuqs";
import { useMemo } from "react";
import type { Bundle } from "@/lib/bundle/schema";
import {
  type ProbeView,
  type ReadProbeView,
  readProbeView,
  writeProbeView,
} from "@/lib/permalink/probe-view";

/** As text: what a value means, and whether it is one, is decided against the bundle. */
const PARAMETERS = {
  task: parseAsString,
  entity: parseAsString,
  slots: parseAsString,
  cues: parseAsString,
  prompt: parseAsString,
  run: parseAsString,
  step: parseAsString,
  backend: parseAsString,
  seed: parseAsString,
  live: parseAsString,
};

export type UseProbeView = ReadProbeView & {
  /**
   * Changes a part of the view. A new history entry is for what a visitor would want to go back from (another
   * prompt), not for every letter or step.
   */
  setView(change: Partial<ProbeView>, options?: { isNewEntry?: boolean }): void;
};

/** Must stand below a Suspense boundary: the URL is known in the browser only. */
export function useProbeView(bundle: Bundle): UseProbeView {
  const [raw, setRaw] = useQueryStates(PARAMETERS);
  const read = useMemo(() => readProbeView(bundle, raw), [bundle, raw]);
  return {
    ...read,
    setView: (change, { isNewEntry = false } = {}) => {
      setRaw(writeProbeView(change), { history: isNewEntry ? "push" : "replace" });
    },
  };
}
