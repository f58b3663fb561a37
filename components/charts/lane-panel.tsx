"use client";

/**
 * One small multiple: classes as lanes over training steps. A solid line with dots for what is done, rings
 * for what is said, a faint line for the reply without any edit, a mark at the end for the target.
 */
import type { MouseEvent } from "react";
import { formatCount } from "@/components/ui/number-format";
import { lanePath } from "./lane-path";
import { DoesMark, SaysMark } from "./marks";
import { AxisX, Plot, usePlot } from "./plot";
import { linePath } from "./series-path";
import { Phases } from "./step-layers";
import { stepPhases } from "./step-phases";
import { COLOUR, FONT, SIZE, TEXT } from "./theme";

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
const TOP = 6;
const END_ROOM = 20;
/** Between the lanes' names and the first step, so that its marks do not touch them. */
const FIRST_ROOM = 8;
const LETTER = FONT.small * 0.5;

/** Takes clicks and taps on the plot: a first tap, too, for there is nothing to read here that needs pointing. */
function ClickArea({ steps, onSelect }: Pick<LanePanelProps, "steps" | "onSelect">) {
  const { x, area } = usePlot();
  const select = (event: MouseEvent<SVGRectElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const clicked = area.x + ((event.clientX - left) / width) * area.width;
    const distance = ({ step }: LaneStep) => Math.abs(x(step) - clicked);
    const [first, ...others] = steps;
    if (first) onSelect(others.reduce((a, b) => (distance(b) < distance(a) ? b : a), first).step);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a short cut for pointers within a picture
    <rect {...area} fill="none" pointerEvents="all" className="cursor-pointer" onClick={select} />
  );
}

function Lanes({ lanes }: Pick<LanePanelProps, "lanes">) {
  const { y, area } = usePlot();
  const left = area.x - FIRST_ROOM;
  return (
    <g {...TEXT} fontSize={FONT.small} textAnchor="end">
      {lanes.map((lane, i) => (
        <g key={lane} transform={`translate(0 ${y(i)})`}>
          <line x1={left} x2={area.x + area.width} stroke={COLOUR.rule} strokeWidth={SIZE.hairline} />
          <text x={left - 6} dy="0.34em">
            {lane}
          </text>
        </g>
      ))}
    </g>
  );
}

/** The checkpoint that is marked. */
function SelectedRule({ step }: { step: number }) {
  const { x, area } = usePlot();
  const ends = { x1: x(step), x2: x(step), y1: area.y, y2: area.y + area.height };
  return <line {...ends} stroke={COLOUR.ink} strokeWidth={SIZE.hairline} />;
}

function Marks({ steps, axis, target }: Pick<LanePanelProps, "steps" | "axis" | "target">) {
  const { x, y, area } = usePlot();
  const at = (step: number, lane: number) => ({ x: x(step), y: y(lane) });
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
        <DoesMark cx={area.x + area.width + 12} cy={y(target)} whose="target" scale={1.15} />
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
    <Plot
      height={lanes.length * LANE + AXIS_ROOM + TOP}
      margin={{
        top: TOP,
        right: END_ROOM,
        bottom: AXIS_ROOM,
        left: Math.min(110, 14 + longest * LETTER) + FIRST_ROOM,
      }}
      xDomain={[first, last]}
      yDomain={[-0.5, lanes.length - 0.5]}
      label={title}
      description={description}
    >
      <Phases phases={stepPhases(ramp, axis)} areNamed={false} />
      <AxisX ticks={[first, last]} format={formatCount} />
      <Lanes lanes={lanes} />
      <SelectedRule step={selected} />
      <Marks steps={steps} axis={axis} target={target} />
      <ClickArea steps={steps} onSelect={onSelect} />
    </Plot>
  );
}
