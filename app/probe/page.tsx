import type { Metadata } from "next";
import { Suspense } from "react";
import { ProbePage } from "@/components/probe/probe-page";
import { ProbePending } from "@/components/probe/probe-pending";
import { PermalinkProvider } from "@/lib/permalink/provider";

export const metadata: Metadata = {
  title: "Probe",
  description: "For one prompt: what the model does, what it says, whether that is true, and of whom.",
};

export default function Page() {
  return (
    <>
      <h1 className="mb-s font-[560] text-title tracking-[-0.012em]">Probe a prompt</h1>
      <p className="mb-xl max-w-[40rem] text-lead text-soft">
        What does the model reply, what does it say would change that, and of whom is it true?
      </p>
      <Suspense fallback={<ProbePending />}>
        <PermalinkProvider>
          <ProbePage />
        </PermalinkProvider>
      </Suspense>
    </>
  );
}
