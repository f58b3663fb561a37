"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { useHovered, useHoverStore } from "@/components/charts/linked-hover";
import { type Column, DataTable, type DataTableProps, type Row } from "@/components/ui/data-table";
import { caveatMark, caveatWords, EstimateCell, undefinedReasons } from "@/components/ui/estimate-text";
import { formatCount, formatInterval, formatNumber } from "@/components/ui/number-format";
import type { ResultRow, Results } from "@/lib/bundle/results";
import { familyTitle } from "@/lib/bundle/runs";
import type { Bundle } from "@/lib/bundle/schema";
import type { ArmsView } from "@/lib/permalink/arms-view";
import { timelineHref } from "@/lib/permalink/links";
import type { SetView } from "@/lib/permalink/use-page-view";
import type { Estimate } from "@/lib/stats/estimate";
import { cellOf, columnsOf, countOf, rowsOf } from "./arms-columns";
import { rowTitle } from "./arms-words";
import { seedHref } from "./sweep-data";

type ArmsTableProps = {
  bundle: Bundle;
  results: Results;
  view: ArmsView & { slice: string };
  setView: SetView<ArmsView>;
  onPin: (row: string) => void;
};

type RowNameProps = { row: ResultRow; family: string; isPinned: boolean; onPin: () => void };

/** A row's name, which also marks it, here and in the sweep above. */
function RowName({ row, family, isPinned, onPin }: RowNameProps) {
  return (
    <label className="flex items-baseline gap-x-s">
      <input
        type="checkbox"
        checked={isPinned}
        onChange={onPin}
        aria-label={`Mark ${rowTitle(row)}, ${family}`}
        className="size-[1em] translate-y-[0.12em] accent-ink"
      />
      <span>
        <span className={isPinned ? "font-[600]" : ""}>{rowTitle(row)}</span>,{" "}
        <span className="whitespace-nowrap text-soft">{family}</span>
      </span>
    </label>
  );
}

/** The row's runs, each leading to its items, and the way over time of the first of them. */
function Runs({ row, results, slice }: { row: ResultRow; results: Results; slice: string }) {
  const [first] = row.seeds;
  return (
    <span className="block sm:ml-[1.5em] sm:whitespace-nowrap">
      <span className="hidden text-soft sm:inline">seeds</span>
      {row.seeds.map((seed) => (
        <Link
          key={seed.seed}
          prefetch={false}
          href={seedHref(results, seed, slice)}
          aria-label={`Items of ${rowTitle(row)}, seed ${seed.seed}`}
          className="inline-block min-w-[24px] text-center max-sm:leading-[24px]"
        >
          {seed.seed}
        </Link>
      ))}
      {first && (
        <Link
          prefetch={false}
          href={timelineHref({ run: first.explainer.run })}
          aria-label={`${rowTitle(row)}, seed ${first.seed}, over time`}
          className="ml-xs inline-block max-sm:leading-[24px]"
        >
          over time
        </Link>
      )}
    </span>
  );
}

/** A number above its interval: side by side, half of the columns would be out of sight. */
function StackedCell({ estimate }: { estimate: Estimate }) {
  if (estimate.kind === "undefined") return <EstimateCell estimate={estimate} />;
  return (
    <span className="whitespace-nowrap">
      {formatNumber(estimate.value)}
      {"\u00a0"}
      <span className="block text-soft">
        {formatInterval(estimate.low, estimate.high)}
        {caveatMark(estimate)}
      </span>
    </span>
  );
}

/** The table alone redraws when another row is pointed at, in it or in the sweep above. */
function LinkedTable({ rowIds, ...table }: Omit<DataTableProps, "rowKeys"> & { rowIds: readonly string[] }) {
  const hover = useHoverStore();
  return (
    <DataTable
      {...table}
      rowKeys={rowIds}
      activeKey={useHovered(hover, "row")}
      onRow={(place) => {
        const row = place === null ? undefined : rowIds[place];
        hover.set(row === undefined ? [] : [`row:${row}`]);
      }}
    />
  );
}

export function ArmsTable({ bundle, results, view, setView, onPin }: ArmsTableProps) {
  const chosen = columnsOf(view.columns);
  const rows = rowsOf(results, bundle, view);
  const columns: Column[] = [
    { key: "arm", title: "arm, and its runs’ items" },
    ...chosen.map(({ key, title, help }) => ({ key, title, help, isNumber: true })),
    { key: "n", title: "edits, all seeds", isNumber: true },
  ];
  const cells = rows.map((row) => chosen.map((column) => cellOf(results, row, view.slice, column)));
  const shown: Row[] = rows.map((row, i) => {
    const n = countOf(results, row, view.slice, view.columns);
    return {
      arm: (
        <>
          <RowName
            row={row}
            family={familyTitle(bundle, row.family)}
            isPinned={view.pins.includes(row.id)}
            onPin={() => onPin(row.id)}
          />
          <Runs row={row} results={results} slice={view.slice} />
        </>
      ) as ReactNode,
      n: n === null ? "n/a" : formatCount(n),
      ...Object.fromEntries(
        chosen.map(({ key }, j) => {
          const estimate = cells[i]?.[j];
          return [key, estimate && <StackedCell key={key} estimate={estimate} />];
        }),
      ),
    };
  });
  return (
    <>
      <LinkedTable
        caption="All arms"
        columns={columns}
        rows={shown}
        rowIds={rows.map(({ id }) => id)}
        hasRowHeads
        isTall
        isDense
        order={view.order}
        onOrder={(order) => setView({ order })}
      />
      {rows.length === 0 && <p className="mt-s font-sans text-label">No arm has all of this. </p>}
      <dl className="mt-s gap-x-xl font-sans text-note lg:columns-2">
        {chosen.map(
          ({ key, title, help }) =>
            help && (
              <div key={key} className="mb-xs break-inside-avoid">
                <dt className="inline font-[600] after:content-[':']">{title}</dt>{" "}
                <dd className="inline text-soft">{help}.</dd>
              </div>
            ),
        )}
      </dl>
      <p className="mt-xs max-w-prose font-sans text-note text-soft">
        {[caveatWords(cells.flat()), undefinedReasons(cells.flat())].filter(Boolean).join(" ")}
      </p>
    </>
  );
}
