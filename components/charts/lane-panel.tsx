"use client";

/**
 * One small multiple: classes as lanes over training steps. A solid line with dots for what is done, rings
 * for what is said, a faint line for the reply without any edit, a mark at the end for the target.
 */
import type { MouseEvent } from "react";
import {
  ComposedChart,
  ReferenceArea,
  ReferenceLine,
  Scatter,
  usePlotArea,
  useXAxisScale,
  useYAxisScale,
  XAxis,
  YAxis,
} from "recharts";
import { formatCount } from "@/components/ui/number-format";
import { lanePath } from "./lane-path";
import { DoesMark, SaysMark } from "./marks";
import { linePath } from "./series-path";
import { AXIS, COLOUR, FONT, SIZE, STILL, TEXT } from "./theme";

export type LaneStep = { step: number; does: number; says: number; unedited: number };

type LanePanelProps = {
  title: string;
  description: string;
  /** Lane names in class order; class 0 is the lowest lane. */
  lanes: readonly string[];
  steps: readonly LaneStep[];
  /** Every step the axis spans, whether or not there is an answer yet. */
  axis: readonly number[];
  /** The class of the target under the same edit; null where it was not asked. */
  target: number | null;
  ramp: [number, number] | null;
  selected: number;
  onSelect: (step: number) => void;
};

const LANE = 26;
/** Radius of a lane line's corners, pixels. */
const CORNER = 4;
const AXIS_ROOM = 24;
const END_ROOM = 18;

/**
 * Takes clicks and taps on the plot. Not recharts' own `onClick`: that names the point hovered before, which on
 * a first tap is none, and on the next one the last. By keyboard the steps are the slider's.
 */
function ClickArea({ steps, onSelect }: Pick<LanePanelProps, "steps" | "onSelect">) {
  const x = useXAxisScale();
  const area = usePlotArea();
  if (!x || !area) return null;
  const select = (event: MouseEvent<SVGRectElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const clicked = area.x + ((event.clientX - left) / width) * area.width;
    const distance = ({ step }: LaneStep) => Math.abs((x(step) ?? 0) - clicked);
    const [first, ...others] = steps;
    if (first) onSelect(others.reduce((a, b) => (distance(b) < distance(a) ? b : a), first).step);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a short cut for pointers within a picture
    <rect {...area} fill="none" pointerEvents="all" className="cursor-pointer" onClick={select} />
  );
}

function Marks({ steps, axis, target }: Pick<LanePanelProps, "steps" | "axis" | "target">) {
  const x = useXAxisScale();
  const y = useYAxisScale();
  const area = usePlotArea();
  if (!x || !y || !area) return null;
  const at = (step: number, lane: number) => ({ x: x(step) ?? 0, y: y(lane) ?? 0 });
  // Between a first and a last step alone nobody knows where it changed: a slope, not a step.
  const path = (points: { x: number; y: number }[]) =>
    axis.length > 2 ? lanePath(points, CORNER) : linePath(points);
  return (
    <g>
      <path
        d={path(steps.map(({ step, unedited }) => at(step, unedited)))}
        fill="none"
        stroke={COLOUR.control}
        strokeOpacity={0.55}
        strokeWidth={5}
        strokeLinejoin="round"
      />
      <path
        d={path(steps.map(({ step, does }) => at(step, does)))}
        fill="none"
        stroke={COLOUR.self}
        strokeWidth={SIZE.line}
      />
      {steps.map(({ step, does, says }) => {
        const dot = at(step, does);
        const ring = at(step, says);
        return (
          <g key={step}>
            <DoesMark cx={dot.x} cy={dot.y} scale={0.72} />
            <SaysMark cx={ring.x} cy={ring.y} scale={0.9} />
          </g>
        );
      })}
      {target !== null && (
        <DoesMark cx={area.x + area.width + 12} cy={y(target) ?? 0} whose="target" scale={1.15} />
      )}
    </g>
  );
}

export function LanePanel(props: LanePanelProps) {
  const { title, description, lanes, steps, axis, target, ramp, selected, onSelect } = props;
  const first = axis[0] ?? 0;
  const last = axis.at(-1) ?? 1;
  const longest = Math.max(...lanes.map((lane) => lane.length));

  return (
    <ComposedChart
      responsive
      data={[...steps]}
      title={title}
      desc={description}
      accessibilityLayer={false}
      role="img"
      margin={{ top: 6, right: END_ROOM, bottom: 0, left: 0 }}
      className="w-full"
      style={{ height: lanes.length * LANE + AXIS_ROOM + 6 }}
    >
      {ramp && <ReferenceArea x1={ramp[0]} x2={ramp[1]} fill={COLOUR.band} fillOpacity={1} zIndex={-10} />}
      <XAxis
        {...AXIS}
        type="number"
        dataKey="step"
        domain={[first, last]}
        ticks={[first, last]}
        tickFormatter={formatCount}
        height={AXIS_ROOM}
        axisLine={{ stroke: COLOUR.rule }}
        padding={{ left: 8, right: 2 }}
      />
      <YAxis
        {...AXIS}
        type="number"
        domain={[-0.5, lanes.length - 0.5]}
        ticks={lanes.map((_, i) => i)}
        tickFormatter={(lane: number) => lanes[lane] ?? ""}
        width={Math.min(110, 14 + longest * FONT.small * 0.5)}
        axisLine={false}
        tickLine={false}
        interval={0}
      />
      {lanes.map((lane, i) => (
        <ReferenceLine key={lane} y={i} stroke={COLOUR.rule} strokeWidth={SIZE.hairline} zIndex={-5} />
      ))}
      <ReferenceLine x={selected} stroke={COLOUR.ink} strokeWidth={SIZE.hairline} {...TEXT} zIndex={-4} />
      <Scatter {...STILL} dataKey="does" shape={() => <g />} />
      <Marks steps={steps} axis={axis} target={target} />
      <ClickArea steps={steps} onSelect={onSelect} />
    </ComposedChart>
  );
}
