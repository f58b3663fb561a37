import type { Metadata } from "next";
import { Suspense } from "react";
import { PlanePage } from "@/components/plane/plane-page";
import { PlanePending } from "@/components/plane/plane-pending";
import { PermalinkProvider } from "@/lib/permalink/provider";

export const metadata: Metadata = {
  title: "Plane",
  description: "Whose behaviour do the explanations know? Any runs and checkpoints, placed side by side.",
};

export default function Page() {
  return (
    <>
      <h1 className="mb-s font-[560] text-title tracking-[-0.012em]">The coupling plane</h1>
      <p className="mb-xl max-w-[40rem] text-lead text-soft">
        Does an explanation know what moves the model that gives it, or what moved the model it was learned
        from? Any runs of the bundle, side by side.
      </p>
      <Suspense fallback={<PlanePending />}>
        <PermalinkProvider>
          <PlanePage />
        </PermalinkProvider>
      </Suspense>
    </>
  );
}
