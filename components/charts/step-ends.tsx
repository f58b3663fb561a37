"use client";

/** Names at the lines' ends, the nulls' among them, with the last step's numbers or those of the active step. */
import { formatCount, formatEstimate } from "@/components/ui/number-format";
import { dodge } from "./dodge";
import { usePlot } from "./plot";
import { leaderPath } from "./step-leaders";
import { lastDefined, type NullLine, type StepSeries } from "./step-series";
import { COLOUR, FONT, MARK_COLOUR, SIZE, TEXT, TEXT_COLOUR, type Whose } from "./theme";

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
/** Between the plot and the names: leaders need some room to be told apart. */
const GUTTER = 16;
/** For a name whose number is not there yet. */
const WAITING = "…";

function lineHeight({ rank }: StepSeries): number {
  return rank === "control" ? SMALL_LINE : LINE;
}

/** What the names need, so that none of them has to leave the panel: known before there is anything to draw. */
export function endsHeight(series: readonly StepSeries[], nulls: readonly NullLine[]): number {
  const named = series.filter(({ rank }) => rank !== "seed");
  return named.reduce((sum, one) => sum + 2 * lineHeight(one) + 2, nulls.length * (LINE + 2));
}

/** A series' number at a step; a line that has no record there says so. */
function numberAt({ points, isWaiting }: StepSeries, step: number): string {
  const estimate = points.find((point) => point.step === step)?.estimate;
  if (estimate === undefined) return isWaiting ? WAITING : "no record";
  return estimate.kind === "value" ? formatEstimate(estimate) : "n/a";
}

type Leader = { whose: Whose; path: string | null };

/** Hairlines from the lines' ends to the names that had to move. */
function Leaders({ leaders }: { leaders: readonly Leader[] }) {
  return (
    <g fill="none" strokeWidth={SIZE.hairline} strokeOpacity={0.6}>
      {leaders.map(({ whose, path }) => path && <path key={path} d={path} stroke={MARK_COLOUR[whose]} />)}
    </g>
  );
}

export function EndNames({ series, nulls, active, isMeant, stepBaseline }: EndNamesProps) {
  const { x, y, area } = usePlot();
  const edge = area.x + area.width;
  const left = edge + GUTTER;
  const bottom = area.y + area.height;
  const ends = series.flatMap((one) => {
    if (one.rank === "seed") return [];
    const last = lastDefined(one);
    if (!last && !one.isWaiting) return [];
    const at = last && { x: x(last.step), y: y(last.value) };
    return [
      {
        one,
        at,
        step: last?.step ?? null,
        // Where what is on its way will be is not known: below the others.
        wanted: at ? at.y : bottom,
        line: lineHeight(one),
        text: last ? numberAt(one, active ?? last.step) : WAITING,
      },
    ];
  });
  const marks = nulls.flatMap(({ name, whose, points }) => {
    const last = points.at(-1);
    return last === undefined ? [] : [{ name, whose, at: { x: x(last.step), y: y(last.value) } }];
  });
  const places = dodge(
    [...ends.map(({ wanted }) => wanted), ...marks.map(({ at }) => at.y)],
    [...ends.map(({ line }) => 2 * line + 2), ...marks.map(() => LINE + 2)],
    area.y + LINE / 2,
    area.y + area.height - LINE / 2,
  );
  const step = active ?? ends.find((end) => end.step !== null)?.step ?? null;
  const leaders = [...ends.map(({ one, at }) => ({ whose: one.whose, at })), ...marks].map(
    ({ whose, at }, i) => ({ whose, path: at && leaderPath(at, edge, { x: left, y: places[i] ?? 0 }) }),
  );
  return (
    <g {...TEXT}>
      {stepBaseline !== null && step !== null && (
        <text x={left} y={stepBaseline}>
          step {formatCount(step)}
        </text>
      )}
      <Leaders leaders={leaders} />
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
