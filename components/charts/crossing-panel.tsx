"use client";

/**
 * When two things happen, a row for each who: one solid (it does), one open (it says), each with its interval, on the
 * step axis of the page, and their distance at the end. What is undefined is left out and named by the caller. A mark
 * that is pointed at points at its step, and its row at its line, in every figure of the page; and the other way.
 */
import { useState } from "react";
import { formatCount, formatEstimate } from "@/components/ui/number-format";
import type { Estimate } from "@/lib/stats/estimate";
import { type CrossingPlace, crossingMoves, nearestStep, placeAt } from "./crossing-places";
import type { HoverKey } from "./hover-store";
import { KeyCursor } from "./key-cursor";
import { roundTicks } from "./linear-scale";
import { useHovered, useHoverStore } from "./linked-hover";
import { DoesMark, SaysMark } from "./marks";
import { AxisX, Plot, type PlotPlace, usePlot } from "./plot";
import { Phases, StepRule } from "./step-layers";
import type { StepPhase } from "./step-phases";
import { COLOUR, FONT, MARK_COLOUR, SIZE, TEXT, TEXT_COLOUR, type Whose } from "./theme";

export type Crossing = {
  id: string;
  name: string;
  whose: Whose;
  /** Which of the page's lines it belongs to. */
  line: string;
  /** Where there are records: what a mark leads to lies at the nearest of these. */
  steps: readonly number[];
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
  /** Steps that are kept marked. */
  pins: readonly number[];
  /** Goes to what is behind a row at one of its steps. */
  onOpen: (row: string, step: number) => void;
  /** Where that leads, or why nowhere, in a sentence. */
  leadWords: (row: string, step: number) => string;
};

const ROW = 46;
const HEADER = 34;
const AXIS_HEIGHT = 56;
const END_ROOM = 114;
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

type MarkProps = { estimate: Estimate; whose: Whose; isSaid: boolean; isActive: boolean };

