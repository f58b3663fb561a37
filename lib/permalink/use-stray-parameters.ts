"use client";

/** What the link to a page says that has no view of its own. */
import { useSearchParams } from "next/navigation";
import { useMemo } from "react";
import { strayParameters } from "@/lib/permalink/page-view";
import type { IgnoredParameter } from "@/lib/permalink/read-parameter";

/** Must stand below a Suspense boundary: the URL is known in the browser only. */
export function useStrayParameters(): IgnoredParameter[] {
  const search = useSearchParams();
  return useMemo(() => strayParameters([], search), [search]);
}
