"use client";

/**
 * One panel over training steps: lines with their intervals as bands, names and numbers at their ends, the
 * shift's ramp behind, null lines with their names, hatching where a statistic is undefined. Panels of a figure
 * share one active step; `step-panels.tsx` stacks them.
 */
import { useId } from "react";
import { formatCount, formatEstimate, formatNumber } from "@/components/ui/number-format";
import { dodge } from "./dodge";
import { roundTicks } from "./linear-scale";
import { DoesMark, TrueClaimMark } from "./marks";
import { AxisX, AxisY, Plot, type PlotFrame, usePlot } from "./plot";
import { bandPath, linePath } from "./series-path";
import { lastDefined, type NullLine, type StepSeries, shareAxis, undefinedStretches } from "./step-series";
import { COLOUR, FONT, MARK_COLOUR, SIZE, TEXT, TEXT_COLOUR } from "./theme";

export type StepPanelSpec = {
  /** Drawn above the plot; a statement of what is measured. */
  title: string;
  description: string;
  series: readonly StepSeries[];
  nulls?: readonly NullLine[];
};

type StepPanelProps = StepPanelSpec & {
  ramp: readonly [number, number] | null;
  /** Words on the ramp's band; only one panel of a figure needs them. */
  rampName: string | null;
  /** The axis of all panels, from the first to the last step. */
  steps: readonly number[];
  /** The lowest panel carries the axis. */
  hasAxis: boolean;
  active: number | null;
  onPointer: (step: number | null) => void;
};

const HEADER = 34;
const PLOT = 116;
const AXIS_HEIGHT = 40;
/** Room for "0.79 [0.78, 0.81]" at the lines' ends. */
const END_ROOM = 98;
const TITLE_BASELINE = 20;
/** Plots of one figure align: the same room for tick labels everywhere. */
const TICK_ROOM = 34;
const STEP_TICKS = 4;

export function StepPanel(props: StepPanelProps) {
  const { title, description, series, nulls = [], ramp, rampName, steps, hasAxis, active, onPointer } = props;
  const axis = shareAxis(series, nulls);
  const first = steps[0] ?? 0;
  const last = steps.at(-1) ?? 1;
  const digits = axis.ticks.some((tick) => (tick * 10) % 1 > 1e-9) ? 2 : 1;
  const stepAt = (frame: PlotFrame, px: number) => {
    const wanted = frame.x.invert(px);
    return steps.reduce(
      (best, step) => (Math.abs(step - wanted) < Math.abs(best - wanted) ? step : best),
      first,
    );
  };

  return (
    <Plot
      height={HEADER + PLOT + (hasAxis ? AXIS_HEIGHT : 8)}
      margin={{ top: HEADER, right: END_ROOM, bottom: hasAxis ? AXIS_HEIGHT : 8, left: TICK_ROOM }}
      xDomain={[first, last]}
      yDomain={axis.domain}
      label={`${title}. ${description}`}
      onPointer={(at) => onPointer(at && stepAt(at.frame, at.px))}
    >
      <text x={0} y={TITLE_BASELINE} {...TEXT} fill={COLOUR.ink} fontWeight={600}>
        {title}
      </text>
      {ramp && <Band from={ramp[0]} to={ramp[1]} fill={COLOUR.band} name={rampName} />}
      {series.length === 1 && series[0] && <UndefinedStretches series={series[0]} />}
      <AxisX ticks={roundTicks(first, last, STEP_TICKS)} format={formatCount} isShared={!hasAxis} />
      {hasAxis && <AxisName name="training step" />}
      <AxisY ticks={axis.ticks} format={(value) => formatNumber(value, digits)} />
      {nulls.map((line) => (
        <NullRule key={line.name} line={line} />
      ))}
      {active !== null && <ActiveStep step={active} />}
      {series.map((one) => (
        <SeriesBand key={one.id} series={one} />
      ))}
      {series.map((one) => (
        <SeriesLine key={one.id} series={one} />
      ))}
      <EndNames series={series} nulls={nulls} active={active} hasStepName={rampName !== null} />
    </Plot>
  );
}

type BandProps = { from: number; to: number; fill: string; name?: string | null };

/** A stretch of the axis, from top to bottom. */
function Band({ from, to, fill, name = null }: BandProps) {
  const { x, area } = usePlot();
  return (
    <g>
      <rect x={x(from)} y={area.y} width={Math.max(0, x(to) - x(from))} height={area.height} fill={fill} />
      {name && (
        <text x={x(from) + 4} y={area.y + 14} {...TEXT} fontSize={FONT.small}>
          {name}
        </text>
      )}
    </g>
  );
}

