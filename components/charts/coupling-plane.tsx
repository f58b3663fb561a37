"use client";

/**
 * The coupling plane: target-pull across, self-pull up, a point for each explainer, a path for a run over its
 * checkpoints. Series in, picture out; what the points mean is the caller's to say.
 */
import { useState } from "react";
import { formatEstimate } from "@/components/ui/number-format";
import { ChartNote } from "./chart-note";
import { KeyCursor } from "./key-cursor";
import { PlaneDots, PlaneLabels, PlanePaths } from "./plane-layers";
import { type Drawable, type PlanePath, type PlanePoint, toDrawable } from "./plane-points";
import { AxisX, AxisY, Plot, type PlotFrame, usePlot } from "./plot";
import { COLOUR, SIZE, TEXT } from "./theme";

type CouplingPlaneProps = {
  paths: readonly PlanePath[];
  points: readonly PlanePoint[];
  /** The text alternative: what a reader who does not see the plot should know. */
  description: string;
};

const TICKS = [0, 0.25, 0.5, 0.75, 1];
const HIGH = 1.05;
const MARGIN = { top: 12, right: 12, bottom: 46, left: 48 };
/** How near the pointer has to come to a point, in pixels. */
const REACH = 14;
/** Rough size of the note, to keep it inside the plot. */
const NOTE_WIDTH = 210;

function tick(value: number): string {
  return value === 0 || value === 1 ? String(value) : String(value).replace(/^0/, "");
}

function isDrawable<T>(point: T | null): point is T {
  return point !== null;
}

/** The numbers of the point under the pointer or the keyboard. */
function PointNote({ point, frame }: { point: Drawable; frame: PlotFrame }) {
  const cx = frame.x(point.x);
  const isRight = cx + NOTE_WIDTH < frame.width;
  const style = {
    top: frame.y(point.y) + 10,
    ...(isRight ? { left: cx + 12 } : { right: frame.width - cx + 12 }),
  };
  return (
    <div className="pointer-events-none absolute z-10" style={style}>
      <ChartNote
        title={point.title}
        rows={[
          ["self-pull", point.selfPull],
          ["target-pull", point.targetPull],
        ]}
      />
    </div>
  );
}

/** The point nearest to the pointer, if one is near. */
function nearestPoint(points: readonly Drawable[], at: { px: number; py: number; frame: PlotFrame }) {
  const distances = points.map(({ x, y }) => Math.hypot(at.frame.x(x) - at.px, at.frame.y(y) - at.py));
  const index = distances.indexOf(Math.min(...distances));
  return (distances[index] ?? REACH) < REACH ? index : null;
}

export function CouplingPlane({ paths, points, description }: CouplingPlaneProps) {
  const controls = points.map(toDrawable).filter(isDrawable);
  const drawn = paths.map((path) => ({ ...path, points: path.points.map(toDrawable).filter(isDrawable) }));
  const all: Drawable[] = [...drawn.flatMap((path) => path.points), ...controls];
  // Estimates may lie a little below 0; what lies further out is still drawn.
  const low = Math.min(-0.05, ...all.flatMap((point) => [point.x, point.y]));
  const [active, setActive] = useState<number | null>(null);
  const point = active === null ? undefined : all[active];
  const said = (one: Drawable) =>
    `${one.title}: self-pull ${formatEstimate(one.selfPull)}, target-pull ${formatEstimate(one.targetPull)}`;

  return (
    <KeyCursor
      label="Points of the plane"
      count={all.length}
      active={active}
      valueText={point ? said(point) : "no point chosen"}
      onMove={setActive}
    >
      <div className="max-w-[36rem]">
        <Plot
          height="square"
          margin={MARGIN}
          xDomain={[low, HIGH]}
          yDomain={[low, HIGH]}
          label={`The coupling plane. ${description}`}
          onPointer={(at) => setActive(at && nearestPoint(all, at))}
          overlay={(frame) => point && <PointNote point={point} frame={frame} />}
        >
          <AxisX ticks={TICKS} format={tick} />
          <AxisY ticks={TICKS} format={tick} hasLine />
          <AxisNames />
          <Diagonal low={low} />
          <PlanePaths paths={drawn} controls={controls} />
          <PlaneDots paths={drawn} controls={controls} active={point} />
          <PlaneLabels paths={drawn} controls={controls} />
        </Plot>
      </div>
    </KeyCursor>
  );
}

function AxisNames() {
  const { area } = usePlot();
  const middle = { x: area.x + area.width / 2, y: area.y + area.height / 2 };
  return (
    <g {...TEXT} textAnchor="middle">
      <text x={middle.x} y={area.y + area.height + 42} fill={COLOUR.targetInk}>
        target-pull: knows what moves its target
      </text>
      <text transform={`translate(12 ${middle.y}) rotate(-90)`} fill={COLOUR.selfInk}>
        self-pull: knows what moves itself
      </text>
    </g>
  );
}

function Diagonal({ low }: { low: number }) {
  const { x, y } = usePlot();
  return (
    <line
      x1={x(low)}
      y1={y(low)}
      x2={x(HIGH)}
      y2={y(HIGH)}
      stroke={COLOUR.edge}
      strokeWidth={SIZE.hairline}
    />
  );
}
