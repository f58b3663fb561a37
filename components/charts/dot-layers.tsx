"use client";

/** The layers of a dot plot: nulls, a band, threads, intervals, marks, and what stands at a place of the axis. */
import { formatInterval, formatNumber } from "@/components/ui/number-format";
import { breakTitle } from "./break-title";
import {
  type DotAxis,
  type DotForm,
  type DotSeries,
  type Drawable,
  spreadPlace,
  threadsOf,
} from "./dot-marks";
import { type PlotFrame, usePlot } from "./plot";
import { COLOUR, FONT, SIZE, TEXT } from "./theme";

/** A value that stands for nothing to be found, with its name on it. */
export type DotNull = { value: number; name: string };
/** A stretch of the axis, with its name in it. */
export type DotBand = { from: number; to: number; name: string };

export type Point = { x: number; y: number };

/** How far series stand apart: pixels across the axis' direction. */
export const SERIES_GAP = { down: 34, across: 28 } as const;

/** How far from its mean a mark stands: runs on the one side, one comparison after another on the other. */
function kindShift({ kind, companion }: Pick<Drawable, "kind" | "companion">, isDown: boolean): number {
  if (kind === "companion") return (isDown ? -7 : 7) * (1 + (companion ?? 0));
  return kind === "seed" && isDown ? 7 : 0;
}

type Placed = Pick<Drawable, "series" | "kind" | "companion" | "at">;

/** From a mark to its pixels: categories run downwards with values across, other axes to the right with values up. */
export function placeOf(axis: DotAxis, series: readonly DotSeries[], frame: PlotFrame) {
  const isDown = axis.scale === "category";
  const shiftOf = (mark: Placed) => {
    const rank = series.findIndex(({ id }) => id === mark.series);
    return (
      (rank - (series.length - 1) / 2) * SERIES_GAP[isDown ? "down" : "across"] + kindShift(mark, isDown)
    );
  };
  return (mark: Placed, value: number): Point => {
    const at = spreadPlace(axis, mark.at);
    return isDown
      ? { x: frame.x(value), y: frame.y(at) + shiftOf(mark) }
      : { x: frame.x(at) + shiftOf(mark), y: frame.y(value) };
  };
}

type MarkShapeProps = Point & { form: DotForm; radius: number; fill: string };

/** A mark of a series' form; all forms of one radius cover the same area. */
export function MarkShape({ x, y, form, radius, fill }: MarkShapeProps) {
  if (form === "circle") return <circle cx={x} cy={y} r={radius} fill={fill} />;
  const half = (radius * Math.sqrt(Math.PI)) / 2;
  const turn = form === "diamond" ? 45 : 0;
  return (
    <rect
      x={x - half}
      y={y - half}
      width={2 * half}
      height={2 * half}
      fill={fill}
      transform={`rotate(${turn} ${x} ${y})`}
    />
  );
}

/** The second of two comparisons: a stroke across the values, so that it is no dot of the first. */
export function CompanionTick({ x, y, isDown }: Point & { isDown: boolean }) {
  const half = 5;
  return (
    <line
      x1={isDown ? x : x - half}
      x2={isDown ? x : x + half}
      y1={isDown ? y - half : y}
      y2={isDown ? y + half : y}
      stroke={COLOUR.control}
      strokeWidth={2.5}
    />
  );
}

type LayersProps = { axis: DotAxis; series: readonly DotSeries[]; marks: readonly Drawable[] };

const RADIUS = { mean: 5, seed: 2.6, companion: 3.6 } as const;
const FILL = { mean: COLOUR.ink, seed: COLOUR.soft, companion: COLOUR.control } as const;

function Segment({ from, to, width, stroke }: { from: Point; to: Point; width: number; stroke: string }) {
  return <line x1={from.x} y1={from.y} x2={to.x} y2={to.y} stroke={stroke} strokeWidth={width} />;
}

/**
 * Runs of one thread joined by thin lines, means of one series by firmer ones. Kinds have no order that a line could
 * follow: there a thread only says which runs belong together, faintly, until one of them is pointed at.
 */
