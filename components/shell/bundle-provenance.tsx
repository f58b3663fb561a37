"use client";

import { type ReactNode, useMemo } from "react";
import { FigureProvenance } from "@/components/charts/figure-provenance";
import { useManifest } from "@/lib/queries/bundle";

/** Writes training/RESULTS.md from the bundle's records alone; the pages' numbers are the same. */
const COMMAND = "npm run training:results";

/** Tells every figure below where its numbers come from, for the files that are saved from it. */
export function BundleProvenance({ children }: { children: ReactNode }) {
  const { data } = useManifest();
  const provenance = useMemo(
    () => (data ? { bundle: data.bundle.id, sha256: data.sha256, command: COMMAND } : null),
    [data],
  );
  return <FigureProvenance value={provenance}>{children}</FigureProvenance>;
}
