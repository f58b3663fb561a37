"use client";

/**
 * One panel over training steps: lines with their intervals as bands, names and numbers at their ends, the
 * shift's ramp behind, null lines with their names, hatching where a statistic is undefined. Panels of a figure
 * share one active step; `step-panels.tsx` stacks them.
 */
import { formatCount, formatNumber } from "@/components/ui/number-format";
import { roundTicks } from "./linear-scale";
import { AxisX, AxisY, Plot, type PlotPlace, usePlot } from "./plot";
import { EndNames, endsHeight } from "./step-ends";
import { NullRule, Phases, SeriesIntervals, SeriesLine, StepRule, UndefinedStretches } from "./step-layers";
import type { StepPhase } from "./step-phases";
import { differenceAxis, lineNear, type NullLine, type StepSeries, shareAxis } from "./step-series";
import { COLOUR, TEXT } from "./theme";

/** Goes to what is behind a step: of the line that is meant, or null for none in particular. */
export type OpenStep = (step: number, line: string | null) => void;

export type StepPanelSpec = {
  /** Drawn above the plot; a statement of what is measured. */
  title: string;
  description: string;
  /** In the order of drawing: what matters most comes last. */
  series: readonly StepSeries[];
  nulls?: readonly NullLine[];
  /** Values may lie below 0, up to as far as a difference of shares may. */
  isDifference?: boolean;
  /** Of the plot's area, pixels; it is higher where the names at its side need that. */
  height?: number;
  /** Where a point of this panel leads, where it is elsewhere than a point of the others. */
  onOpen?: OpenStep;
};

type StepPanelProps = StepPanelSpec & {
  phases: readonly StepPhase[];
  /** The axis of all panels, from the first to the last step. */
  steps: readonly number[];
  /** The highest panel names the phases and the step. */
  isFirst: boolean;
  /** The lowest panel carries the axis. */
  hasAxis: boolean;
  active: number | null;
  /** The line that is pointed at, here or in another figure. */
  activeLine: string | null;
  pins: readonly number[];
  onPointer: (step: number | null, line: string | null) => void;
  onPress?: (step: number, line: string | null, isShift: boolean) => void;
};

const HEADER = 34;
/** Above the first panel's plot, for the names of the phases. */
const PHASE_ROOM = 16;
const HEIGHT = 116;
const AXIS_HEIGHT = 40;
/** Room for "0.79 [0.78, 0.81]" and the longest name at the lines' ends. */
const END_ROOM = 114;
const TITLE_BASELINE = 20;
/** Plots of one figure align: the same room for tick labels everywhere. */
const TICK_ROOM = 34;
const STEP_TICKS = 4;

export function StepPanel(props: StepPanelProps) {
  const { title, description, series, nulls = [], isDifference = false } = props;
  const { phases, steps, isFirst, hasAxis, active, activeLine, pins, onPointer, onPress } = props;
  const axis = (isDifference ? differenceAxis : shareAxis)(series, nulls);
  const first = steps[0] ?? 0;
  const last = steps.at(-1) ?? 1;
  const digits = axis.ticks.some((tick) => Math.abs((tick * 10) % 1) > 1e-9) ? 2 : 1;
  const stepAt = ({ frame, px }: PlotPlace) => {
    const wanted = frame.x.invert(px);
    return steps.reduce(
      (best, step) => (Math.abs(step - wanted) < Math.abs(best - wanted) ? step : best),
      first,
    );
  };
  const lineAt = ({ frame, py }: PlotPlace, step: number) =>
    lineNear(series, step, (value) => Math.abs(frame.y(value) - py));
  const isMeant = ({ line }: StepSeries) => line !== undefined && line === activeLine;
  const height = Math.max(props.height ?? HEIGHT, endsHeight(series, nulls));
  const top = HEADER + (isFirst && phases.length > 0 ? PHASE_ROOM : 0);
  const bottom = hasAxis ? AXIS_HEIGHT : 8;

  return (
    <Plot
      height={top + height + bottom}
      margin={{ top, right: END_ROOM, bottom, left: TICK_ROOM }}
      xDomain={[first, last]}
      yDomain={axis.domain}
      label={`${title}. ${description}`}
      onPointer={(at) => {
        const step = at && stepAt(at);
        onPointer(step, at && step !== null ? lineAt(at, step) : null);
      }}
      onPress={
        onPress &&
        ((at) => {
          const step = stepAt(at);
          onPress(step, lineAt(at, step), at.isShift);
        })
      }
    >
      <text x={0} y={TITLE_BASELINE} {...TEXT} fill={COLOUR.ink} fontWeight={600}>
        {title}
      </text>
      <Phases phases={phases} areNamed={isFirst} />
      {series.length === 1 && series[0] && <UndefinedStretches series={series[0]} />}
      <AxisX ticks={roundTicks(first, last, STEP_TICKS)} format={formatCount} isShared={!hasAxis} />
      {hasAxis && <AxisName name="training step" />}
      <AxisY ticks={axis.ticks} format={(value) => formatNumber(value, digits)} />
      {nulls.map((line) => (
        <NullRule key={line.name} line={line} />
      ))}
      {pins.map((step) => (
        <StepRule key={step} step={step} isPin />
      ))}
      {active !== null && <StepRule step={active} />}
      {series.map((one) => (
        <SeriesIntervals key={one.id} series={one} />
      ))}
      {series.map((one) => (
        <SeriesLine key={one.id} series={one} isActive={isMeant(one)} />
      ))}
      <EndNames
        series={series}
        nulls={nulls}
        active={active}
        isMeant={isMeant}
        stepBaseline={isFirst ? TITLE_BASELINE : null}
      />
    </Plot>
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
