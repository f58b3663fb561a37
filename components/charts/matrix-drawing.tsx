/** A matrix as SVG: headings with their marks, tinted cells with their numbers, the edge. Drawing only. */
import { useId } from "react";
import { caveatMark } from "@/components/ui/estimate-text";
import { formatCount, formatInterval, formatNumber } from "@/components/ui/number-format";
import type { Estimate } from "@/lib/stats/estimate";
import { breakTitle } from "./break-title";
import { EXACT_MARK, isExact } from "./exact-intervals";
import { DoesMark, SaysMark } from "./marks";
import type { MatrixPlaceAt } from "./matrix-keys";
import { LINE, type MatrixHead, type MatrixLayout, type MatrixTint, tintOf } from "./matrix-layout";
import { COLOUR, FONT, MARK_COLOUR, TEXT, TEXT_COLOUR } from "./theme";

type Drawn = {
  layout: MatrixLayout;
  rows: readonly MatrixHead[];
  columns: readonly MatrixHead[];
  /** The cell pointed at; the edge is the row after the last. */
  active: MatrixPlaceAt | null;
};

/** The lines of a cell's text: the value, its interval, and n where cells differ in it. */
function CellText({ estimate, layout, isSigned, hasOwnN }: CellTextProps) {
  const { cellWidth, cellHeight } = layout;
  const middle = { x: cellWidth / 2, textAnchor: "middle" as const };
  if (estimate.kind === "undefined") {
    return (
      <text {...TEXT} {...middle} y={cellHeight / 2} dy="0.35em" fontSize={FONT.small}>
        n/a
      </text>
    );
  }
  const sign = isSigned && estimate.value > 0 ? "+" : "";
  const value = sign + formatNumber(estimate.value);
  const lines = hasOwnN ? 3 : 2;
  const first = cellHeight / 2 - ((lines - 1) * LINE) / 2;
  return (
    <g {...TEXT} fontSize={FONT.small}>
      <text {...middle} y={first} dy="0.35em" fill={COLOUR.ink} fontSize={FONT.size + 2} fontWeight={600}>
        {value}
      </text>
      <text {...middle} y={first + LINE} dy="0.35em">
        {formatInterval(estimate.low, estimate.high)}
        {isExact(estimate) ? EXACT_MARK : caveatMark(estimate).trim()}
      </text>
      {hasOwnN && (
        <text {...middle} y={first + 2 * LINE} dy="0.35em">
          n {formatCount(estimate.n)}
        </text>
      )}
    </g>
  );
}

type CellTextProps = { estimate: Estimate; layout: MatrixLayout; isSigned: boolean; hasOwnN: boolean };

type CellsProps = Drawn & {
  cells: readonly (readonly { estimate: Estimate }[])[];
  tint: MatrixTint;
  hasOwnN: boolean;
  isPinned: (row: string, column: string) => boolean;
};

/** The cells, the diagonal framed in the colour of whose it is, what is undefined hatched. */
export function MatrixCells({ layout, rows, columns, cells, tint, hasOwnN, isPinned, active }: CellsProps) {
  const hatch = useId();
  const { left, top, cellWidth, cellHeight } = layout;
  return (
    <g>
      <defs>
        <pattern id={hatch} width={6} height={6} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line x1={0} y1={0} x2={0} y2={6} stroke={COLOUR.edge} strokeOpacity={0.35} />
        </pattern>
      </defs>
      {cells.map((line, i) =>
        line.map(({ estimate }, j) => {
          const shade = estimate.kind === "value" ? tintOf(estimate.value, tint) : null;
          return (
            <g
              key={`${rows[i]?.id} ${columns[j]?.id}`}
              transform={`translate(${left + j * cellWidth} ${top + i * cellHeight})`}
            >
              <rect
                x={1}
                y={1}
                width={cellWidth - 2}
                height={cellHeight - 2}
                fill={shade ? MARK_COLOUR[shade.whose] : `url(#${hatch})`}
                fillOpacity={shade ? shade.opacity : 1}
              />
              <CellText estimate={estimate} layout={layout} isSigned={false} hasOwnN={hasOwnN} />
            </g>
          );
        }),
      )}
      {rows.map((row, i) => {
        const j = columns.findIndex(({ id }) => id === row.id);
        if (j < 0) return null;
        return (
          <rect
            key={row.id}
            x={left + j * cellWidth + 1.75}
            y={top + i * cellHeight + 1.75}
            width={cellWidth - 3.5}
            height={cellHeight - 3.5}
            fill="none"
            stroke={MARK_COLOUR[row.whose]}
            strokeWidth={1.5}
          />
        );
      })}
      {rows.map((row, i) =>
        columns.map((column, j) =>
          isPinned(row.id, column.id) ? (
            <rect
              key={`${row.id} ${column.id}`}
              x={left + j * cellWidth + 4}
              y={top + i * cellHeight + 4}
              width={cellWidth - 8}
              height={cellHeight - 8}
              fill="none"
              stroke={COLOUR.ink}
              strokeDasharray="3 2"
            />
          ) : null,
        ),
      )}
      {active && active.row < rows.length && (
        <rect
          x={left + active.column * cellWidth}
          y={top + active.row * cellHeight}
          width={cellWidth}
          height={cellHeight}
          fill="none"
          stroke={COLOUR.ink}
          strokeWidth={2}
        />
      )}
    </g>
  );
}

