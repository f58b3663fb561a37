"use client";

/**
 * What lies over a matrix's drawing and makes it read and operated without a pointer: a grid after the ARIA
 * authoring practices, one tab stop, arrow keys in both directions, Home and End in a row, with Control in all of
 * it, P marks a cell, Escape closes the note; each cell is a link to what is behind it. A finger's first touch shows
 * the note, the second follows the link.
 */
import Link from "next/link";
import { type KeyboardEvent, type PointerEvent, useRef, useState } from "react";
import { formatCount, formatEstimate } from "@/components/ui/number-format";
import type { Estimate } from "@/lib/stats/estimate";
import { isExact } from "./exact-intervals";
import { type MatrixPlaceAt, moveInMatrix } from "./matrix-keys";
import type { MatrixHead, MatrixLayout } from "./matrix-layout";

export type MatrixCell = {
  estimate: Estimate;
  /** Where the cell leads; null where there is nothing behind it. */
  href: string | null;
};

/** The row below the matrix. */
export type MatrixEdgeRow = { title: string; short: string; cells: readonly Estimate[] };

type MatrixGridProps = {
  layout: MatrixLayout;
  label: string;
  rows: readonly MatrixHead[];
  columns: readonly MatrixHead[];
  cells: readonly (readonly MatrixCell[])[];
  edge: MatrixEdgeRow | null;
  active: MatrixPlaceAt | null;
  onActive: (place: MatrixPlaceAt | null) => void;
  /** Marks a cell, or no longer: P, or Shift and a click. */
  onPin: (row: string, column: string) => void;
};

/** What a cell is: whose claims, about whose behaviour. */
export function cellTitle(
  row: MatrixHead | undefined,
  edge: MatrixEdgeRow | null,
  column: MatrixHead | undefined,
): string {
  return `${row ? `claims of ${row.title}` : edge?.title}, about ${column?.title}`;
}

function sayEstimate(estimate: Estimate): string {
  const n = estimate.kind === "value" ? `, n ${formatCount(estimate.n)}` : "";
  const caveat = estimate.kind === "value" && estimate.caveat ? `; ${estimate.caveat}` : "";
  return `${formatEstimate(estimate)}${isExact(estimate) ? ", exact interval" : ""}${n}${caveat}`;
}

export function MatrixGrid(props: MatrixGridProps) {
  const { layout, label, rows, columns, cells, edge, active, onActive, onPin } = props;
  const grid = useRef<HTMLTableElement>(null);
  /** Whether the finger that is down lies on a cell whose note is not shown yet. */
  const isFirstTouch = useRef(false);
  const [focused, setFocused] = useState<MatrixPlaceAt>({ row: 0, column: 0 });
  const lines: readonly (readonly MatrixCell[])[] = edge
    ? [...cells, edge.cells.map((estimate) => ({ estimate, href: null }))]
    : cells;
  const stop = {
    row: Math.min(focused.row, lines.length - 1),
    column: Math.min(focused.column, columns.length - 1),
  };

  const pin = (row: number, column: number) => {
    const [claims, behaviour] = [rows[row], columns[column]];
    if (claims && behaviour) onPin(claims.id, behaviour.id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") return onActive(null);
    const isPlain = !(event.ctrlKey || event.metaKey || event.altKey);
    if (event.key.toLowerCase() === "p" && isPlain) return pin(stop.row, stop.column);
    const next = moveInMatrix(stop, event, { rows: lines.length, columns: columns.length });
    if (next === null) return;
    event.preventDefault();
    grid.current?.querySelector<HTMLElement>(`[data-cell="${next.row} ${next.column}"]`)?.focus();
  };

  const titleOf = (row: number, column: number) => cellTitle(rows[row], edge, columns[column]);
  const top = (row: number) => (row < rows.length ? layout.top + row * layout.cellHeight : layout.edgeTop);

  const cellProps = (row: number, column: number, estimate: Estimate) => ({
    "data-cell": `${row} ${column}`,
    "aria-label": `${titleOf(row, column)}: ${sayEstimate(estimate)}`,
    tabIndex: row === stop.row && column === stop.column ? 0 : -1,
    className: "absolute block outline-none",
    style: {
      left: layout.left + column * layout.cellWidth,
      top: top(row),
      width: layout.cellWidth,
      height: layout.cellHeight,
    },
    onFocus: () => {
      setFocused({ row, column });
      onActive({ row, column });
    },
    onBlur: () => onActive(null),
    onPointerEnter: (event: PointerEvent) => {
      if (event.pointerType !== "touch") onActive({ row, column });
    },
  });

  return (
    <table
      ref={grid}
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose cells are walked and opened is a grid
      role="grid"
      aria-label={label}
      aria-description="Arrow keys move, Enter opens what is behind a cell, P marks it"
      onKeyDown={onKeyDown}
      onPointerLeave={() => onActive(null)}
      className="absolute inset-0 block"
    >
      <thead className="sr-only">
        <tr>
          <th scope="col">claims of</th>
          {columns.map((column) => (
            <th key={column.id} scope="col">
              about {column.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line, row) => (
          <tr key={rows[row]?.id ?? "edge"}>
            <th scope="row" className="sr-only">
              {rows[row]?.title ?? edge?.title}
            </th>
            {line.map(({ estimate, href }, column) => {
              const shared = cellProps(row, column, estimate);
              const key = columns[column]?.id;
              if (href === null) return <td key={key} {...shared} />;
              return (
                <td key={key}>
                  <Link
                    {...shared}
                    href={href}
                    prefetch={false}
                    onPointerDown={(event) => {
                      const isShown = active?.row === row && active.column === column;
                      isFirstTouch.current = event.pointerType === "touch" && !isShown;
                    }}
                    onClick={(event) => {
                      if (event.shiftKey) pin(row, column);
                      if (isFirstTouch.current || event.shiftKey) event.preventDefault();
                      isFirstTouch.current = false;
                    }}
                  />
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
