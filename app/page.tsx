import { Suspense } from "react";
import { AboutBundle } from "@/components/overview/about-bundle";
import { HowToRead } from "@/components/overview/how-to-read";
import { OverviewIgnored } from "@/components/overview/overview-ignored";
import { OverviewResults } from "@/components/overview/overview-results";
import { WaysIn } from "@/components/overview/ways-in";

export default function OverviewPage() {
  return (
    <>
      <h1 className="mb-l max-w-[15em] font-[560] text-title tracking-[-0.012em]">
        When a model changes, do its explanations change with it?
      </h1>
      <p className="mb-xl max-w-[44rem] text-lead text-soft">
        A language model is taught to explain its replies; then its behaviour changes, and the explanations it
        learns from stay as they were. Small checkpoints run in your browser: ask what they do, what they say
        they would do, and of which model that is true.
      </p>
      <Suspense fallback={null}>
        <OverviewIgnored />
      </Suspense>
      <OverviewResults />
      <div className="mt-2xl grid-page gap-y-2xl">
        <div className="lg:col-span-7">
          <HowToRead />
        </div>
        <div className="lg:col-span-5">
          <WaysIn />
          <AboutBundle />
        </div>
      </div>
    </>
  );
}
