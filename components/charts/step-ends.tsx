"use client";

/** Names at the lines' ends, the nulls' among them, with the last step's numbers or those of the active step. */
import { formatCount, formatEstimate } from "@/components/ui/number-format";
import { dodge } from "./dodge";
import { usePlot } from "./plot";
import { lastDefined, type NullLine, type StepSeries } from "./step-series";
import { COLOUR, FONT, TEXT, TEXT_COLOUR } from "./theme";

type EndNamesProps = {
  series: readonly StepSeries[];
  nulls: readonly NullLine[];
  active: number | null;
  /** Whether a series is of the line that is pointed at. */
  isMeant: (series: StepSeries) => boolean;
  /** The baseline of the panel's title, where the step is named; null: it is not. */
  stepBaseline: number | null;
};

const LINE = FONT.size + 2;
const SMALL_LINE = FONT.small + 2;

function lineHeight({ rank }: StepSeries): number {
  return rank === "control" ? SMALL_LINE : LINE;
}

/** What the names need, so that none of them has to leave the panel: known before there is anything to draw. */
export function endsHeight(series: readonly StepSeries[], nulls: readonly NullLine[]): number {
  const named = series.filter(({ rank }) => rank !== "seed");
  return named.reduce((sum, one) => sum + 2 * lineHeight(one) + 2, nulls.length * (LINE + 2));
}

/** A series' number at a step; a line that has no record there says so. */
function numberAt({ points }: StepSeries, step: number): string {
  const estimate = points.find((point) => point.step === step)?.estimate;
  if (estimate === undefined) return "no record";
  return estimate.kind === "value" ? formatEstimate(estimate) : "n/a";
}

export function EndNames({ series, nulls, active, isMeant, stepBaseline }: EndNamesProps) {
  const { y, area } = usePlot();
  const ends = series.flatMap((one) => {
    const last = one.rank === "seed" ? null : lastDefined(one);
    if (!last) return [];
    return [{ one, last, line: lineHeight(one), text: numberAt(one, active ?? last.step) }];
  });
  const left = area.x + area.width + 12;
  const marks = nulls.flatMap(({ name, whose, points }) => {
    const value = points.at(-1)?.value;
    return value === undefined ? [] : [{ name, whose, value }];
  });
  const places = dodge(
    [...ends.map(({ last }) => y(last.value)), ...marks.map(({ value }) => y(value))],
    [...ends.map(({ line }) => 2 * line + 2), ...marks.map(() => LINE + 2)],
    area.y + LINE / 2,
    area.y + area.height - LINE / 2,
  );
  const step = active ?? ends[0]?.last.step;
  return (
    <g {...TEXT}>
      {stepBaseline !== null && step !== undefined && (
        <text x={left} y={stepBaseline}>
          step {formatCount(step)}
        </text>
      )}
      {ends.map(({ one, text, line }, i) => (
        <g key={one.id} fill={TEXT_COLOUR[one.whose]}>
          <text
            x={left}
            y={(places[i] ?? 0) - line / 2}
            dy="0.34em"
            fontSize={one.rank === "control" ? FONT.small : FONT.size}
            fontWeight={isMeant(one) ? 650 : one.rank === "control" ? 400 : 500}
          >
            {one.name}
          </text>
          <text
            x={left}
            y={(places[i] ?? 0) + line / 2}
            dy="0.34em"
            fontSize={FONT.small}
            className="tabular"
          >
            {text}
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
