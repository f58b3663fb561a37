"use client";

import { IgnoredNotice } from "@/components/ui/ignored-notice";
import { useStrayParameters } from "@/lib/permalink/use-stray-parameters";

/** The Overview has one view: whatever its link says beside it is left out, and said to be. */
export function OverviewIgnored() {
  return <IgnoredNotice ignored={useStrayParameters()} />;
}
