"use client";

/**
 * How far something moves against how far it is said to: a point a bin of what is said, with its interval upwards, and
 * the diagonal on which the two are the same. Bins that are undefined are left out; the caller names them.
 */
import { useState } from "react";
import { formatCount, formatEstimate, formatNumber } from "@/components/ui/number-format";
import type { Estimate } from "@/lib/stats/estimate";
import { ChartNote } from "./chart-note";
import type { HoverKey } from "./hover-store";
import { KeyCursor } from "./key-cursor";
import { useHoverStore } from "./linked-hover";
import { nearestPlace } from "./nearest-place";
import { PlacedNote } from "./placed-note";
import { AxisX, AxisY, Plot, type PlotFrame, type PlotPlace, usePlot } from "./plot";
import { linePath } from "./series-path";
import { COLOUR, FONT, MARK_COLOUR, SIZE, TEXT } from "./theme";

export type CalibrationPoint = { title: string; said: Estimate; moved: Estimate };

type CalibrationPanelProps = {
  title: string;
  /** Names of the axes: from 0 to 1 both. */
  saidName: string;
  movedName: string;
  points: readonly CalibrationPoint[];
  /** What a point is for the page's other figures. */
  hover: readonly HoverKey[];
  /** Goes to the items, and where that leads, in a sentence. */
  onOpen: () => void;
  leadWords: string;
};

type Drawn = CalibrationPoint & { x: number; y: number; low: number; high: number };

const HEIGHT = 264;
const MARGIN = { top: 52, right: 24, bottom: 50, left: 34 };
const TICKS = [0, 0.25, 0.5, 0.75, 1];
const REACH = 24;
const NOTE_WIDTH = 250;
const format = (tick: number) => formatNumber(tick, tick * 2 === Math.round(tick * 2) ? 1 : 2);

function drawnPoints(points: readonly CalibrationPoint[]): Drawn[] {
  return points.flatMap((point) =>
    point.said.kind === "value" && point.moved.kind === "value"
      ? [
          {
            ...point,
            x: point.said.value,
            y: point.moved.value,
            low: point.moved.low,
            high: point.moved.high,
          },
        ]
      : [],
  );
}

function Marks({ points, active }: { points: readonly Drawn[]; active: number | null }) {
  const { x, y } = usePlot();
  return (
    <g>
      <line x1={x(0)} y1={y(0)} x2={x(1)} y2={y(1)} stroke={COLOUR.soft} strokeDasharray="1 4" />
      <text x={x(1)} y={y(1) - 8} {...TEXT} fontSize={FONT.small} textAnchor="end">
        as far as it says
      </text>
      <path
        d={linePath(points.map((point) => ({ x: x(point.x), y: y(point.y) })))}
        fill="none"
        stroke={MARK_COLOUR.self}
        strokeWidth={SIZE.hairline}
      />
      {points.map((point, i) => (
        <g key={point.title}>
          {i === active && (
            <circle
              cx={x(point.x)}
              cy={y(point.y)}
              r={SIZE.ring + 3}
              fill={COLOUR.band}
              stroke={COLOUR.ink}
            />
          )}
          <line
            x1={x(point.x)}
            x2={x(point.x)}
            y1={y(point.low)}
            y2={y(point.high)}
            stroke={MARK_COLOUR.self}
            strokeWidth={SIZE.ringStroke}
          />
          <circle cx={x(point.x)} cy={y(point.y)} r={SIZE.dot} fill={MARK_COLOUR.self} />
        </g>
      ))}
    </g>
  );
}

function Names({
  title,
  saidName,
  movedName,
}: Pick<CalibrationPanelProps, "title" | "saidName" | "movedName">) {
  const { area } = usePlot();
  return (
    <g {...TEXT}>
      <text x={0} y={18} fill={COLOUR.ink} fontWeight={600}>
        {title}
      </text>
      <text x={0} y={38} fontSize={FONT.small}>
        {movedName}
      </text>
      <text x={area.x + area.width / 2} y={area.y + area.height + 38} textAnchor="middle">
        {saidName}
      </text>
    </g>
  );
}

function PointNote({ point, frame }: { point: Drawn; frame: PlotFrame }) {
  const { x, y, said, moved } = point;
  return (
    <PlacedNote at={{ x: frame.x(x), y: frame.y(y) }} frame={frame} width={NOTE_WIDTH}>
      <ChartNote
        title={point.title}
        rows={[
          ["said", said],
          ["moved", moved],
        ]}
        remark={
          moved.kind === "value"
            ? `n = ${formatCount(moved.n)} of ${formatCount(moved.clusters)} entities.`
            : ""
        }
      />
    </PlacedNote>
  );
}

export function CalibrationPanel(props: CalibrationPanelProps) {
  const { title, saidName, movedName, hover, onOpen, leadWords } = props;
  const store = useHoverStore();
  const [pointed, setPointed] = useState<number | null>(null);
  const points = drawnPoints(props.points);
  const active = pointed !== null && pointed < points.length ? pointed : null;
  const point = active === null ? undefined : points[active];
  const describe = (one: Drawn) =>
    `${one.title}: ${formatEstimate(one.said)} said, ${formatEstimate(one.moved)} moved`;
  const move = (place: number | null) => {
    setPointed(place);
    store.set(place === null ? [] : hover);
  };
  const nearest = (at: PlotPlace) =>
    nearestPlace(
      points.map(({ x, y }) => ({ x: at.frame.x(x), y: at.frame.y(y) })),
      at,
      REACH,
    );
  return (
    <>
      <KeyCursor
        label={title}
        count={points.length}
        active={active}
        valueText={point ? `${describe(point)}. ${leadWords}` : "no point chosen"}
        onMove={move}
        onOpen={onOpen}
      >
        <div className={point ? "" : "[&_svg]:cursor-default"}>
          <Plot
            height={HEIGHT}
            margin={MARGIN}
            xDomain={[0, 1]}
            yDomain={[0, 1]}
            label={`${title}. ${points.map(describe).join("; ")}.`}
            onPointer={(at) => move(at && nearest(at))}
            onPress={(at) => {
              if (nearest(at) !== null) onOpen();
            }}
            overlay={(frame) => point && <PointNote point={point} frame={frame} />}
          >
            <AxisX ticks={TICKS} format={format} />
            <AxisY ticks={TICKS} format={format} />
            <Marks points={points} active={active} />
            <Names title={title} saidName={saidName} movedName={movedName} />
          </Plot>
        </div>
      </KeyCursor>
      <p className="min-h-[1lh] font-sans text-note text-soft">{point ? leadWords : ""}</p>
    </>
  );
}
