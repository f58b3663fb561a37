"use client";

import { LinkedHover } from "@/components/charts/linked-hover";
import { UnreadNotice } from "@/components/shell/unread-notice";
import { FailureNotice } from "@/components/ui/failure-notice";
import { Notice } from "@/components/ui/notice";
import { useOverview } from "@/lib/queries/overview";
import { FINDING_ROOM, FindingsText } from "./findings-text";
import { GrammarSentence } from "./grammar-sentence";
import { PlaneFigure } from "./plane-figure";
import { TimelineFigure } from "./timeline-figure";

/** A figure's room, so that nothing below moves when it arrives. */
function PendingFigure() {
  return (
    <div aria-hidden="true" className="h-[50rem]">
      <div className="pending mt-xl aspect-square max-w-[36rem]" />
    </div>
  );
}

function PendingFindings() {
  return (
    <div aria-hidden="true">
      {[
        ["100%", "96%", "40%"],
        ["98%", "94%", "60%"],
        ["99%", "97%", "52%"],
      ].map((lines, index) => (
        <div key={lines[0]} className={`mb-m last:mb-0 ${FINDING_ROOM[index]}`}>
          {lines.map((width) => (
            <div key={width} className="pending my-[0.3lh] h-[0.7lh]" style={{ width }} />
          ))}
        </div>
      ))}
    </div>
  );
}

/** The findings with the grammar beside them, and the two figures. */
export function OverviewResults() {
  const { data: overview, error, refetch } = useOverview();
  return (
    <>
      <div className="grid-page items-start gap-y-l">
        <section aria-label="What is found" className="lg:col-span-7">
          {overview ? <FindingsText overview={overview} /> : !error && <PendingFindings />}
          {error && <FailureNotice error={error} onRetry={refetch} />}
        </section>
        <div className="lg:col-span-5 lg:border-rule lg:border-l lg:pl-l">
          <GrammarSentence />
        </div>
      </div>
      <p role="status" className="sr-only">
        {overview?.isComplete ? "The figures are complete." : error ? "" : "Reading the records."}
      </p>
      {overview && (
        <div className="mt-l max-w-prose empty:hidden">
          <UnreadNotice answers={[overview]} />
        </div>
      )}
      {(overview || !error) && (
        <LinkedHover>
          <div className="mt-2xl grid-page gap-y-2xl">
            <div className="lg:col-span-6">
              {overview ? <PlaneFigure overview={overview} /> : <PendingFigure />}
            </div>
            <div className="lg:col-span-6">
              {overview ? <TimelineFigure overview={overview} /> : <PendingFigure />}
            </div>
          </div>
        </LinkedHover>
      )}
      {overview && overview.missing.length > 0 && (
        <div className="mt-l max-w-prose">
          <Notice>{overview.missing.join(" ")}</Notice>
        </div>
      )}
    </>
  );
}
