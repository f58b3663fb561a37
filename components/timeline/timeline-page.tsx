"use client";

import { BundleGate } from "@/components/shell/bundle-gate";
import { Timeline } from "./timeline";
import { TimelinePending } from "./timeline-pending";

export function TimelinePage() {
  return <BundleGate pending={<TimelinePending />}>{(bundle) => <Timeline bundle={bundle} />}</BundleGate>;
}
