"use client";

/**
 * What the hooks of this folder need above them: once on every page that has a view in its URL, and not in the
 * layout, since the Overview has none. The URL is known in the browser only; until then the fallback stands there.
 */
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { type ReactNode, Suspense } from "react";

export function PermalinkProvider({ fallback, children }: { fallback: ReactNode; children: ReactNode }) {
  return (
    <NuqsAdapter>
      <Suspense fallback={fallback}>{children}</Suspense>
    </NuqsAdapter>
  );
}