function Mark({ estimate, whose, isSaid, isActive }: MarkProps) {
  const { x } = usePlot();
  if (estimate.kind === "undefined") return null;
  const at = { cx: x(estimate.value), cy: isSaid ? APART : -APART, whose };
  return (
    <g>
      {isActive && <circle cx={at.cx} cy={at.cy} r={SIZE.ring + 3} fill={COLOUR.band} stroke={COLOUR.ink} />}
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

type RowProps = { row: Crossing; index: number; isActive: boolean; active: CrossingPlace | null };

function Row({ row, index, isActive, active }: RowProps) {
  const { y, area } = usePlot();
  const { name, whose, does, says, lag } = row;
  const isAt = (isSaid: boolean) => active?.row === index && active.isSaid === isSaid;
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
      <Mark estimate={does} whose={whose} isSaid={false} isActive={isAt(false)} />
      <Mark estimate={says} whose={whose} isSaid isActive={isAt(true)} />
      <text
        x={area.x + area.width + 16}
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
  const bottom = area.y + area.height;
  const right = area.x + area.width + 16;
  return (
    <g {...TEXT}>
      <text x={0} y={20} fill={COLOUR.ink} fontWeight={600}>
        {title}
      </text>
      <text x={right} y={20}>
        lag, steps
      </text>
      <text x={right} y={bottom + 34} fontSize={FONT.small}>
        {SIGN_WORDS.less}
      </text>
      <text x={right} y={bottom + 50} fontSize={FONT.small}>
        {SIGN_WORDS.more}
      </text>
      <text x={area.x + area.width / 2} y={bottom + 36} textAnchor="middle">
        training step
      </text>
    </g>
  );
}

/** What the sign of a lag says, on the picture itself. */
const SIGN_WORDS = { less: "− claims first", more: "+ behaviour first" } as const;

/** A row in words. */
function describe({ name, does, says, lag }: Crossing): string {
  const step = (estimate: Estimate) => formatEstimate(estimate, 0);
  return `${name}: does at step ${step(does)}, says at step ${step(says)}, lag ${step(lag)} steps`;
}

/** The step that a mark leads to: the recorded one nearest to it; null where there is no mark. */
function stepOf(row: Crossing | undefined, isSaid: boolean): number | null {
  const estimate = isSaid ? row?.says : row?.does;
  return row && estimate?.kind === "value" ? nearestStep(row.steps, estimate.value) : null;
}

export function CrossingPanel(props: CrossingPanelProps) {
  const { title, rows, phases, steps, pins, onOpen, leadWords } = props;
  const hover = useHoverStore();
  const step = useHovered(hover, "step");
  const line = useHovered(hover, "line");
  const [pointed, setPointed] = useState<CrossingPlace | null>(null);
  const first = steps[0] ?? 0;
  const last = steps.at(-1) ?? 1;
  // Another figure's hover ends this one's.
  const active = pointed !== null && rows[pointed.row]?.line === line ? pointed : null;
  const row = active === null ? undefined : rows[active.row];
  const activeStep = active && stepOf(row, active.isSaid);
  const point = (place: CrossingPlace | null) => {
    const next = place === null ? undefined : rows[place.row];
    const at = place && stepOf(next, place.isSaid);
    const keys: HoverKey[] = next ? [`line:${next.line}`] : [];
    setPointed(next ? place : null);
    hover.set(at === null ? keys : [...keys, `step:${at}`]);
  };
  const open = (place: CrossingPlace) => {
    const meant = rows[place.row];
    const at = stepOf(meant, place.isSaid);
    if (meant && at !== null) onOpen(meant.id, at);
  };
  const placeOf = ({ px, py, frame }: PlotPlace): CrossingPlace => {
    const index = Math.min(rows.length - 1, Math.max(0, Math.floor(frame.y.invert(py))));
    const { does, says } = rows[index] as Crossing;
    const far = (estimate: Estimate) =>
      estimate.kind === "value" ? Math.abs(frame.x(estimate.value) - px) : Number.POSITIVE_INFINITY;
    return { row: index, isSaid: far(says) < far(does) };
  };
  const lead = !row
    ? ""
    : activeStep === null
      ? "No items: this crossing is undefined."
      : `${leadWords(row.id, activeStep)} The crossing lies between recorded steps; this is the nearest.`;
  return (
    <>
      <KeyCursor
        label="Rows"
        count={rows.length * 2}
        active={active && active.row * 2 + Number(active.isSaid)}
        valueText={row ? `${describe(row)}. ${lead}` : "no row chosen"}
        moves={(from) => crossingMoves(from, rows.length)}
        onMove={(place) => point(place === null ? null : placeAt(place))}
        onOpen={(place) => open(placeAt(place))}
      >
        <Plot
          height={HEADER + rows.length * ROW + AXIS_HEIGHT}
          margin={{ top: HEADER, right: END_ROOM, bottom: AXIS_HEIGHT, left: TICK_ROOM }}
          xDomain={[first, last]}
          yDomain={[Math.max(1, rows.length), 0]}
          label={`${title}. Lag: ${SIGN_WORDS.less}, ${SIGN_WORDS.more}. ${rows.map(describe).join(". ")}`}
          onPointer={(at) => point(at && placeOf(at))}
          onPress={(at) => open(placeOf(at))}
        >
          <Phases phases={phases} areNamed={false} />
          <AxisX ticks={roundTicks(first, last, STEP_TICKS)} format={formatCount} />
          {pins.map((pin) => (
            <StepRule key={pin} step={pin} isPin />
          ))}
          {step !== null && <StepRule step={Number(step)} />}
          {rows.map((one, index) => (
            <Row
              key={one.id}
              row={one}
              index={index}
              isActive={row ? one === row : one.line === line}
              active={active}
            />
          ))}
          <Heads title={title} />
        </Plot>
      </KeyCursor>
      <p className="min-h-[2lh] font-sans text-note text-soft">{lead}</p>
    </>
  );
}
