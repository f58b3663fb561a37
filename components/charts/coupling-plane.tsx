"use client";

/**
 * The coupling plane: target-pull across, self-pull up, a point for each explainer, a path for a run over its
 * checkpoints. Series in, picture out; what the points mean is the caller's to say.
 */
import { useEffect, useMemo, useState } from "react";
import { spokenCaveats } from "@/components/ui/estimate-text";
import { formatEstimate } from "@/components/ui/number-format";
import type { Estimate } from "@/lib/stats/estimate";
import { ChartNote } from "./chart-note";
import { KeyCursor } from "./key-cursor";
import { type HoverKey, useHovered, useHoverStore } from "./linked-hover";
import { nearestPlace } from "./nearest-place";
import { PlacedNote } from "./placed-note";
import { hasRoomForNames } from "./plane-label-layout";
import { PlaneLabels } from "./plane-labels";
import { PlaneDots, PlanePaths } from "./plane-layers";
import { planeMoves } from "./plane-moves";
import { type Drawable, type DrawnPath, type PlanePath, type PlanePoint, toDrawable } from "./plane-points";
import { AxisX, AxisY, Plot, type PlotFrame, usePlot } from "./plot";
import { COLOUR, SIZE, TEXT } from "./theme";

type CouplingPlaneProps = {
  paths: readonly PlanePath[];
  points: readonly PlanePoint[];
  /** The text alternative: what a reader who does not see the plot should know. */
  description: string;
  /** As wide as it is given room, for a page of its own. */
  isLarge?: boolean;
  /** Goes to what stands behind a point, where there is anything. */
  onOpen?: (point: string) => void;
  /** Keeps a path marked, or no longer. */
  onPin?: (path: string) => void;
};

const TICKS = [0, 0.25, 0.5, 0.75, 1];
const HIGH = 1.05;
const MARGIN = { top: 12, right: 12, bottom: 46, left: 48 };
/** How near the pointer has to come to a point, in pixels. */
const REACH = 14;
/** Rough size of the note, to keep it inside the plot. */
const NOTE_WIDTH = 240;
function tick(value: number): string {
  return value === 0 || value === 1 ? String(value) : String(value).replace(/^0/, "");
}

function isDrawable<T>(point: T | null): point is T {
  return point !== null;
}

/** What is said of a point. */
function pointRows(point: PlanePoint): (readonly [string, Estimate])[] {
  return [["self-pull", point.selfPull], ["target-pull", point.targetPull], ...(point.rows ?? [])];
}

/** The same in a sentence, for who moves through the points by key. */
function sayPoint(point: PlanePoint): string {
  const rows = pointRows(point);
  const said = rows.map(([name, estimate]) => `${name} ${formatEstimate(estimate)}`).join(", ");
  return [`${point.title}: ${said}.`, spokenCaveats(rows), openWords(point)].filter(Boolean).join(" ");
}

/** What a click and Enter do at a point. */
function openWords({ opens }: PlanePoint): string {
  return opens ? "Opens its items." : "Nothing opens here.";
}

/** The numbers of the point under the pointer or the keyboard. */
function PointNote({ point, frame }: { point: Drawable; frame: PlotFrame }) {
  return (
    <PlacedNote at={{ x: frame.x(point.x), y: frame.y(point.y) }} frame={frame} width={NOTE_WIDTH}>
      <div className="max-w-[16rem]">
        <ChartNote
          title={point.title}
          rows={pointRows(point)}
          remark={[point.remark, openWords(point)].filter(Boolean).join(". ")}
        />
      </div>
    </PlacedNote>
  );
}

/** The point nearest to the pointer, if one is near. */
function nearestPoint(points: readonly Drawable[], at: { px: number; py: number; frame: PlotFrame }) {
  const places = points.map(({ x, y }) => ({ x: at.frame.x(x), y: at.frame.y(y) }));
  return nearestPlace(places, at, REACH);
}

function hoverKeys(paths: readonly DrawnPath[], point: Drawable | undefined): HoverKey[] {
  const path = paths.find(({ points }) => points.some((one) => one === point));
  const own = path?.points.find((one) => one === point);
  if (!path || !own) return [];
  return [`step:${own.step}`, ...(path.hover ? [path.hover] : [])];
}

