"use client";

import { type ReactNode, useRef } from "react";
import { nextOrder, type SortOrder } from "./sort-order";
import { frameWords, useTableFrame } from "./table-frame";

export type Column = {
  key: string;
  title: string;
  /** What it is, for who points at its heading. */
  help?: string;
  /** Numbers stand on the right. */
  isNumber?: boolean;
  /** Whether its heading sorts; by default all do where the table can be sorted. */
  isSortable?: boolean;
};
export type Row = Record<string, ReactNode>;

export type DataTableProps = {
  caption: string;
  columns: readonly Column[];
  rows: readonly Row[];
  /** The rows' identities, in their order; without them a row is its place. */
  rowKeys?: readonly string[];
  /** The first column names its row, and stays in sight when the table is scrolled sideways. */
  hasRowHeads?: boolean;
  /** How the rows stand, and what to do when another order is chosen: the caller sorts. */
  order?: SortOrder | null;
  onOrder?: (order: SortOrder) => void;
  /** The row (its key, or its place as text) that is pointed at, here or elsewhere. */
  activeKey?: string | null;
  /** Told which row is pointed at or has the focus; null for none. */
  onRow?: (place: number | null) => void;
  /** How high it may be before it scrolls: 26rem, more where it is the page's main matter, or as high as its rows. */
  isTall?: boolean;
  isWhole?: boolean;
  /** Its columns stand close: for tables that have many. */
  isDense?: boolean;
};

const HEAD = "sticky top-0 border-rule border-b bg-paper py-xs font-[600] align-bottom last:pr-0";
const ARROWS = { ascending: "↑", descending: "↓" } as const;

/** A heading that sorts: a button, whose arrow is there for all of them, so that nothing moves when one is chosen. */
export function SortHeading({
  column,
  order,
  onOrder,
}: { column: Column } & Pick<DataTableProps, "order" | "onOrder">) {
  const isChosen = order?.key === column.key;
  return (
    <button
      type="button"
      onClick={() => onOrder?.(nextOrder(order ?? null, column))}
      className={`group inline-flex items-baseline gap-x-xs font-[600] ${column.isNumber ? "text-right" : "text-left"}`}
    >
      <span className="decoration-edge underline-offset-[0.18em] group-hover:underline">{column.title}</span>
      <span aria-hidden="true" className={isChosen ? "" : "text-edge opacity-0 group-hover:opacity-100"}>
        {isChosen ? ARROWS[order.direction] : column.isNumber ? ARROWS.descending : ARROWS.ascending}
      </span>
    </button>
  );
}

/** How high a table may be, as its classes say. */
const USUAL_REM = 26;
const TALL_REM = 46;

/** A plain table that scrolls by itself when the screen is too narrow for it; its headings may sort. */
export function DataTable(props: DataTableProps) {
  const {
    caption,
    columns,
    rows,
    rowKeys,
    activeKey = null,
    hasRowHeads = false,
    order,
    onOrder,
    onRow,
    isTall,
    isWhole,
    isDense,
  } = props;
  const gap = isDense ? "pr-s" : "pr-m";
  const section = useRef<HTMLElement>(null);
  const frame = useTableFrame(section, isWhole ? Number.POSITIVE_INFINITY : isTall ? TALL_REM : USUAL_REM);
  const hidden = frameWords(frame, rows.length);
  return (
    <>
      <section
        ref={section}
        className={`${isWhole ? "" : isTall ? "max-h-[46rem]" : "max-h-[26rem]"} relative overflow-auto border-rule border-y`}
        style={frame.height === null ? undefined : { maxHeight: frame.height }}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard (WCAG 2.1.1)
        tabIndex={0}
        aria-label={caption}
      >
        <table className="tabular w-full border-collapse text-note">
          <caption className="sr-only">{caption}</caption>
          <thead>
            <tr>
              {columns.map((column, place) => {
                const canSort = onOrder !== undefined && column.isSortable !== false;
                const isChosen = order?.key === column.key;
                return (
                  <th
                    key={column.key}
                    scope="col"
                    title={column.help}
                    aria-sort={canSort ? (isChosen ? order.direction : "none") : undefined}
                    className={`${HEAD} ${gap} ${column.isNumber ? "text-right" : "text-left"} ${hasRowHeads && place === 0 ? "left-0 z-[2]" : ""}`}
                  >
                    {canSort ? <SortHeading column={column} order={order} onOrder={onOrder} /> : column.title}
                  </th>
                );
              })}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => {
              const key = rowKeys?.[index] ?? String(index);
              const ground = key === activeKey ? "bg-band" : "bg-paper";
              return (
                <tr
                  key={key}
                  data-active={key === activeKey ? "" : undefined}
                  className={ground}
                  onPointerEnter={onRow && (() => onRow(index))}
                  onPointerLeave={onRow && (() => onRow(null))}
                  onFocus={onRow && (() => onRow(index))}
                  onBlur={onRow && (() => onRow(null))}
                >
                  {columns.map((column, place) => {
                    const look = `${onRow ? "py-xs" : "py-[2px]"} ${gap} align-baseline last:pr-0 ${column.isNumber ? "text-right" : "min-w-[7rem] text-left"}`;
                    return hasRowHeads && place === 0 ? (
                      <th
                        key={column.key}
                        scope="row"
                        className={`${look} sticky left-0 z-[1] max-w-[9.5rem] ${ground} font-normal sm:min-w-[13rem] sm:max-w-none`}
                      >
                        {row[column.key]}
                      </th>
                    ) : (
                      <td key={column.key} className={look}>
                        {row[column.key]}
                      </td>
                    );
                  })}
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
      {hidden && <p className="mt-xs font-sans text-note text-soft">{hidden}</p>}
    </>
  );
}
