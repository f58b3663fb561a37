import type { Metadata } from "next";
import { Suspense } from "react";
import { ArmsPage } from "@/components/arms/arms-page";
import { ArmsPending } from "@/components/arms/arms-pending";
import { PermalinkProvider } from "@/lib/permalink/provider";

export const metadata: Metadata = {
  title: "Arms",
  description:
    "Every condition of the experiment side by side: when do explanations follow the model, and when its target?",
};

export default function Page() {
  return (
    <>
      <h1 className="mb-s font-[560] text-title tracking-[-0.012em]">When does it happen?</h1>
      <p className="mb-xl max-w-[40rem] text-lead text-soft">
        One thing is varied at a time, and every model is trained anew: how alike it is to its target, how
        many labels are wrong, where they come from, what kind of change it goes through.
      </p>
      <Suspense fallback={<ArmsPending />}>
        <PermalinkProvider>
          <ArmsPage />
        </PermalinkProvider>
      </Suspense>
    </>
  );
}