export function CouplingPlane(props: CouplingPlaneProps) {
  const { paths, points, description, isLarge = false, onOpen, onPin } = props;
  const controls = useMemo(() => points.map(toDrawable).filter(isDrawable), [points]);
  const drawn: DrawnPath[] = useMemo(
    () => paths.map((path) => ({ ...path, points: path.points.map(toDrawable).filter(isDrawable) })),
    [paths],
  );
  const all: Drawable[] = useMemo(
    () => [...drawn.flatMap((path) => path.points as Drawable[]), ...controls],
    [drawn, controls],
  );
  // Estimates may lie a little below 0; what lies further out is still drawn.
  const low = Math.min(-0.05, ...all.flatMap((point) => [point.x, point.y]));

  const store = useHoverStore();
  const [activeId, setActiveId] = useState<string | null>(null);
  const active = all.findIndex(({ id }) => id === activeId);
  const point = all[active];
  const run = useHovered(store, "run");
  const step = useHovered(store, "step");
  useEffect(() => () => store.set([]), [store]);
  const move = (index: number | null) => {
    const next = index === null ? undefined : all[index];
    if (next?.id === point?.id) return;
    setActiveId(next?.id ?? null);
    store.set(hoverKeys(drawn, next));
  };
  const pathOf = (index: number) => drawn.find((path) => path.points.some((one) => one === all[index]));
  const open = (index: number) => {
    const opened = all[index];
    if (opened?.opens) onOpen?.(opened.id);
  };
  const pin = (index: number) => {
    const path = pathOf(index);
    if (path) onPin?.(path.id);
  };

  const focused = run === null ? [] : drawn.filter(({ hover }) => hover === `run:${run}`).map(({ id }) => id);
  const atStep =
    step === null ? [] : drawn.flatMap((path) => path.points).filter((one) => String(one.step) === step);
  // Of a landmark nothing is told that its keys would not do.
  const isOpening = point === undefined || point.opens === true;
  const isOnPath = point === undefined || pathOf(active) !== undefined;

  return (
    <KeyCursor
      label="Points of the plane"
      count={all.length}
      active={active < 0 ? null : active}
      valueText={point ? sayPoint(point) : "no point chosen"}
      onMove={move}
      moves={(from) => planeMoves(all, from)}
      onOpen={isOpening ? onOpen && open : undefined}
      onPin={isOnPath ? onPin && pin : undefined}
    >
      <div className={`${isLarge ? "" : "max-w-[36rem]"} ${point?.opens ? "" : "[&_svg]:cursor-default"}`}>
        <Plot
          height="square"
          margin={MARGIN}
          xDomain={[low, HIGH]}
          yDomain={[low, HIGH]}
          label={`The coupling plane. ${description}`}
          onPointer={(at) => move(at && nearestPoint(all, at))}
          onPress={
            onOpen &&
            ((at) => {
              const index = nearestPoint(all, at);
              if (index === null) return;
              if (at.isShift) pin(index);
              else open(index);
            })
          }
          overlay={(frame) => point && <PointNote point={point} frame={frame} />}
        >
          <AxisX ticks={TICKS} format={tick} />
          <AxisY ticks={TICKS} format={tick} hasLine />
          <AxisNames />
          <Diagonal low={low} />
          <PlanePaths paths={drawn} controls={controls} focused={focused} />
          <PlaneDots paths={drawn} controls={controls} focused={focused} active={point} atStep={atStep} />
          <Names paths={drawn} controls={controls} focused={focused} low={low} />
        </Plot>
      </div>
    </KeyCursor>
  );
}

/** Names, or letters where there is no room for names. */
function Names(props: {
  paths: readonly DrawnPath[];
  controls: readonly Drawable[];
  focused: readonly string[];
  low: number;
}) {
  const { paths, controls, focused, low } = props;
  const { width } = usePlot();
  const hasLetters = !hasRoomForNames(paths.length, width);
  return (
    <PlaneLabels
      paths={paths}
      controls={controls}
      focused={focused}
      domain={[low, HIGH]}
      hasLetters={hasLetters}
    />
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
