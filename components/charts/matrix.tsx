"use client";

/**
 * A matrix of estimates: a row an explainer, a column whose behaviour, in each cell the value, and where there is
 * room its interval and n; below it a row for what a column's diagonal is ahead by. Values in, picture out; what
 * rows and columns are is the caller's to say.
 */
import { useState } from "react";
import { MatrixCells, MatrixColumnHeads, MatrixCorner, MatrixEdge, MatrixRowHeads } from "./matrix-drawing";
import { type MatrixCell, type MatrixEdgeRow, MatrixGrid } from "./matrix-grid";
import type { MatrixPlaceAt } from "./matrix-keys";
import { layoutMatrix, type MatrixHead, type MatrixTint } from "./matrix-layout";
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

export function Matrix({ rows, columns, cells, edge, tint, statistic, label, isPinned, onPin }: MatrixProps) {
  const [room, width] = useWidth<HTMLDivElement>();
  const [active, setActive] = useState<MatrixPlaceAt | null>(null);
  const ownN = hasOwnN(cells);
  const layout = layoutMatrix(width, rows, columns, {
    hasOwnN: ownN,
    hasEdge: edge !== null,
    edgeTitle: edge?.title ?? "",
    edgeShort: edge?.short ?? "",
  });
  const shared = { layout, active };
  return (
    <div ref={room} className="relative w-full">
      {width > 0 && (
        <>
          <svg
            data-plot=""
            role="img"
            aria-label={label}
            width={width}
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
            {edge && (
              <MatrixEdge
                {...shared}
                columns={columns}
                title={layout.detail === "numbers" ? edge.title : edge.short}
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
            statistic={statistic}
            active={active}
            onActive={setActive}
            onPin={onPin}
          />
        </>
      )}
    </div>
  );
}
