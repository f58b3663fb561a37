"use client";

import { LinkedHover } from "@/components/charts/linked-hover";
import { BundleGate } from "@/components/shell/bundle-gate";
import { FailureNotice } from "@/components/ui/failure-notice";
import { IgnoredNotice } from "@/components/ui/ignored-notice";
import { Notice } from "@/components/ui/notice";
import type { Bundle } from "@/lib/bundle/schema";
import { armsPageView, checkArmsView } from "@/lib/permalink/arms-view";
import { usePageView } from "@/lib/permalink/use-page-view";
import { useResults } from "@/lib/queries/results";
import { AllArms } from "./all-arms";
import { ORDER_KEYS } from "./arms-columns";
import { ArmsPending } from "./arms-pending";
import { PaperClaims } from "./paper-claims";
import { SweepChoices } from "./sweep-choices";
import { SweepFigure } from "./sweep-figure";

export function ArmsPage() {
  return <BundleGate pending={<ArmsPending />}>{(bundle) => <ArmsOfBundle bundle={bundle} />}</BundleGate>;
}

function ArmsOfBundle({ bundle }: { bundle: Bundle }) {
  const { data: results, error, refetch } = useResults();
  const { view: wanted, ignored, setView } = usePageView(armsPageView, bundle);
  if (error) {
    return <FailureNotice error={error} onRetry={() => refetch()} />;
  }
  if (results === null) return <NoResults />;
  if (results === undefined) return <ArmsPending />;

  const { view, ignored: unknown } = checkArmsView(results, wanted, ORDER_KEYS);
  const sweep = bundle.sweeps.find(({ id }) => id === view.sweep);
  const togglePin = (row: string) => {
    const pins = view.pins.includes(row) ? view.pins.filter((pin) => pin !== row) : [...view.pins, row];
    setView({ pins });
  };
  return (
    <LinkedHover>
      <IgnoredNotice ignored={[...ignored, ...unknown]} />
      {sweep ? (
        <>
          <SweepChoices bundle={bundle} results={results} view={view} setView={setView} />
          <div className="mt-xl">
            <SweepFigure bundle={bundle} results={results} sweep={sweep} choice={view} onPin={togglePin} />
          </div>
        </>
      ) : (
        <Notice>This bundle has no sweep: no two of its arms differ in one thing alone.</Notice>
      )}
      <AllArms bundle={bundle} results={results} view={view} setView={setView} onPin={togglePin} />
      {results.claims.length > 0 && <PaperClaims bundle={bundle} results={results} />}
    </LinkedHover>
  );
}

/** What is missing, and what makes it. */
function NoResults() {
  return (
    <Notice>
      This bundle has records of its runs, but no file that says what they amount to, and reading the records
      of every run would be too much for a page. <code>npm run training:results</code> computes it from the
      records and puts it into the bundle.
    </Notice>
  );
}