/** Who claims, on the left: a ring, for it says. */
export function MatrixRowHeads({ layout, rows, active }: Omit<Drawn, "columns">) {
  const { isNarrow } = layout;
  return (
    <g {...TEXT} fontSize={isNarrow ? FONT.small : FONT.size}>
      {rows.map((row, i) => {
        const y = layout.top + (i + 0.5) * layout.cellHeight;
        return (
          <g key={row.id}>
            <SaysMark cx={7} cy={y} whose={row.whose} scale={0.85} />
            <text
              x={18}
              y={y}
              dy="0.35em"
              fill={TEXT_COLOUR[row.whose]}
              fontWeight={active?.row === i ? 650 : 400}
            >
              {isNarrow ? row.short : row.title}
            </text>
          </g>
        );
      })}
    </g>
  );
}

/** Whose behaviour, above: a dot, for it does. */
export function MatrixColumnHeads({ layout, columns, active }: Omit<Drawn, "rows">) {
  const { left, top, cellWidth } = layout;
  const markY = top - 12;
  return (
    <g {...TEXT}>
      {columns.map((column, j) => {
        const x = left + (j + 0.5) * cellWidth;
        const look = {
          fill: TEXT_COLOUR[column.whose],
          fontWeight: active?.column === j ? 650 : 400,
        };
        const lines = breakTitle(column.title, cellWidth - 8, FONT.size);
        return (
          <g key={column.id}>
            <DoesMark cx={x} cy={markY} whose={column.whose} />
            {lines.map((line, place) => (
              <text
                key={line}
                {...look}
                x={x}
                y={markY - 10 - (lines.length - 1 - place) * LINE}
                textAnchor="middle"
              >
                {line}
              </text>
            ))}
          </g>
        );
      })}
    </g>
  );
}

/** What the two directions are, in the corner between them. */
export function MatrixCorner({ layout }: { layout: MatrixLayout }) {
  return (
    <g {...TEXT} fontSize={FONT.small}>
      <text x={0} y={layout.top - 8}>
        claims of
      </text>
      <text x={layout.left + 2} y={11}>
        about the behaviour of
      </text>
    </g>
  );
}

type RowHeadsProps = Omit<Drawn, "columns"> & { edge: { title: string; place: number } | null };

/** The row headings once more, which stay where they are while the frame scrolls; no part of the saved picture. */
export function MatrixStillHeads({ layout, rows, active, edge }: RowHeadsProps) {
  const { left, edgeTop, cellHeight, height } = layout;
  return (
    <svg aria-hidden="true" width={left} height={height} className="tabular absolute top-0 left-0 block">
      <rect width={left} height={height} fill={COLOUR.paper} />
      <line x1={left - 0.5} x2={left - 0.5} y1={layout.top} y2={height} stroke={COLOUR.edge} />
      <text {...TEXT} x={0} y={layout.top - 8} fontSize={FONT.small}>
        claims of
      </text>
      <MatrixRowHeads layout={layout} rows={rows} active={active} />
      {edge && (
        <g {...TEXT} fontSize={FONT.small}>
          <line x1={0} x2={left} y1={edgeTop - 6} y2={edgeTop - 6} stroke={COLOUR.edge} />
          <text
            x={0}
            y={edgeTop + cellHeight / 2}
            dy="0.35em"
            fill={COLOUR.ink}
            fontWeight={active?.row === edge.place ? 650 : 400}
          >
            {edge.title}
          </text>
        </g>
      )}
    </svg>
  );
}

type EdgeProps = Omit<Drawn, "rows"> & {
  title: string;
  cells: readonly Estimate[];
  /** The row's place, after the last one. */
  place: number;
};

/** The row at the lower edge, set off by a rule. */
export function MatrixEdge({ layout, columns, title, cells, active, place }: EdgeProps) {
  const { left, edgeTop, cellWidth, cellHeight, width, isNarrow } = layout;
  const right = Math.min(width, left + columns.length * cellWidth);
  return (
    <g {...TEXT} fontSize={isNarrow ? FONT.small : FONT.size}>
      <line x1={0} x2={right} y1={edgeTop - 6} y2={edgeTop - 6} stroke={COLOUR.edge} />
      <text
        x={0}
        y={edgeTop + cellHeight / 2}
        dy="0.35em"
        fill={COLOUR.ink}
        fontWeight={active?.row === place ? 650 : 400}
      >
        {title}
      </text>
      {cells.map((estimate, j) => (
        <g key={columns[j]?.id} transform={`translate(${left + j * cellWidth} ${edgeTop})`}>
          <CellText estimate={estimate} layout={layout} isSigned hasOwnN={false} />
          {active?.row === place && active.column === j && (
            <rect width={cellWidth} height={cellHeight} fill="none" stroke={COLOUR.ink} strokeWidth={2} />
          )}
        </g>
      ))}
    </g>
  );
}
