"use client";

import { useCallback, useMemo } from "react";
import { FilterBar } from "@/components/filters/filter-bar";
import { BundleGate } from "@/components/shell/bundle-gate";
import { UnreadNotice } from "@/components/shell/unread-notice";
import { FailureNotice } from "@/components/ui/failure-notice";
import { IgnoredNotice } from "@/components/ui/ignored-notice";
import { Notice } from "@/components/ui/notice";
import { formatCount } from "@/components/ui/number-format";
import { findRun } from "@/lib/bundle/runs";
import type { Bundle } from "@/lib/bundle/schema";
import { filterItems, needsMargins } from "@/lib/coupling/item-filter";
import { DEFAULT_ITEM_FILTER } from "@/lib/permalink/filter-view";
import { type ItemOrder, type ItemsView, itemsPageView } from "@/lib/permalink/items-view";
import { usePageView } from "@/lib/permalink/use-page-view";
import { useItemRowsAhead } from "@/lib/queries/item-rows";
import { scoredRun } from "@/lib/queries/score-specs";
import type { ItemRowsSpec } from "@/lib/queries/types";
import { PlaceFields, RowFields } from "./item-fields";
import { orderItems } from "./item-list";
import { ItemResults } from "./item-results";
import { ROW_HINTS, rowFilterWords } from "./item-words";
import { ItemsPending } from "./items-pending";
import { useItemList } from "./use-item-list";
import { useShownRows } from "./use-shown-rows";

export function ItemsPage() {
  return <BundleGate pending={<ItemsPending />}>{(bundle) => <Items bundle={bundle} />}</BundleGate>;
}

/** Whose answers a view shows, where the link leaves something to the run itself. */
function specOf(
  bundle: Bundle,
  { run, step, self, target }: Pick<ItemsView, "run" | "step" | "self" | "target">,
): ItemRowsSpec {
  const scored = scoredRun(bundle, run);
  return {
    claims: { kind: "run", run, step },
    self: self ?? { run: scored?.subject ?? run, step },
    target: target ?? scored?.target ?? bundle.target,
  };
}

/** The steps on either side, the next one first: what the step is most likely changed to. */
function neighbours(steps: readonly number[], step: number): number[] {
  const place = steps.indexOf(step);
  return place < 0 ? [] : [place + 1, place - 1].flatMap((at) => steps[at] ?? []);
}

const NOTHING: readonly ItemRowsSpec[] = [];

/** The Items page over a bundle: the link is the state, everything else follows from it. */
function Items({ bundle }: { bundle: Bundle }) {
  const { view, ignored, setView } = usePageView(itemsPageView, bundle);
  const { filter, order, run, step, self, target } = view;
  const steps = useMemo(
    () => scoredRun(bundle, run)?.steps ?? findRun(bundle, run)?.records?.steps ?? [],
    [bundle, run],
  );
  const spec = specOf(bundle, view);
  const needs = needsMargins(filter) || order?.key === "margin";
  const { list, isStale, isReadingMargins, absent, error, retry } = useItemList(spec, needs);

  const isSettled = list !== null && !isStale && !isReadingMargins;
  const ahead = useMemo(
    () =>
      isSettled
        ? neighbours(steps, step).map((one) => specOf(bundle, { run, step: one, self, target }))
        : NOTHING,
    [isSettled, bundle, steps, run, step, self, target],
  );
  useItemRowsAhead(ahead, needs);

  const isReady = list !== null && (list.margins !== null || !needs);
  // Margins come after the rows; rows that do not depend on them stay the same ones, and the reader's place with them.
  const items = list?.items;
  const answers = list?.answers;
  const margins = (needs ? list?.margins : null) ?? null;
  const left = useMemo(
    () =>
      isReady && items && answers
        ? orderItems({ items, answers, margins }, filterItems(items, answers, margins, filter), order)
        : null,
    [isReady, items, answers, margins, filter, order],
  );
  const shownRows = useShownRows(left);
  // A failure is no reason to pass the former rows for what was asked for.
  const rows = left === null && error ? null : shownRows;

  const setOrder = useCallback((next: ItemOrder | null) => setView({ order: next }), [setView]);
  const reset = () => setView({ filter: DEFAULT_ITEM_FILTER }, { isNewEntry: true });
  return (
    <>
      <IgnoredNotice ignored={ignored} />
      <FilterBar
        bundle={bundle}
        filter={filter}
        onFilter={(part) => setView({ filter: { ...filter, ...part } }, { isNewEntry: true })}
        summary={[`step ${formatCount(view.step)}`, ...rowFilterWords(filter)]}
        hints={ROW_HINTS}
        reset={rowFilterWords(filter).length > 0 ? reset : undefined}
        before={<PlaceFields bundle={bundle} view={view} setView={setView} steps={steps} />}
      >
        <RowFields view={view} setView={setView} />
      </FilterBar>
      {error && (
        <div className="mt-l">
          <FailureNotice error={error} onRetry={retry} />
        </div>
      )}
      {absent !== null && (
        <div className="mt-l">
          {absent.isUnread ? (
            <UnreadNotice answers={[absent]} />
          ) : (
            <Notice>There is nothing to show: {absent.reason}.</Notice>
          )}
        </div>
      )}
      {rows !== null && list !== null && absent === null && (
        <ItemResults
          bundle={bundle}
          view={view}
          spec={spec}
          list={list}
          rows={rows}
          isStale={isStale || left === null}
          isReadingMargins={isReadingMargins}
          onOrder={setOrder}
          onReset={reset}
        />
      )}
      {rows === null && !error && absent === null && <ItemsPending hasControls />}
    </>
  );
}
