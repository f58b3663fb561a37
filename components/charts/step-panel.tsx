"use client";

/**
 * One panel over training steps: lines with their intervals as bands, names at their ends, the shift's ramp
 * behind, null lines with their names. Panels of one `syncId` show the same step together.
 */
import {
  Area,
  ComposedChart,
  Line,
  ReferenceArea,
  ReferenceLine,
  Tooltip,
  usePlotArea,
  useXAxisScale,
  useYAxisScale,
  XAxis,
  YAxis,
} from "recharts";
import { formatCount, formatNumber } from "@/components/ui/number-format";
import { ChartNote } from "./chart-note";
import { dodge } from "./dodge";
import { DoesMark, TrueClaimMark } from "./marks";
import { lastDefined, type StepRow, type StepSeries, shareAxis, toStepRows } from "./step-series";
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
const END_ROOM = 108;
/** Plots of one figure align: the same room for tick labels everywhere. */
const TICK_ROOM = 34;

function EndNames({ series }: { series: readonly StepSeries[] }) {
  const x = useXAxisScale();
  const y = useYAxisScale();
  const area = usePlotArea();
  if (!x || !y || !area) return null;
  const ends = series.flatMap((one) => {
    const last = lastDefined(one);
    return last && one.name !== "" ? [{ one, last }] : [];
  });
  const wanted = ends.map(({ last }) => y(last.value) ?? 0);
  const places = dodge(wanted, FONT.size + 2, area.y - 4, area.y + area.height);
  return (
    <g {...TEXT}>
      {ends.map(({ one, last }, i) => (
        <text
          key={one.id}
          x={(x(last.step) ?? 0) + 10}
          y={places[i]}
          dy="0.34em"
          fill={TEXT_COLOUR[one.whose]}
          fontWeight={500}
        >
          {one.name} {formatNumber(last.value)}
        </text>
      ))}
    </g>
  );
}

function PanelTitle({ title }: { title: string }) {
  return (
    <text x={0} y={20} {...TEXT} fill={COLOUR.ink} fontWeight={600}>
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

export function StepPanel(props: StepPanelProps) {
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
        <ReferenceLine
          key={line.name}
          y={line.value}
          stroke={COLOUR.edge}
          strokeWidth={SIZE.hairline}
          label={{ ...TEXT, value: line.name, position: "insideBottomLeft", fontSize: FONT.small, offset: 4 }}
        />
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
      <EndNames series={series} />
      <Tooltip
        {...STILL}
        cursor={{ stroke: COLOUR.edge, strokeWidth: SIZE.hairline }}
        content={({ active, payload }) => {
          const row = payload?.[0]?.payload as StepRow | undefined;
          if (!active || !row) return null;
          const lines = series.flatMap((one) => {
            const estimate = row.estimate[one.id];
            return estimate ? [[one.name || title, estimate] as const] : [];
          });
          return <ChartNote title={`step ${formatCount(row.step)}`} rows={lines} />;
        }}
      />
    </ComposedChart>
  );
}
