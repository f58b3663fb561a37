"use client";

import { BundleGate } from "@/components/shell/bundle-gate";
import { Probe } from "./probe";
import { ProbePending } from "./probe-pending";

export function ProbePage() {
  return <BundleGate pending={<ProbePending />}>{(bundle) => <Probe bundle={bundle} />}</BundleGate>;
}
