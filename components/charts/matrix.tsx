"use client";

/**
 * A matrix of estimates: a row an explainer, a column whose behaviour, in each cell the value, its interval, and n where
 * that differs between cells; below it a row for what a column's diagonal is ahead by. Where that is wider than the
 * page, its frame scrolls, and says so. Values in, picture out; what rows and columns are is the caller's to say.
 */
import { useState } from "react";
import {
  MatrixCells,
  MatrixColumnHeads,
  MatrixCorner,
  MatrixEdge,
  MatrixRowHeads,
  MatrixStillHeads,
} from "./matrix-drawing";
import { cellTitle, type MatrixCell, type MatrixEdgeRow, MatrixGrid } from "./matrix-grid";
import type { MatrixPlaceAt } from "./matrix-keys";
import { layoutMatrix, type MatrixHead, type MatrixTint } from "./matrix-layout";
import { MatrixNote } from "./matrix-note";
import { useWidth } from "./use-width";

type MatrixProps = {
  rows: readonly MatrixHead[];
  columns: readonly MatrixHead[];
  /** By row and column. */
  cells: readonly (readonly MatrixCell[])[];
  /** Null where there is none. */
  edge: MatrixEdgeRow | null;
  tint: MatrixTint;
  /** What the numbers are, for notes: "true of", "coupling index". */
  statistic: string;
  /** Whether a cell is kept marked, by the ids of its row and column; and what marks it, or no longer. */
  isPinned: (row: string, column: string) => boolean;
  onPin: (row: string, column: string) => void;
  /** What the picture shows, for who does not see it. */
  label: string;
};

/** Whether cells rest on different numbers of items; where they do not, the caption says it once. */
export function hasOwnN(cells: MatrixProps["cells"]): boolean {
  const counts = cells.flat().flatMap(({ estimate }) => (estimate.kind === "value" ? [estimate.n] : []));
  return new Set(counts).size > 1;
}

function edgeCell(edge: MatrixEdgeRow | null, column: number): MatrixCell | undefined {
  const estimate = edge?.cells[column];
  return estimate && { estimate, href: null };
}

export function Matrix({ rows, columns, cells, edge, tint, statistic, label, isPinned, onPin }: MatrixProps) {
  const [room, width] = useWidth<HTMLDivElement>();
  const [active, setActive] = useState<MatrixPlaceAt | null>(null);
  const [scrolled, setScrolled] = useState(0);
  const ownN = hasOwnN(cells);
  const layout = layoutMatrix(width, rows, columns, {
    hasOwnN: ownN,
    hasEdge: edge !== null,
    edgeTitle: edge?.title ?? "",
    edgeShort: edge?.short ?? "",
  });
  const shared = { layout, active };
  const isScrolling = layout.width > width;
  const edgeTitle = edge && (layout.isNarrow ? edge.short : edge.title);
  const noted =
    active && (active.row < rows.length ? cells[active.row]?.[active.column] : edgeCell(edge, active.column));
  return (
    <div ref={room} className="relative w-full">
      {width > 0 && (
        <>
          <div
            {...(isScrolling && {
              role: "region",
              tabIndex: 0,
              "aria-label": "The matrix, scrolls sideways",
            })}
            className="overflow-x-auto overflow-y-hidden"
            style={{ scrollPaddingLeft: layout.left }}
            onScroll={(event) => setScrolled(event.currentTarget.scrollLeft)}
          >
            <div className="relative" style={{ width: layout.width, height: layout.height }}>
              {isScrolling && (
                <div className="sticky left-0 z-10 h-0" style={{ width: layout.left }}>
                  <MatrixStillHeads
                    {...shared}
                    rows={rows}
                    edge={edgeTitle ? { title: edgeTitle, place: rows.length } : null}
                  />
                </div>
              )}
              <svg
                data-plot=""
                role="img"
                aria-label={label}
                width={layout.width}
                height={layout.height}
                className="tabular block"
              >
                <MatrixCorner layout={layout} />
                <MatrixColumnHeads {...shared} columns={columns} />
                <MatrixRowHeads {...shared} rows={rows} />
                <MatrixCells
                  {...shared}
                  rows={rows}
                  columns={columns}
                  cells={cells}
                  tint={tint}
                  hasOwnN={ownN}
                  isPinned={isPinned}
                />
                {edge && edgeTitle && (
                  <MatrixEdge
                    {...shared}
                    columns={columns}
                    title={edgeTitle}
                    cells={edge.cells}
                    place={rows.length}
                  />
                )}
              </svg>
              <MatrixGrid
                layout={layout}
                label={label}
                rows={rows}
                columns={columns}
                cells={cells}
                edge={edge}
                active={active}
                onActive={setActive}
                onPin={onPin}
              />
            </div>
          </div>
          {isScrolling && (
            <p className="mt-xs font-sans text-note text-soft">
              {columns.length} columns; the matrix scrolls to the right.
            </p>
          )}
          {active && noted && (
            <MatrixNote
              title={cellTitle(rows[active.row], edge, columns[active.column])}
              statistic={rows[active.row] ? statistic : "difference"}
              estimate={noted.estimate}
              leadsOn={noted.href !== null}
              at={{
                x: layout.left + (active.column + 0.5) * layout.cellWidth - scrolled,
                y:
                  (active.row < rows.length ? layout.top + active.row * layout.cellHeight : layout.edgeTop) +
                  layout.cellHeight,
                width,
              }}
            />
          )}
        </>
      )}
    </div>
  );
}
