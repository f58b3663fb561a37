import type { Metadata } from "next";
import { Suspense } from "react";
import { TimelinePage } from "@/components/timeline/timeline-page";
import { TimelinePending } from "@/components/timeline/timeline-pending";
import { PermalinkProvider } from "@/lib/permalink/provider";

export const metadata: Metadata = {
  title: "Timeline",
  description:
    "Over training: how a model’s behaviour shifts, what it says would change it, and whose behaviour its claims describe.",
};

export default function Page() {
  return (
    <>
      <h1 className="mb-s font-[560] text-title tracking-[-0.012em]">What happens over training?</h1>
      <p className="mb-xl max-w-[40rem] text-lead text-soft">
        Its behaviour shifts. Do its claims follow, when, and are they still about itself?
      </p>
      <Suspense fallback={<TimelinePending />}>
        <PermalinkProvider>
          <TimelinePage />
        </PermalinkProvider>
      </Suspense>
    </>
  );
}