export function DotThreads({ axis, series, marks, active }: LayersProps & { active: readonly string[] }) {
  const place = placeOf(axis, series, usePlot());
  const pathOf = (thread: readonly Drawable[]) =>
    thread
      .map((mark) => place(mark, mark.value))
      .map(({ x, y }, i) => `${i === 0 ? "M" : "L"}${x} ${y}`)
      .join("");
  const isOfKinds = axis.scale === "category";
  const means = isOfKinds ? [] : marks.filter(({ kind }) => kind === "mean");
  const isActive = (thread: readonly Drawable[]) => thread.some(({ id }) => active.includes(id));
  return (
    <g fill="none" strokeLinejoin="round">
      {threadsOf(marks, ({ thread }) => thread).map((thread) => (
        <path
          key={thread[0]?.id}
          d={pathOf(thread)}
          stroke={isActive(thread) ? COLOUR.ink : COLOUR.edge}
          strokeWidth={isActive(thread) ? 1 : 0.75}
          strokeOpacity={isActive(thread) ? 0.8 : isOfKinds ? 0.2 : 0.6}
        />
      ))}
      {threadsOf(means, (mark) => mark.series).map((thread) => (
        <path key={thread[0]?.id} d={pathOf(thread)} stroke={COLOUR.ink} strokeWidth={1.25} />
      ))}
    </g>
  );
}

/** A mean's two intervals, thick over entities and thin over runs; thin and grey of what it is compared with. */
export function DotIntervals({ axis, series, marks }: LayersProps) {
  const place = placeOf(axis, series, usePlot());
  return (
    <g>
      {marks.map((mark) => {
        if (mark.kind === "seed") return null;
        const spread = mark.spread?.kind === "value" ? mark.spread : null;
        const isMean = mark.kind === "mean";
        return (
          <g key={mark.id}>
            {spread && (
              <Segment
                from={place(mark, spread.low)}
                to={place(mark, spread.high)}
                width={SIZE.hairline}
                stroke={COLOUR.ink}
              />
            )}
            <Segment
              from={place(mark, mark.low)}
              to={place(mark, mark.high)}
              width={isMean ? 3 : SIZE.hairline}
              stroke={isMean ? COLOUR.ink : COLOUR.control}
            />
          </g>
        );
      })}
    </g>
  );
}

/** The marks; what is pinned has a ring, what is pointed at a larger one. */
export function DotMarks(props: LayersProps & { active: readonly string[] }) {
  const { axis, series, marks, active } = props;
  const place = placeOf(axis, series, usePlot());
  return (
    <g>
      {marks.map((mark) => {
        const { x, y } = place(mark, mark.value);
        const form = series.find(({ id }) => id === mark.series)?.form ?? "circle";
        const isActive = active.includes(mark.id);
        return (
          <g key={mark.id} data-mark={mark.id} data-active={isActive ? "" : undefined}>
            {mark.companion === 1 ? (
              <CompanionTick x={x} y={y} isDown={axis.scale === "category"} />
            ) : (
              <MarkShape x={x} y={y} form={form} radius={RADIUS[mark.kind]} fill={FILL[mark.kind]} />
            )}
            {((mark.isPinned && mark.kind === "mean") || isActive) && (
              <circle
                cx={x}
                cy={y}
                r={RADIUS[mark.kind] + (isActive ? 5 : 3.5)}
                fill="none"
                stroke={COLOUR.ink}
                strokeWidth={isActive ? SIZE.ringStroke : 1}
              />
            )}
          </g>
        );
      })}
    </g>
  );
}

/** Value and interval of every mean, in the margin beside its row. */
export function DotNumbers({ axis, series, marks }: LayersProps) {
  const { area, ...frame } = usePlot();
  const place = placeOf(axis, series, { area, ...frame });
  return (
    <g {...TEXT} fontSize={FONT.small} className="tabular">
      {marks.map((mark) => {
        if (mark.kind !== "mean") return null;
        const { y } = place(mark, mark.value);
        return (
          <text key={mark.id} x={area.x + area.width + 14} y={y} dy="0.35em">
            <tspan fill={COLOUR.ink} fontWeight={600}>
              {formatNumber(mark.value)}
            </tspan>{" "}
            {formatInterval(mark.low, mark.high)}
          </text>
        );
      })}
    </g>
  );
}

