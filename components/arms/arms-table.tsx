"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { useHoverStore } from "@/components/charts/linked-hover";
import { type Column, DataTable, type Row } from "@/components/ui/data-table";
import { EstimateCell, undefinedReasons } from "@/components/ui/estimate-text";
import { formatCount } from "@/components/ui/number-format";
import type { ResultRow, Results } from "@/lib/bundle/results";
import type { Bundle } from "@/lib/bundle/schema";
import type { ArmsView } from "@/lib/permalink/arms-view";
import { timelineHref } from "@/lib/permalink/links";
import type { SetView } from "@/lib/permalink/use-page-view";
import { cellOf, columnsOf, countOf, rowsOf } from "./arms-columns";
import { familyTitle, rowTitle } from "./arms-words";
import { seedHref } from "./sweep-data";

type ArmsTableProps = {
  bundle: Bundle;
  results: Results;
  view: ArmsView & { slice: string };
  setView: SetView<ArmsView>;
  onPin: (row: string) => void;
};

/** A row's name, which also marks it, here and in the sweep above. */
function RowName({ row, isPinned, onPin }: { row: ResultRow; isPinned: boolean; onPin: () => void }) {
  return (
    <label className="flex items-baseline gap-x-s">
      <input
        type="checkbox"
        checked={isPinned}
        onChange={onPin}
        aria-label={`Mark ${rowTitle(row)}`}
        className="size-[1em] translate-y-[0.12em] accent-ink"
      />
      <span className={isPinned ? "font-[600]" : ""}>{rowTitle(row)}</span>
    </label>
  );
}

/** The row's runs, each leading to its items, and the way over time of the first that has one. */
function Runs({ row, results, slice }: { row: ResultRow; results: Results; slice: string }) {
  const [first] = row.seeds;
  return (
    <span className="whitespace-nowrap">
      {row.seeds.map((seed) => (
        <Link
          key={seed.seed}
          prefetch={false}
          href={seedHref(results, seed, slice)}
          aria-label={`Items of ${rowTitle(row)}, seed ${seed.seed}`}
          className="px-[0.3em]"
        >
          {seed.seed}
        </Link>
      ))}
      {first && (
        <Link
          prefetch={false}
          href={timelineHref({ run: first.explainer.run })}
          aria-label={`${rowTitle(row)}, seed ${first.seed}, over time`}
          className="pl-s"
        >
          over time
        </Link>
      )}
    </span>
  );
}

export function ArmsTable({ bundle, results, view, setView, onPin }: ArmsTableProps) {
  const hover = useHoverStore();
  const chosen = columnsOf(view.columns);
  const rows = rowsOf(results, bundle, view);
  const columns: Column[] = [
    { key: "arm", title: "arm" },
    { key: "family", title: "family" },
    ...chosen.map(({ key, title }) => ({ key, title, isNumber: true })),
    { key: "n", title: "edits", isNumber: true },
    { key: "seeds", title: "seeds, their items" },
  ];
  const cells = rows.map((row) => chosen.map((column) => cellOf(results, row, view.slice, column)));
  const shown: Row[] = rows.map((row, i) => {
    const n = countOf(results, row, view.slice, view.columns);
    return {
      arm: (
        <RowName row={row} isPinned={view.pins.includes(row.id)} onPin={() => onPin(row.id)} />
      ) as ReactNode,
      family: familyTitle(bundle, row.family),
      seeds: <Runs row={row} results={results} slice={view.slice} />,
      n: n === null ? "n/a" : formatCount(n),
      ...Object.fromEntries(
        chosen.map(({ key }, j) => {
          const estimate = cells[i]?.[j];
          return [key, estimate && <EstimateCell key={key} estimate={estimate} />];
        }),
      ),
    };
  });
  return (
    <>
      <DataTable
        caption="All arms"
        columns={columns}
        rows={shown}
        rowKeys={rows.map(({ id }) => id)}
        hasRowHeads
        isTall
        order={view.order}
        onOrder={(order) => setView({ order })}
        onRow={(place) => {
          const row = place === null ? undefined : rows[place];
          hover.set(row ? [`row:${row.id}`] : []);
        }}
      />
      {rows.length === 0 && <p className="mt-s font-sans text-label">No arm has all of this. </p>}
      <p className="mt-xs font-sans text-note text-soft">{undefinedReasons(cells.flat())}</p>
    </>
  );
}
