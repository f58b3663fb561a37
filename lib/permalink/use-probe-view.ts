"use client";

/** The Probe page's state, which lives in its URL. */
import type { Bundle } from "@/lib/bundle/schema";
import { probePageView } from "@/lib/permalink/probe-view";
import { usePageView } from "@/lib/permalink/use-page-view";

/** Must stand below a Suspense boundary: the URL is known in the browser only. */
export const useProbeView = (bundle: Bundle) => usePageView(probePageView, bundle);

export type UseProbeView = ReturnType<typeof useProbeView>;
