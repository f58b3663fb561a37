"use client";

/**
 * One panel over training steps: lines with their intervals as bands, names at their ends, the shift's ramp
 * behind, null lines with their names. Panels of one `syncId` show the same step together.
 */
import { useId } from "react";
import {
  Area,
  ComposedChart,
  Line,
  ReferenceArea,
  ReferenceLine,
  Tooltip,
  useActiveTooltipLabel,
  useIsTooltipActive,
  usePlotArea,
  useXAxisScale,
  useYAxisScale,
  XAxis,
  YAxis,
} from "recharts";
import { formatCount, formatEstimate, formatNumber } from "@/components/ui/number-format";
import { dodge } from "./dodge";
import { DoesMark, TrueClaimMark } from "./marks";
import {
  lastDefined,
  type StepRow,
  type StepSeries,
  shareAxis,
  toStepRows,
  undefinedStretches,
} from "./step-series";
import { AXIS, COLOUR, FONT, MARK_COLOUR, SIZE, STILL, TEXT, TEXT_COLOUR } from "./theme";

export type NullLine = { value: number; name: string };

type StepPanelProps = {
  /** Drawn above the plot; a statement of what is measured. */
  title: string;
  description: string;
  series: readonly StepSeries[];
  nulls?: readonly NullLine[];
  ramp: [number, number] | null;
  /** Words on the ramp's band; only one panel of a figure needs them. */
  rampName?: string;
  /** The axis of all panels, from the first to the last step. */
  steps: readonly number[];
  /** The lowest panel carries the axis. */
  hasAxis: boolean;
  syncId: string;
};

const HEADER = 34;
const PLOT = 116;
const AXIS_HEIGHT = 38;
/** Room for "0.79 [0.78, 0.81]" at the lines' ends. */
const END_ROOM = 98;
const TITLE_BASELINE = 20;
/** Plots of one figure align: the same room for tick labels everywhere. */
const TICK_ROOM = 34;

/** The step under the pointer or the keyboard, in this panel or one it is synchronised with; else null. */
function useActiveStep(): number | null {
  const label = useActiveTooltipLabel();
  const isActive = useIsTooltipActive();
  return isActive && label !== undefined ? Number(label) : null;
}

type EndNamesProps = { series: readonly StepSeries[]; nulls: readonly NullLine[]; hasStepName: boolean };

/** Names at the lines' ends, the null's among them, with the last step's numbers or those of the active step. */
function EndNames({ series, nulls, hasStepName }: EndNamesProps) {
  const x = useXAxisScale();
  const y = useYAxisScale();
  const area = usePlotArea();
  const active = useActiveStep();
  if (!x || !y || !area) return null;
  const ends = series.flatMap((one) => {
    const last = lastDefined(one);
    if (!last) return [];
    const shown = one.points.find(({ step }) => step === (active ?? last.step))?.estimate;
    return [{ one, last, shown }];
  });
  const left = area.x + area.width + 12;
  const line = FONT.size + 2;
  const wanted = [
    ...ends.map(({ last }) => (y(last.value) ?? 0) - line / 2),
    ...nulls.map(({ value }) => y(value) ?? 0),
  ];
  const places = dodge(wanted, 2 * line + 2, area.y - 2, area.y + area.height - line);
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
          <text x={left} y={places[i]} dy="0.34em" fontWeight={500}>
            {one.name}
          </text>
          <text x={left} y={(places[i] ?? 0) + line} dy="0.34em" fontSize={FONT.small} className="tabular">
            {shown?.kind === "value" ? formatEstimate(shown) : "n/a"}
          </text>
        </g>
      ))}
      {nulls.map(({ name }, i) => (
        <text key={name} x={left} y={places[ends.length + i]} dy="0.34em" fontSize={FONT.small}>
          {name}
        </text>
      ))}
    </g>
  );
}

function PanelTitle({ title }: { title: string }) {
  return (
    <text x={0} y={TITLE_BASELINE} {...TEXT} fill={COLOUR.ink} fontWeight={600}>
      {title}
    </text>
  );
}

type DotProps = { cx?: number; cy?: number; value?: unknown };

/** Draws a series' dots; a render function, not a component, so it holds no state to lose. */
function dotOf(series: StepSeries) {
  return ({ cx, cy, value }: DotProps) => {
    if (cx === undefined || cy === undefined || value === null || value === undefined) return null;
    if (series.voice === "true") return <TrueClaimMark cx={cx} cy={cy} whose={series.whose} scale={0.66} />;
    return <DoesMark cx={cx} cy={cy} whose={series.whose} scale={0.72} />;
  };
}

