"use client";

/** The Plane's state, which lives in its URL. */
import type { Bundle } from "@/lib/bundle/schema";
import { planePageView } from "@/lib/permalink/plane-view";
import { usePageView } from "@/lib/permalink/use-page-view";

/** Must stand below a Suspense boundary: the URL is known in the browser only. */
export const usePlaneView = (bundle: Bundle) => usePageView(planePageView, bundle);
