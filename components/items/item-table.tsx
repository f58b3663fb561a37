"use client";

/**
 * The rows, of which only those in sight are in the page. One of them takes part in the tab order; the arrow keys,
 * Page Up and Down, Home and End move through all of them, and Enter follows the row's link.
 */
import { defaultRangeExtractor, useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, memo, useCallback, useEffect, useRef, useState } from "react";
import { SortHeading } from "@/components/ui/data-table";
import { nextOrder } from "@/components/ui/sort-order";
import { ITEM_COLUMNS, type ItemOrder } from "@/lib/permalink/items-view";
import { COLUMN_TITLES } from "./item-columns";
import type { ItemList } from "./item-list";
import { ItemRow, ROW_GRID } from "./item-row";

/** Guesses; each row is measured when it is in the page. */
const ROW_PX = 58;
/** Rows beyond the edges that are drawn too, so that scrolling shows no gaps. */
const OVERSCAN = 4;
const PAGE = 10;

type ItemTableProps = {
  list: ItemList;
  /** Places among the items, in the order to be shown. */
  rows: Int32Array;
  order: ItemOrder | null;
  onOrder: (order: ItemOrder) => void;
  hrefOf: (row: number) => string;
  cueOf: (row: number) => string;
};

function Headings({ order, onOrder }: Pick<ItemTableProps, "order" | "onOrder">) {
  return (
    <thead className="sticky top-0 z-[2] block bg-paper max-md:sr-only">
      <tr aria-rowindex={1} className={`${ROW_GRID} border-edge border-b py-xs`}>
        {ITEM_COLUMNS.map((key) => {
          const column = { key, title: COLUMN_TITLES[key], isNumber: key === "margin" };
          return (
            <th
              key={key}
              scope="col"
              aria-sort={order?.key === key ? order.direction : "none"}
              className={column.isNumber ? "text-right" : "text-left"}
            >
              {/* Names for who hears the table on a phone; what sorts there is the order's own field (`OrderField`). */}
              <span className="md:hidden">{column.title}</span>
              <span className="max-md:hidden">
                <SortHeading
                  column={column}
                  order={order}
                  onOrder={() => onOrder(nextOrder(order, column) as ItemOrder)}
                />
              </span>
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

/** How far a key moves from a row; null for other keys. */
function moveOf(key: string, from: number, last: number): number | null {
  const moves: Record<string, number> = {
    ArrowDown: from + 1,
    ArrowUp: from - 1,
    PageDown: from + PAGE,
    PageUp: from - PAGE,
    Home: 0,
    End: last,
  };
  const to = moves[key];
  return to === undefined ? null : Math.min(last, Math.max(0, to));
}

export const ItemTable = memo(function ItemTable({
  list,
  rows,
  order,
  onOrder,
  hrefOf,
  cueOf,
}: ItemTableProps) {
  const frame = useRef<HTMLElement>(null);
  const [active, setActive] = useState(0);
  /** A row that the keyboard has gone to and that is to have the focus once it is there. */
  const wanted = useRef<number | null>(null);
  const last = rows.length - 1;
  const entry = Math.min(active, last);

  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_PX,
    overscan: OVERSCAN,
    getItemKey: useCallback((at: number) => rows[at] as number, [rows]),
    // The row that the keyboard is on stays in the page, however far one scrolls from it.
    rangeExtractor: (range) => [...new Set([entry, ...defaultRangeExtractor(range)])].sort((a, b) => a - b),
  });

  // The same rows with other answers keep the place: `useShownRows`.
  // biome-ignore lint/correctness/useExhaustiveDependencies: other rows begin at the top
  useEffect(() => {
    setActive(0);
    // Asking the frame where it is would lay out the page at once.
    if (virtualizer.scrollOffset) frame.current?.scrollTo({ top: 0 });
  }, [rows]);

  useEffect(() => {
    if (wanted.current === null) return;
    const row = frame.current?.querySelector(`[data-index="${wanted.current}"]`);
    if (!row) return;
    wanted.current = null;
    row.querySelector("a")?.focus({ preventScroll: true });
    // The page, too: the frame may reach below its lower edge.
    row.scrollIntoView({ block: "nearest" });
  });

  const onKeyDown = (event: KeyboardEvent) => {
    const to = moveOf(event.key, entry, last);
    if (to === null || !(event.target instanceof HTMLAnchorElement)) return;
    event.preventDefault();
    wanted.current = to;
    setActive(to);
    virtualizer.scrollToIndex(to);
  };

  return (
    <section
      ref={frame}
      aria-label="Items"
      className="h-[min(46rem,85vh)] overflow-y-auto border-rule border-b contain-content"
    >
      <table aria-rowcount={rows.length + 1} className="tabular block w-full text-note" onKeyDown={onKeyDown}>
        <caption className="sr-only">
          Each row is a prompt with one edit. Arrow keys move through the rows; Enter opens one in Probe.
        </caption>
        <Headings order={order} onOrder={onOrder} />
        <tbody className="relative block" style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index, start }) => (
            <ItemRow
              key={index}
              list={list}
              row={rows[index] as number}
              at={index}
              top={start}
              onMeasure={virtualizer.measureElement}
              onActive={setActive}
              cue={cueOf(rows[index] as number)}
              href={hrefOf(rows[index] as number)}
              isActive={index === entry}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
});