/** What is undefined is hatched, not left to look like nothing happened. */
function Hatch({ id }: { id: string }) {
  return (
    <defs>
      <pattern id={id} width={5} height={5} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <line x1={0} y1={0} x2={0} y2={5} stroke={COLOUR.edge} strokeOpacity={0.5} strokeWidth={1} />
      </pattern>
    </defs>
  );
}

export function StepPanel(props: StepPanelProps) {
  const hatchId = useId();
  const { title, description, series, nulls = [], ramp, rampName, steps, hasAxis, syncId } = props;
  const rows = toStepRows(series);
  const axis = shareAxis(
    series,
    nulls.map((line) => line.value),
  );
  const first = steps[0] ?? 0;
  const last = steps.at(-1) ?? 1;

  return (
    <ComposedChart
      responsive
      data={rows}
      title={title}
      desc={description}
      syncId={syncId}
      syncMethod="value"
      margin={{ top: HEADER, right: END_ROOM, bottom: 4, left: 0 }}
      className="w-full"
      style={{ height: HEADER + PLOT + (hasAxis ? AXIS_HEIGHT : 10) }}
    >
      <PanelTitle title={title} />
      {ramp && (
        <ReferenceArea
          x1={ramp[0]}
          x2={ramp[1]}
          fill={COLOUR.band}
          fillOpacity={1}
          stroke="none"
          zIndex={-10}
          label={
            rampName
              ? { ...TEXT, value: rampName, position: "insideTopLeft", fontSize: FONT.small, offset: 4 }
              : false
          }
        />
      )}
      <Hatch id={hatchId} />
      {series.length === 1 &&
        series
          .flatMap(undefinedStretches)
          .map(([from, to]) => (
            <ReferenceArea
              key={from}
              x1={from}
              x2={to}
              fill={`url(#${hatchId})`}
              fillOpacity={1}
              stroke="none"
              zIndex={-5}
            />
          ))}
      <XAxis
        {...AXIS}
        axisLine={{ stroke: hasAxis ? COLOUR.edge : COLOUR.rule }}
        type="number"
        dataKey="step"
        domain={[first, last]}
        tickCount={5}
        tickFormatter={formatCount}
        height={hasAxis ? AXIS_HEIGHT - 4 : 6}
        tick={hasAxis ? AXIS.tick : false}
        label={hasAxis ? { ...TEXT, value: "training step", position: "insideBottom", offset: 0 } : undefined}
      />
      <YAxis
        {...AXIS}
        type="number"
        domain={axis.domain}
        ticks={axis.ticks}
        tickFormatter={(value: number) =>
          formatNumber(value, axis.ticks.some((t) => (t * 10) % 1 > 1e-9) ? 2 : 1)
        }
        width={TICK_ROOM}
        axisLine={false}
        tickLine={false}
        interval={0}
      />
      {nulls.map((line) => (
        <ReferenceLine key={line.name} y={line.value} stroke={COLOUR.edge} strokeWidth={SIZE.hairline} />
      ))}
      {series.map((one) => (
        <Area
          key={`${one.id}-range`}
          {...STILL}
          dataKey={(row: StepRow) => row.range[one.id]}
          stroke="none"
          fill={MARK_COLOUR[one.whose]}
          fillOpacity={0.16}
          tooltipType="none"
          activeDot={false}
          connectNulls={false}
        />
      ))}
      {series.map((one) => (
        <Line
          key={one.id}
          {...STILL}
          dataKey={(row: StepRow) => row.value[one.id]}
          name={one.id}
          stroke={MARK_COLOUR[one.whose]}
          strokeWidth={SIZE.line}
          dot={dotOf(one)}
          activeDot={false}
          connectNulls={false}
        />
      ))}
      <EndNames series={series} nulls={nulls} hasStepName={rampName !== undefined} />
      <Tooltip
        {...STILL}
        cursor={{ stroke: COLOUR.edge, strokeWidth: SIZE.hairline }}
        content={({ active, payload }) => {
          // What is shown stands at the lines' ends; this is for who listens.
          const row = payload?.[0]?.payload as StepRow | undefined;
          if (!active || !row) return null;
          const said = series.map((one) => {
            const estimate = row.estimate[one.id];
            return `${one.name} ${estimate ? formatEstimate(estimate) : "not recorded"}`;
          });
          return (
            <p className="sr-only">
              step {formatCount(row.step)}: {said.join(", ")}
            </p>
          );
        }}
      />
    </ComposedChart>
  );
}
