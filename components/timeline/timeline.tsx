"use client";

import { useRouter } from "next/navigation";
import { LinkedHover } from "@/components/charts/linked-hover";
import { FilterBar } from "@/components/filters/filter-bar";
import { filterSentence } from "@/components/filters/filter-words";
import { UnreadNotice } from "@/components/shell/unread-notice";
import { FailureNotice } from "@/components/ui/failure-notice";
import { IgnoredNotice } from "@/components/ui/ignored-notice";
import { Notice } from "@/components/ui/notice";
import type { Bundle } from "@/lib/bundle/schema";
import { itemsHref } from "@/lib/permalink/links";
import { recordedStepsOf } from "@/lib/permalink/read-run";
import { timelinePageView } from "@/lib/permalink/timeline-view";
import { usePageView } from "@/lib/permalink/use-page-view";
import { unreadReasons } from "@/lib/queries/unread";
import { BehaviourFigure } from "./behaviour-figure";
import { CalibrationFigure } from "./calibration-figure";
import { FaithfulnessFigure } from "./faithfulness-figure";
import { KnowledgeFigure } from "./knowledge-figure";
import { LagFigure } from "./lag-figure";
import { leadOf } from "./leads";
import { lastCounts } from "./line-points";
import { stepsOfLine } from "./lines";
import { MarkedSteps } from "./marked-steps";
import { recordedWords } from "./missing-notes";
import { RatesFigure } from "./rates-figure";
import { RunControls } from "./run-controls";
import type { TimelineFigureProps } from "./timeline-panels";
import { listDrawn, useTimeline } from "./use-timeline";
import { isEmptyLine, itemWords, lineName, lineNames, methodLine } from "./words";

/** Of a mean's interval before the worker has said which one it uses for the others. */
const LEVEL = 0.95;

export function Timeline({ bundle }: { bundle: Bundle }) {
  const { view, ignored, setView } = usePageView(timelinePageView, bundle);
  const timeline = useTimeline(bundle, view);
  const router = useRouter();
  const { run, main, beside, answered, method, isStale, isComplete, error, refetch } = timeline;

  const lines = listDrawn(timeline);

  const props: TimelineFigureProps = {
    bundle,
    view,
    timeline,
    drawn: { main, beside, answered, level: method?.level ?? LEVEL },
    onOpen: (narrow) => (step, line) => {
      const { place } = leadOf(lines, run.id, step, line);
      if (place) router.push(itemsHref({ ...view.filter, ...narrow, ...place }));
    },
    pageMethod: methodLine({
      bundle,
      run,
      main,
      filter: view.filter,
      // The former filter's counts would stand beside the new one's words.
      counts: isStale ? "" : itemWords(lastCounts(main, answered), view.filter),
      recorded: recordedWords(
        [main, ...beside].map((line) => ({ name: lineName(line), steps: stepsOfLine(line) })),
        timeline.steps,
      ),
      method,
    }),
    names: lineNames(lines),
    leadWords: (step, line) => leadOf(lines, run.id, step, line).words,
    onPin(step) {
      // A line beside the run may have steps that the run itself has not.
      if (!recordedStepsOf(run).includes(step)) return;
      const others = view.pins.filter((one) => one !== step);
      setView({ pins: others.length < view.pins.length ? others : [...view.pins, step] });
    },
  };
  const isEmpty = timeline.isReady && isEmptyLine(main, answered);
  const isUnread = timeline.answers.some((answer) => unreadReasons(answer).length > 0);
  return (
    <>
      <IgnoredNotice ignored={ignored} />
      <RunControls
        bundle={bundle}
        run={run}
        view={view}
        onView={(change) => setView(change, { isNewEntry: change.run !== undefined })}
      />
      <div className="mt-m">
        <FilterBar bundle={bundle} filter={view.filter} onFilter={(filter) => setView({ filter })} />
      </div>
      <p role="status" className="mt-s min-h-[1.45em] font-sans text-note text-soft">
        {error ? (
          ""
        ) : isComplete ? (
          <span className="sr-only">The figures are complete.</span>
        ) : (
          "Reading the records …"
        )}
      </p>
      {error && <FailureNotice error={error} onRetry={refetch} />}
      <UnreadNotice answers={timeline.answers} />
      {isEmpty ? (
        <div className="min-h-[44rem]">
          {!isUnread && (
            <Notice>
              There is nothing to draw: no edit of this run is left at any step.{" "}
              {filterSentence(bundle, view.filter)} Take something of it back.
            </Notice>
          )}
        </div>
      ) : (
        <LinkedHover>
          <p className="min-h-[6lh] max-w-prose font-sans text-note text-soft sm:min-h-[4lh]">
            {props.pageMethod}
          </p>
          <MarkedSteps {...props} />
          <div
            className={`mt-l grid-page gap-y-2xl ${isStale ? "opacity-55" : ""}`}
            aria-busy={!isComplete && !error}
          >
            <div className="flex min-w-0 flex-col gap-2xl lg:col-span-6">
              <BehaviourFigure {...props} />
              <RatesFigure {...props} />
              <LagFigure {...props} />
            </div>
            <div className="flex min-w-0 flex-col gap-2xl lg:col-span-6">
              <FaithfulnessFigure {...props} />
              <KnowledgeFigure {...props} />
              <CalibrationFigure {...props} />
            </div>
          </div>
        </LinkedHover>
      )}
    </>
  );
}
