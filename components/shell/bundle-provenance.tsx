"use client";

import { type ReactNode, useMemo } from "react";
import { FigureProvenance } from "@/components/charts/figure-provenance";
import { useManifest } from "@/lib/queries/bundle";

/** Pages compute their numbers from the bundle's records whenever they are opened, with the same draws. */
export const PAGE_COMMAND = "npm ci && npm start # then this link's path at the address that it prints";

/** The bundle's results are computed by training, from the same records. */
export const RESULTS_COMMAND = "npm run training:results";

/** Tells every figure below where its numbers come from, for the files that are saved from it. */
export function BundleProvenance({ children }: { children: ReactNode }) {
  const { data } = useManifest();
  const provenance = useMemo(
    () => (data ? { bundle: data.bundle.id, sha256: data.sha256, command: PAGE_COMMAND } : null),
    [data],
  );
  return <FigureProvenance value={provenance}>{children}</FigureProvenance>;
}