/** What is undefined is hatched, not left to look like nothing happened. */
function UndefinedStretches({ series }: { series: StepSeries }) {
  const id = useId();
  return (
    <g>
      <defs>
        <pattern id={id} width={5} height={5} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line x1={0} y1={0} x2={0} y2={5} stroke={COLOUR.edge} strokeOpacity={0.5} strokeWidth={1} />
        </pattern>
      </defs>
      {undefinedStretches(series).map(([from, to]) => (
        <Band key={from} from={from} to={to} fill={`url(#${id})`} />
      ))}
    </g>
  );
}

function AxisName({ name }: { name: string }) {
  const { area } = usePlot();
  return (
    <text x={area.x + area.width / 2} y={area.y + area.height + 36} {...TEXT} textAnchor="middle">
      {name}
    </text>
  );
}

function NullRule({ line }: { line: NullLine }) {
  const { x, y } = usePlot();
  const points = line.points.map(({ step, value }) => ({ x: x(step), y: y(value) }));
  const stroke = line.whose === "neutral" ? COLOUR.edge : MARK_COLOUR[line.whose];
  return <path d={linePath(points)} fill="none" stroke={stroke} strokeWidth={SIZE.hairline} />;
}

function ActiveStep({ step }: { step: number }) {
  const { x, area } = usePlot();
  return <line x1={x(step)} x2={x(step)} y1={area.y} y2={area.y + area.height} stroke={COLOUR.edge} />;
}

function SeriesBand({ series }: { series: StepSeries }) {
  const { x, y } = usePlot();
  const points = series.points.map(({ step, estimate }) =>
    estimate.kind === "value" ? { x: x(step), low: y(estimate.low), high: y(estimate.high) } : null,
  );
  return <path d={bandPath(points)} fill={MARK_COLOUR[series.whose]} fillOpacity={0.16} />;
}

function SeriesLine({ series }: { series: StepSeries }) {
  const { x, y } = usePlot();
  const points = series.points.map(({ step, estimate }) =>
    estimate.kind === "value" ? { x: x(step), y: y(estimate.value) } : null,
  );
  const { whose, voice } = series;
  return (
    <g>
      <path d={linePath(points)} fill="none" stroke={MARK_COLOUR[whose]} strokeWidth={SIZE.line} />
      {points.map((point) => {
        if (point === null) return null;
        return voice === "true" ? (
          <TrueClaimMark key={point.x} cx={point.x} cy={point.y} whose={whose} scale={0.66} />
        ) : (
          <DoesMark key={point.x} cx={point.x} cy={point.y} whose={whose} scale={0.72} />
        );
      })}
    </g>
  );
}

type EndNamesProps = {
  series: readonly StepSeries[];
  nulls: readonly NullLine[];
  active: number | null;
  hasStepName: boolean;
};

/** Names at the lines' ends, the null's among them, with the last step's numbers or those of the active step. */
function EndNames({ series, nulls, active, hasStepName }: EndNamesProps) {
  const { y, area } = usePlot();
  const ends = series.flatMap((one) => {
    const last = lastDefined(one);
    if (!last) return [];
    const shown = one.points.find(({ step }) => step === (active ?? last.step))?.estimate;
    return [{ one, last, shown }];
  });
  const left = area.x + area.width + 12;
  const line = FONT.size + 2;
  const marks = nulls.flatMap(({ name, whose, points }) => {
    const value = points.at(-1)?.value;
    return value === undefined ? [] : [{ name, whose, value }];
  });
  const places = dodge(
    [...ends.map(({ last }) => y(last.value)), ...marks.map(({ value }) => y(value))],
    [...ends.map(() => 2 * line + 2), ...marks.map(() => line + 2)],
    area.y + line / 2,
    area.y + area.height - line / 2,
  );
  const step = active ?? ends[0]?.last.step;
  return (
    <g {...TEXT}>
      {hasStepName && step !== undefined && (
        <text x={left} y={TITLE_BASELINE}>
          step {formatCount(step)}
        </text>
      )}
      {ends.map(({ one, shown }, i) => (
        <g key={one.id} fill={TEXT_COLOUR[one.whose]}>
          <text x={left} y={(places[i] ?? 0) - line / 2} dy="0.34em" fontWeight={500}>
            {one.name}
          </text>
          <text
            x={left}
            y={(places[i] ?? 0) + line / 2}
            dy="0.34em"
            fontSize={FONT.small}
            className="tabular"
          >
            {shown?.kind === "value" ? formatEstimate(shown) : "n/a"}
          </text>
        </g>
      ))}
      {marks.map(({ name, whose }, i) => (
        <text
          key={name}
          x={left}
          y={places[ends.length + i]}
          dy="0.34em"
          fontSize={FONT.small}
          fill={whose === "neutral" ? COLOUR.soft : TEXT_COLOUR[whose]}
        >
          {name}
        </text>
      ))}
    </g>
  );
}
