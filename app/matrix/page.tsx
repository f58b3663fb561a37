import type { Metadata } from "next";
import { Suspense } from "react";
import { MatrixPage } from "@/components/matrix/matrix-page";
import { MatrixPending } from "@/components/matrix/matrix-pending";
import { PermalinkProvider } from "@/lib/permalink/provider";

export const metadata: Metadata = {
  title: "Matrix",
  description: "Every explainer against every behaviour: of whom are the claims of a checkpoint true?",
};

export default function Page() {
  return (
    <>
      <h1 className="mb-s font-[560] text-title tracking-[-0.012em]">Who describes whom</h1>
      <p className="mb-xl max-w-[40rem] text-lead text-soft">
        A claim that is true of one checkpoint may be false of another. Here every explainer is held against
        every behaviour: the run’s own checkpoints, the model its labels came from, and the controls.
      </p>
      <Suspense fallback={<MatrixPending />}>
        <PermalinkProvider>
          <MatrixPage />
        </PermalinkProvider>
      </Suspense>
    </>
  );
}