/** Text that stays legible over lines. */
const HALO = { stroke: COLOUR.paper, strokeWidth: 3, paintOrder: "stroke" } as const;

type DotNullsProps = {
  axis: DotAxis;
  nulls: readonly DotNull[] /** Names stand in the right margin. */;
  hasRoom: boolean;
};

/** Nulls as hairlines from end to end, named at the top, at the right, or on the line where there is no room. */
export function DotNulls({ axis, nulls, hasRoom }: DotNullsProps) {
  const { x, y, area } = usePlot();
  const isDown = axis.scale === "category";
  const end = { x: area.x + area.width, y: area.y + area.height };
  return (
    <g {...TEXT} fontSize={FONT.small}>
      {nulls.map(({ value, name }) =>
        isDown ? (
          <g key={name}>
            <line x1={x(value)} x2={x(value)} y1={area.y} y2={end.y} stroke={COLOUR.edge} />
            <text x={x(value)} y={area.y - 6} textAnchor="middle">
              {name}
            </text>
          </g>
        ) : (
          <g key={name}>
            <line x1={area.x} x2={end.x} y1={y(value)} y2={y(value)} stroke={COLOUR.edge} />
            {hasRoom ? (
              <text x={end.x + 8} y={y(value)} dy="0.35em">
                {name}
              </text>
            ) : (
              <text x={area.x + 4} y={y(value) - 5} {...HALO}>
                {name}
              </text>
            )}
          </g>
        ),
      )}
    </g>
  );
}

const BAND_LINE = 14;

/** The words of a band in lines, from its left edge to the right end of a plot that is so wide. */
function bandLines(band: DotBand, room: number): string[] {
  return breakTitle(band.name, Math.max(room, 60), FONT.small);
}

/** The room that a band's words take above a plot whose area is so wide, with the band at this share of it. */
export function bandHeight(band: DotBand, areaWidth: number, share: number): number {
  return bandLines(band, areaWidth * (1 - share)).length * BAND_LINE + 6;
}

/** A stretch of the axis behind everything, its words above it. */
export function DotBandLayer({ axis, band }: { axis: DotAxis; band: DotBand }) {
  const { x, area } = usePlot();
  const left = x(spreadPlace(axis, band.from));
  const width = x(spreadPlace(axis, band.to)) - left;
  const lines = bandLines(band, area.x + area.width - left);
  return (
    <g {...TEXT} fontSize={FONT.small}>
      <rect x={left} y={area.y} width={width} height={area.height} fill={COLOUR.band} />
      {[left, left + width].map((edge) => (
        <line
          key={edge}
          x1={edge}
          x2={edge}
          y1={area.y}
          y2={area.y + area.height}
          stroke={COLOUR.edge}
          strokeDasharray="2 3"
        />
      ))}
      {lines.map((line, i) => (
        <text key={line} x={left} y={area.y - 6 - (lines.length - 1 - i) * BAND_LINE}>
          {line}
        </text>
      ))}
    </g>
  );
}

/** A category's places as rows: their names on the left, a rule between them, and why one of them is empty. */
export function DotRows({ axis, room }: { axis: DotAxis; room: number }) {
  const { y, area } = usePlot();
  return (
    <g {...TEXT}>
      {axis.places.map(({ at, label, missing }) => {
        const lines = breakTitle(label, room - 12, FONT.size);
        const middle = y(at);
        return (
          <g key={at}>
            <line x1={0} x2={area.x + area.width} y1={y(at - 0.5)} y2={y(at - 0.5)} stroke={COLOUR.rule} />
            {lines.map((line, i) => (
              <text
                key={line}
                x={0}
                y={middle + (i - (lines.length - 1) / 2) * 16}
                dy="0.35em"
                fill={missing ? COLOUR.soft : COLOUR.ink}
              >
                {line}
              </text>
            ))}
            {missing && (
              <text x={area.x + 8} y={middle} dy="0.35em" fontSize={FONT.small} fontStyle="italic">
                {missing}
              </text>
            )}
          </g>
        );
      })}
    </g>
  );
}
