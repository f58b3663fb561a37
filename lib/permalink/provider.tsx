"use client";

/**
 * What the hooks of this folder need above them: once on every page that has a view in its URL, and not in the
 * layout, since the Overview has none. Stands below a Suspense boundary as they do, so that a page whose script comes
 * late keeps nothing else waiting.
 */
import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { ReactNode } from "react";

export function PermalinkProvider({ children }: { children: ReactNode }) {
  return <NuqsAdapter>{children}</NuqsAdapter>;
}
