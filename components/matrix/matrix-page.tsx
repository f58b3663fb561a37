"use client";

import { FilterBar } from "@/components/filters/filter-bar";
import { filterSentence } from "@/components/filters/filter-words";
import { runTitle } from "@/components/probe/run-words";
import { BundleGate } from "@/components/shell/bundle-gate";
import { UnreadNotice } from "@/components/shell/unread-notice";
import { Combobox } from "@/components/ui/combobox";
import { FailureNotice } from "@/components/ui/failure-notice";
import { IgnoredNotice } from "@/components/ui/ignored-notice";
import { Notice } from "@/components/ui/notice";
import { SelectField } from "@/components/ui/select-field";
import { findRun } from "@/lib/bundle/runs";
import type { Bundle, Run } from "@/lib/bundle/schema";
import { defaultMatrixPlaces, hasMatrix, listMatrixPlaces } from "@/lib/permalink/matrix-places";
import {
  MATRIX_STATISTICS,
  type MatrixStatistic,
  type MatrixView,
  matrixPageView,
} from "@/lib/permalink/matrix-view";
import { type SetView, usePageView } from "@/lib/permalink/use-page-view";
import { useEstimates } from "@/lib/queries/estimates";
import { MatrixFigure } from "./matrix-figure";
import { MatrixFinding } from "./matrix-finding";
import { MatrixPending } from "./matrix-pending";
import { matrixSpec, planMatrix, readMatrix } from "./matrix-spec";
import { STATISTIC_WORDS } from "./matrix-words";
import { PlaceChoice } from "./place-choice";

export function MatrixPage() {
  return (
    <BundleGate pending={<MatrixPending />}>{(bundle) => <MatrixOfBundle bundle={bundle} />}</BundleGate>
  );
}

function MatrixOfBundle({ bundle }: { bundle: Bundle }) {
  const { view, ignored, setView } = usePageView(matrixPageView, bundle);
  const run = findRun(bundle, view.run);
  return (
    <>
      <IgnoredNotice ignored={ignored} />
      {run && hasMatrix(bundle, run) ? (
        <MatrixOfRun bundle={bundle} run={run} view={view} setView={setView} />
      ) : (
        <Notice>
          No run of this bundle has records of its own behaviour and of a target’s: there is nothing to
          compare.
        </Notice>
      )}
    </>
  );
}

type OfRun = { bundle: Bundle; run: Run; view: MatrixView; setView: SetView<MatrixView> };

function MatrixOfRun({ bundle, run, view, setView }: OfRun) {
  const places = view.places ?? defaultMatrixPlaces(bundle, run);
  const plan = planMatrix(bundle, run, view, places);
  const { data, error, isPlaceholderData, refetch } = useEstimates(matrixSpec(plan));
  const numbers = readMatrix(plan, data);
  return (
    <>
      <FilterBar
        bundle={bundle}
        filter={view.filter}
        onFilter={(filter) => setView({ filter }, { isNewEntry: true })}
        before={<MatrixFields bundle={bundle} view={view} setView={setView} />}
      />
      <PlaceChoice
        places={listMatrixPlaces(bundle, run)}
        chosen={places}
        isDefault={view.places === null}
        onChoose={(ids) => setView({ places: ids })}
      />
      {error && (
        <div className="mt-l">
          <FailureNotice error={error} onRetry={() => refetch()} />
        </div>
      )}
      {data && (
        <div aria-busy={isPlaceholderData} className={isPlaceholderData ? "opacity-60" : ""}>
          <div className="mt-xl">
            <UnreadNotice answers={[data]} />
          </div>
          <div className="mt-xl mb-xl min-h-[2lh] max-w-prose">
            <MatrixFinding plan={plan} numbers={numbers} />
          </div>
          <MatrixFigure
            plan={plan}
            numbers={numbers}
            runTitle={runTitle(bundle, run)}
            method={data.method}
            narrowed={filterSentence(bundle, view.filter)}
            isWaiting={isPlaceholderData}
            onPin={(cell) => {
              const pins = view.pins.includes(cell)
                ? view.pins.filter((pin) => pin !== cell)
                : [...view.pins, cell];
              setView({ pins });
            }}
          />
        </div>
      )}
      {!data && !error && <MatrixPending hasControls />}
    </>
  );
}

/** The page's own choices: of which run, which statistic, over which edits. */
function MatrixFields({ bundle, view, setView }: Omit<OfRun, "run">) {
  const runs = bundle.runs.filter((run) => hasMatrix(bundle, run));
  return (
    <>
      <div className="col-span-2 sm:col-span-4 lg:col-span-3">
        <Combobox
          label="Run"
          value={view.run}
          options={runs.map((run) => ({ value: run.id, title: runTitle(bundle, run) }))}
          onChange={(run) => setView({ run, places: null, pins: [] }, { isNewEntry: true })}
        />
      </div>
      <SelectField
        label="Statistic"
        value={view.statistic}
        options={MATRIX_STATISTICS.map((value) => ({ value, title: STATISTIC_WORDS[value].title }))}
        onChange={(statistic) => setView({ statistic: statistic as MatrixStatistic }, { isNewEntry: true })}
      />
      {view.statistic === "faithfulness" && (
        <SelectField
          label="Items"
          value={view.disputed ? "disputed" : "all"}
          options={[
            { value: "all", title: "all" },
            { value: "disputed", title: "where the two disagree" },
          ]}
          onChange={(value) => setView({ disputed: value === "disputed" }, { isNewEntry: true })}
        />
      )}
    </>
  );
}
