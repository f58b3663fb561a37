"use client";

/** What the hooks of this folder need above them, once, in the layout. */
import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { ReactNode } from "react";

export function PermalinkProvider({ children }: { children: ReactNode }) {
  return <NuqsAdapter>{children}</NuqsAdapter>;
}
