"use client";

/**
 * When two things happen, a row for each who: one solid (it does), one open (it says), each with its interval, on the
 * step axis of the page, and their distance at the end. What is undefined is left out and named by the caller.
 */
import { formatCount, formatEstimate } from "@/components/ui/number-format";
import type { Estimate } from "@/lib/stats/estimate";
import { KeyCursor } from "./key-cursor";
import { roundTicks } from "./linear-scale";
import { useHovered, useHoverStore } from "./linked-hover";
import { DoesMark, SaysMark } from "./marks";
import { AxisX, Plot, usePlot } from "./plot";
import { Phases, StepRule } from "./step-layers";
import type { StepPhase } from "./step-phases";
import { COLOUR, FONT, MARK_COLOUR, SIZE, TEXT, TEXT_COLOUR, type Whose } from "./theme";

export type Crossing = {
  id: string;
  name: string;
  whose: Whose;
  does: Estimate;
  says: Estimate;
  /** The second less the first, in steps. */
  lag: Estimate;
};

type CrossingPanelProps = {
  title: string;
  rows: readonly Crossing[];
  phases: readonly StepPhase[];
  steps: readonly number[];
};

const ROW = 46;
const HEADER = 34;
const AXIS_HEIGHT = 40;
const END_ROOM = 104;
const TICK_ROOM = 34;
/** How far the two marks of a row stand above and below its middle. */
const APART = 7;
const STEP_TICKS = 4;
/** Names stand above their row's marks. */
const NAME_RISE = 15;

/** Steps with their sign, for which way round it is is the finding: `+86 [12, 160]`. */
export function formatLag(lag: Estimate): string {
  if (lag.kind === "undefined") return "n/a";
  const text = formatEstimate(lag, 0);
  return lag.value >= 0.5 ? `+${text}` : text;
}

function Mark({ estimate, whose, isSaid }: { estimate: Estimate; whose: Whose; isSaid: boolean }) {
  const { x } = usePlot();
  if (estimate.kind === "undefined") return null;
  const at = { cx: x(estimate.value), cy: isSaid ? APART : -APART, whose };
  return (
    <g>
      <line
        x1={x(estimate.low)}
        x2={x(estimate.high)}
        y1={at.cy}
        y2={at.cy}
        stroke={MARK_COLOUR[whose]}
        strokeWidth={SIZE.ringStroke}
        strokeDasharray={isSaid ? "5 4" : undefined}
      />
      {isSaid ? (
        <g>
          <circle cx={at.cx} cy={at.cy} r={SIZE.ring * 0.8} fill={COLOUR.paper} />
          <SaysMark {...at} scale={0.8} />
        </g>
      ) : (
        <DoesMark {...at} />
      )}
    </g>
  );
}

function Row({ row, index, isActive }: { row: Crossing; index: number; isActive: boolean }) {
  const { y, area } = usePlot();
  const { name, whose, does, says, lag } = row;
  return (
    <g transform={`translate(0 ${y(index + 0.62)})`}>
      <text
        x={area.x + 2}
        y={-NAME_RISE}
        {...TEXT}
        fontSize={FONT.small}
        fill={TEXT_COLOUR[whose]}
        fontWeight={isActive ? 650 : 500}
      >
        {name}
      </text>
      <Mark estimate={does} whose={whose} isSaid={false} />
      <Mark estimate={says} whose={whose} isSaid />
      <text
        x={area.x + area.width + 12}
        dy="0.34em"
        {...TEXT}
        fill={TEXT_COLOUR[whose]}
        className="tabular"
        fontSize={FONT.small}
        fontWeight={isActive ? 650 : 400}
      >
        {formatLag(lag)}
      </text>
    </g>
  );
}

function Heads({ title }: { title: string }) {
  const { area } = usePlot();
  return (
    <g {...TEXT}>
      <text x={0} y={20} fill={COLOUR.ink} fontWeight={600}>
        {title}
      </text>
      <text x={area.x + area.width + 12} y={20}>
        lag, steps
      </text>
      <text x={area.x + area.width / 2} y={area.y + area.height + 36} textAnchor="middle">
        training step
      </text>
    </g>
  );
}

/** A row in words. */
function describe({ name, does, says, lag }: Crossing): string {
  const step = (estimate: Estimate) => formatEstimate(estimate, 0);
  return `${name}: does at step ${step(does)}, says at step ${step(says)}, lag ${step(lag)} steps`;
}

export function CrossingPanel({ title, rows, phases, steps }: CrossingPanelProps) {
  const hover = useHoverStore();
  const step = useHovered(hover, "step");
  const hovered = useHovered(hover, "line");
  const place = rows.findIndex(({ id }) => id === hovered);
  const first = steps[0] ?? 0;
  const last = steps.at(-1) ?? 1;
  const point = (index: number | null) => {
    const row = index === null ? undefined : rows[index];
    hover.set(row ? [`line:${row.id}`] : []);
  };
  return (
    <KeyCursor
      label="Rows"
      count={rows.length}
      active={place < 0 ? null : place}
      valueText={rows[place] ? describe(rows[place]) : "no row chosen"}
      onMove={point}
    >
      <Plot
        height={HEADER + rows.length * ROW + AXIS_HEIGHT}
        margin={{ top: HEADER, right: END_ROOM, bottom: AXIS_HEIGHT, left: TICK_ROOM }}
        xDomain={[first, last]}
        yDomain={[Math.max(1, rows.length), 0]}
        label={`${title}. ${rows.map(describe).join(". ")}`}
        onPointer={(at) =>
          point(at && Math.min(rows.length - 1, Math.max(0, Math.floor(at.frame.y.invert(at.py)))))
        }
      >
        <Phases phases={phases} areNamed={false} />
        <AxisX ticks={roundTicks(first, last, STEP_TICKS)} format={formatCount} />
        {step !== null && <StepRule step={Number(step)} />}
        {rows.map((row, index) => (
          <Row key={row.id} row={row} index={index} isActive={index === place} />
        ))}
        <Heads title={title} />
      </Plot>
    </KeyCursor>
  );
}
