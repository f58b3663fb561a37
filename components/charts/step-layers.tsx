"use client";

/** What a step panel is drawn from: stretches of the axis, null lines, intervals, lines and marks. */
import { useId } from "react";
import { DoesMark, SaysMark, TrueClaimMark } from "./marks";
import { usePlot } from "./plot";
import { bandPath, linePath } from "./series-path";
import type { StepPhase } from "./step-phases";
import {
  isPath,
  type NullLine,
  pointsWithInterval,
  type StepSeries,
  undefinedStretches,
} from "./step-series";
import { COLOUR, FONT, MARK_COLOUR, SIZE, TEXT } from "./theme";

type BandProps = { from: number; to: number; fill: string };

/** A stretch of the axis, from top to bottom. */
function Band({ from, to, fill }: BandProps) {
  const { x, area } = usePlot();
  return (
    <rect x={x(from)} y={area.y} width={Math.max(0, x(to) - x(from))} height={area.height} fill={fill} />
  );
}

/** Rough width of a letter of the small size. */
const LETTER = FONT.small * 0.52;

/** A phase's name, or the short one where its stretch has no room for the other; none where it has none for that. */
function nameThatFits({ name, short }: StepPhase, room: number): string | undefined {
  return [name, short].find((one) => one.length * LETTER + 4 < room);
}

export function Phases({ phases, areNamed }: { phases: readonly StepPhase[]; areNamed: boolean }) {
  const { x, area } = usePlot();
  return (
    <g>
      {phases.map((phase) => (
        <g key={phase.name}>
          {phase.isRamp && <Band from={phase.from} to={phase.to} fill={COLOUR.band} />}
          {areNamed && (
            <text x={x(phase.from)} y={area.y - 5} {...TEXT} fontSize={FONT.small}>
              {nameThatFits(phase, x(phase.to) - x(phase.from))}
            </text>
          )}
        </g>
      ))}
    </g>
  );
}

/** What is undefined is hatched, not left to look like nothing happened. */
export function UndefinedStretches({ series }: { series: StepSeries }) {
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

/** Half of the stroke that stands for a null where there is no line to draw. */
const TICK = 8;

/** A hairline; one that has somebody's colour is dotted, or it would look like another seed of theirs. */
export function NullRule({ line }: { line: NullLine }) {
  const { x, y } = usePlot();
  const points = line.points.map(({ step, value }) => ({ x: x(step), y: y(value) }));
  const isNeutral = line.whose === "neutral";
  const d =
    isNeutral || isPath(line)
      ? linePath(points)
      : points.map((point) => `M${point.x - TICK},${point.y}h${2 * TICK}`).join("");
  return (
    <path
      d={d}
      fill="none"
      stroke={isNeutral ? COLOUR.edge : MARK_COLOUR[line.whose]}
      strokeWidth={isNeutral ? SIZE.hairline : SIZE.ringStroke}
      strokeDasharray={isNeutral ? undefined : "1.5 3.5"}
    />
  );
}

/** An upright line at a step: the one that is pointed at, or one that is kept marked. */
export function StepRule({ step, isPin = false }: { step: number; isPin?: boolean }) {
  const { x, area } = usePlot();
  const bottom = area.y + area.height;
  return (
    <g>
      <line
        x1={x(step)}
        x2={x(step)}
        y1={area.y}
        y2={bottom}
        stroke={isPin ? COLOUR.soft : COLOUR.edge}
        strokeWidth={isPin ? 0.75 : SIZE.hairline}
      />
      {isPin && <path d={`M${x(step) - 4},${bottom + 6}h8l-4,-6z`} fill={COLOUR.ink} />}
    </g>
  );
}

function definedPoints({ points }: Pick<StepSeries, "points">) {
  return points.flatMap(({ step, estimate }) => (estimate.kind === "value" ? [{ step, estimate }] : []));
}

/** The intervals of a line as a band; of single points, and at a control's end, as upright strokes. */
export function SeriesIntervals({ series }: { series: StepSeries }) {
  const { x, y } = usePlot();
  const { rank = "main", whose } = series;
  if (rank === "main" && isPath(series)) {
    const points = series.points.map(({ step, estimate }) =>
      estimate.kind === "value" ? { x: x(step), low: y(estimate.low), high: y(estimate.high) } : null,
    );
    return <path d={bandPath(points)} fill={MARK_COLOUR[whose]} fillOpacity={0.16} />;
  }
  const whiskers = definedPoints({ points: pointsWithInterval(series) });
  return (
    <g stroke={MARK_COLOUR[whose]} strokeWidth={rank === "main" ? SIZE.ringStroke : SIZE.hairline}>
      {whiskers.map(({ step, estimate }) => (
        <line key={step} x1={x(step)} x2={x(step)} y1={y(estimate.low)} y2={y(estimate.high)} />
      ))}
    </g>
  );
}

const MARKS = { does: DoesMark, says: SaysMark, true: TrueClaimMark, plain: DoesMark } as const;
const SCALES = {
  main: { does: 0.72, says: 0.62, true: 0.66, plain: 0.72 },
  control: { does: 0.5, says: 0.45, true: 0.5, plain: 0.5 },
  seed: { does: 0.43, says: 0.4, true: 0.45, plain: 0.43 },
} as const;
/** Of the seed that is pointed at. */
const ACTIVE_SEED = 1.6;
const DASHES: Partial<Record<StepSeries["voice"], string>> = { says: "5 4" };

/** `isActive`: of the line that is pointed at, so that it can be followed through the panels. */
export function SeriesLine({ series, isActive }: { series: StepSeries; isActive: boolean }) {
  const { x, y } = usePlot();
  const { whose, voice, rank = "main" } = series;
  const path = isPath(series)
    ? linePath(
        series.points.map(({ step, estimate }) =>
          estimate.kind === "value" ? { x: x(step), y: y(estimate.value) } : null,
        ),
      )
    : "";
  const Mark = MARKS[voice];
  const scale = SCALES[rank][voice] * (rank === "seed" && isActive ? ACTIVE_SEED : 1);
  // The line of another seed is without marks: there are many, and what they are is said by the one they stand beside.
  const marked = rank === "seed" && path !== "" ? [] : definedPoints(series);
  return (
    <g opacity={rank === "seed" && !isActive ? 0.7 : undefined}>
      <path
        d={path}
        fill="none"
        stroke={MARK_COLOUR[whose]}
        strokeWidth={rank === "main" || isActive ? SIZE.line : SIZE.hairline}
        strokeDasharray={DASHES[voice]}
      />
      {marked.map(({ step, estimate }) => (
        <Mark key={step} cx={x(step)} cy={y(estimate.value)} whose={whose} scale={scale} />
      ))}
    </g>
  );
}
