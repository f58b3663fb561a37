"use client";

import { LinkedHover } from "@/components/charts/linked-hover";
import { BundleGate } from "@/components/shell/bundle-gate";
import { Plane } from "./plane";
import { PlanePending } from "./plane-pending";

export function PlanePage() {
  return (
    <BundleGate pending={<PlanePending />}>
      {(bundle) => (
        <LinkedHover>
          <Plane bundle={bundle} />
        </LinkedHover>
      )}
    </BundleGate>
  );
}
