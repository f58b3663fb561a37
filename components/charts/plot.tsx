"use client";

/**
 * A frame for every chart: measured width, two linear scales, axes. Not a chart library. recharts would be 100 KB of
 * script, two fifths of what a first visit may cost, and it draws its axes anew with every change: in Probe, where all
 * that changes with the checkpoint is one line, that took twice the 100 ms in which a page should answer.
 */
import {
  createContext,
  type PointerEvent,
  type ReactNode,
  use,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import type { Box } from "./label-placement";
import { type LinearScale, linearScale } from "./linear-scale";
import { COLOUR, FONT, TEXT } from "./theme";

export type Margin = { top: number; right: number; bottom: number; left: number };

export type PlotFrame = { x: LinearScale; y: LinearScale; area: Box; width: number; height: number };

const FrameContext = createContext<PlotFrame | null>(null);

/** The scales and the area of the plot around. Throws outside of one. */
export function usePlot(): PlotFrame {
  const frame = use(FrameContext);
  if (frame === null) throw new Error("internal: usePlot: expected a Plot around, got none");
  return frame;
}

/** A place over the plot, in its pixels. */
export type PlotPlace = { px: number; py: number; frame: PlotFrame };

type PlotProps = {
  /** Pixels, or "square" for as high as it is wide. */
  height: number | "square";
  margin: Margin;
  xDomain: readonly [number, number];
  yDomain: readonly [number, number];
  /** What the picture shows, for who does not see it; the numbers are in the figure's table. */
  label: string;
  /** What can be said at more length than in a name. */
  description?: string;
  /** The pointer's place over the plot's area, null when it leaves. A finger's stays when it is lifted. */
  onPointer?: (at: PlotPlace | null) => void;
  /**
   * A click, or a second tap at the same place: a first one only points, as there is no other way to. What it does
   * has to be in the reach of the keyboard, too, by the chart's own cursor.
   */
  onPress?: (at: PlotPlace & { isShift: boolean }) => void;
  /** What lies over the drawing and is no part of it (a note at a point). */
  overlay?: (frame: PlotFrame) => ReactNode;
  children: ReactNode;
};

/** How far apart two taps of a finger at one place may be, in pixels. */
const SAME_TAP = 24;

/** The room is kept by style from the first paint on; the drawing follows once the width is known. */
export function Plot(props: PlotProps) {
  const { height, margin, xDomain, yDomain, label, description, onPointer, onPress, overlay, children } =
    props;
  const room = useRef<HTMLDivElement>(null);
  const lastTap = useRef<{ px: number; py: number } | null>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = room.current;
    if (!element) return;
    setWidth(element.clientWidth);
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const full = height === "square" ? width : height;
  const area: Box = {
    x: margin.left,
    y: margin.top,
    width: Math.max(0, width - margin.left - margin.right),
    height: Math.max(0, full - margin.top - margin.bottom),
  };
  const frame: PlotFrame = {
    x: linearScale(xDomain, [area.x, area.x + area.width]),
    y: linearScale(yDomain, [area.y + area.height, area.y]),
    area,
    width,
    height: full,
  };
  const placeOf = (event: PointerEvent<SVGSVGElement>): PlotPlace => {
    const box = event.currentTarget.getBoundingClientRect();
    return { px: event.clientX - box.left, py: event.clientY - box.top, frame };
  };
  return (
    <div
      ref={room}
      className="relative w-full"
      style={height === "square" ? { aspectRatio: "1" } : { height }}
    >
      {width > 0 && (
        <svg
          data-plot=""
          role="img"
          aria-label={label}
          width={width}
          height={full}
          className={`block overflow-visible ${onPress ? "cursor-pointer" : ""}`}
          onPointerMove={(event) => onPointer?.(placeOf(event))}
          onPointerLeave={(event) => {
            if (event.pointerType !== "touch") onPointer?.(null);
          }}
          onPointerUp={(event) => {
            const at = placeOf(event);
            const before = lastTap.current;
            lastTap.current = event.pointerType === "touch" ? at : null;
            const isFirstTap =
              lastTap.current !== null &&
              (before === null || Math.hypot(before.px - at.px, before.py - at.py) > SAME_TAP);
            if (isFirstTap) onPointer?.(at);
            else if (event.button === 0) onPress?.({ ...at, isShift: event.shiftKey });
          }}
        >
          {description && <desc>{description}</desc>}
          <FrameContext value={frame}>{children}</FrameContext>
        </svg>
      )}
      {width > 0 && overlay?.(frame)}
    </div>
  );
}

type AxisProps = { ticks: readonly number[]; format: (value: number) => string };

const TICK = 4;

/** The lower axis. A panel that shares it with the one below draws the line only. */
export function AxisX({ ticks, format, isShared = false }: AxisProps & { isShared?: boolean }) {
  const { x, area } = usePlot();
  const bottom = area.y + area.height;
  return (
    <g {...TEXT} fontSize={FONT.small} textAnchor="middle">
      <line
        x1={area.x}
        x2={area.x + area.width}
        y1={bottom}
        y2={bottom}
        stroke={isShared ? COLOUR.rule : COLOUR.edge}
      />
      {!isShared &&
        ticks.map((tick) => (
          <g key={tick} transform={`translate(${x(tick)} ${bottom})`}>
            <line y2={TICK} stroke={COLOUR.edge} />
            <text y={TICK + 13}>{format(tick)}</text>
          </g>
        ))}
    </g>
  );
}

/** The left axis; without a line the numbers alone. */
export function AxisY({ ticks, format, hasLine = false }: AxisProps & { hasLine?: boolean }) {
  const { y, area } = usePlot();
  return (
    <g {...TEXT} fontSize={FONT.small} textAnchor="end">
      {hasLine && <line x1={area.x} x2={area.x} y1={area.y} y2={area.y + area.height} stroke={COLOUR.edge} />}
      {ticks.map((tick) => (
        <g key={tick} transform={`translate(${area.x} ${y(tick)})`}>
          {hasLine && <line x2={-TICK} stroke={COLOUR.edge} />}
          <text x={hasLine ? -TICK - 3 : -6} dy="0.34em">
            {format(tick)}
          </text>
        </g>
      ))}
    </g>
  );
}
