"use client";

/** The layers of a dot plot that show its numbers: threads, intervals, marks, and the numbers themselves. */
import { caveatMark } from "@/components/ui/estimate-text";
import { formatInterval, formatNumber } from "@/components/ui/number-format";
import { type DotAxis, type DotForm, type DotSeries, type Drawable, threadsOf } from "./dot-marks";
import { isMeasured, type Point, placeOf } from "./dot-places";
import { usePlot } from "./plot";
import { COLOUR, FONT, SIZE, TEXT } from "./theme";

type MarkShapeProps = Point & { form: DotForm; radius: number; fill: string };

/** What keeps a mark apart from what it lies over. */
const RIM = { stroke: COLOUR.paper, strokeWidth: 1, paintOrder: "stroke" } as const;

/** A mark of a series' form; all forms of one radius cover the same area. */
export function MarkShape({ x, y, form, radius, fill }: MarkShapeProps) {
  if (form === "circle") return <circle cx={x} cy={y} r={radius} fill={fill} {...RIM} />;
  const half = (radius * Math.sqrt(Math.PI)) / 2;
  const turn = form === "diamond" ? 45 : 0;
  return (
    <rect
      x={x - half}
      y={y - half}
      width={2 * half}
      height={2 * half}
      fill={fill}
      {...RIM}
      transform={`rotate(${turn} ${x} ${y})`}
    />
  );
}

/** The second of two comparisons: a stroke across the values, so that it is no dot of the first. */
export function CompanionTick({ x, y, isDown }: Point & { isDown: boolean }) {
  // To the right it shares its place with the mean, and has to be seen on both sides of its mark.
  const half = isDown ? 5 : 9;
  return (
    <line
      x1={isDown ? x : x - half}
      x2={isDown ? x : x + half}
      y1={isDown ? y - half : y}
      y2={isDown ? y + half : y}
      stroke={COLOUR.control}
      strokeWidth={2.5}
    />
  );
}

type LayersProps = { axis: DotAxis; series: readonly DotSeries[]; marks: readonly Drawable[] };

const RADIUS = { mean: 5, seed: 2.6, companion: 3.6 } as const;
const FILL = { mean: COLOUR.ink, seed: COLOUR.soft, companion: COLOUR.control } as const;

function Segment({ from, to, width, stroke }: { from: Point; to: Point; width: number; stroke: string }) {
  return <line x1={from.x} y1={from.y} x2={to.x} y2={to.y} stroke={stroke} strokeWidth={width} />;
}

/**
 * Runs of one thread joined by thin lines, means of one series by firmer ones. Kinds have no order that a line could
 * follow: there a thread only says which runs belong together, faintly, until one of them is pointed at.
 */
export function DotThreads({ axis, series, marks, active }: LayersProps & { active: readonly string[] }) {
  const place = placeOf({ axis, series, marks }, usePlot());
  const pathOf = (thread: readonly Drawable[]) =>
    thread
      .map((mark) => place(mark, mark.value))
      .map(({ x, y }, i) => `${i === 0 ? "M" : "L"}${x} ${y}`)
      .join("");
  const isOfKinds = axis.scale === "category";
  const means = isOfKinds ? [] : marks.filter(({ kind }) => kind === "mean");
  const isActive = (thread: readonly Drawable[]) => thread.some(({ id }) => active.includes(id));
  return (
    <g fill="none" strokeLinejoin="round">
      {threadsOf(marks, ({ thread }) => thread).map((thread) => (
        <path
          key={thread[0]?.id}
          d={pathOf(thread)}
          stroke={isActive(thread) ? COLOUR.ink : COLOUR.edge}
          strokeWidth={isActive(thread) ? 1 : 0.75}
          strokeOpacity={isActive(thread) ? 0.8 : isOfKinds ? 0.2 : 0.6}
        />
      ))}
      {threadsOf(means, (mark) => mark.series).map((thread) => (
        <path key={thread[0]?.id} d={pathOf(thread)} stroke={COLOUR.ink} strokeWidth={1.25} />
      ))}
    </g>
  );
}

/** How far the ends of an interval over seeds reach to each side: beyond the mark, so that they are seen on it, too. */
const CAP = 7;
const BAR = 3;
/** Around the bar of the series before, and its ends beyond that one's. */
const BOX = 7;
const BOX_CAP = 11;

type SeedsIntervalProps = { from: Point; to: Point; isDown: boolean; isBox?: boolean };

/** Over seeds: a thin line with ends, which are seen where it is shorter than the thick one over entities. */
export function SeedsInterval({ from, to, isDown, isBox = false }: SeedsIntervalProps) {
  const cap = isBox ? BOX_CAP : CAP;
  const [along, across] = isDown ? [0, cap] : [cap, 0];
  return (
    <g>
      <Segment from={from} to={to} width={SIZE.hairline} stroke={COLOUR.ink} />
      {[from, to].map(({ x, y }, end) => (
        <Segment
          // biome-ignore lint/suspicious/noArrayIndexKey: two ends, which may coincide and never change places
          key={end}
          from={{ x: x - along, y: y - across }}
          to={{ x: x + along, y: y + across }}
          width={SIZE.hairline}
          stroke={COLOUR.ink}
        />
      ))}
    </g>
  );
}

/** Over entities: a bar, or a box around where the bar of another series may stand at the same measured place. */
function EntitiesInterval({ from, to, isBox }: { from: Point; to: Point; isBox: boolean }) {
  if (!isBox) return <Segment from={from} to={to} width={BAR} stroke={COLOUR.ink} />;
  return (
    <rect
      x={from.x - BOX / 2}
      y={to.y}
      width={BOX}
      height={from.y - to.y}
      fill="none"
      stroke={COLOUR.ink}
      strokeWidth={SIZE.hairline}
    />
  );
}

/** Of a comparison: a pale bar, wide where the mean's stands on it. */
export function CompanionInterval({ from, to, isDown }: { from: Point; to: Point; isDown: boolean }) {
  return (
    <line
      x1={from.x}
      y1={from.y}
      x2={to.x}
      y2={to.y}
      stroke={COLOUR.control}
      strokeOpacity={0.35}
      strokeWidth={isDown ? 4 : 10}
    />
  );
}

/** A mean's two intervals, and behind them those of what it is compared with. */
export function DotIntervals({ axis, series, marks }: LayersProps) {
  const place = placeOf({ axis, series, marks }, usePlot());
  const isDown = axis.scale === "category";
  const ends = (mark: Drawable, { low, high }: { low: number; high: number }) => ({
    from: place(mark, low),
    to: place(mark, high),
  });
  return (
    <g>
      {marks.map(
        (mark) =>
          mark.kind === "companion" && (
            <CompanionInterval key={mark.id} {...ends(mark, mark)} isDown={isDown} />
          ),
      )}
      {marks.map((mark) => {
        if (mark.kind !== "mean") return null;
        const isBox = isMeasured(axis) && mark.series !== series[0]?.id;
        return (
          <g key={mark.id}>
            <EntitiesInterval {...ends(mark, mark)} isBox={isBox} />
            {mark.spread?.kind === "value" && (
              <SeedsInterval {...ends(mark, mark.spread)} isDown={isDown} isBox={isBox} />
            )}
          </g>
        );
      })}
    </g>
  );
}

/** What lies over what: means over all else. */
const ORDER = ["companion", "seed", "mean"] as const;

/** The marks; what is pinned has a ring, what is pointed at a larger one. */
export function DotMarks(props: LayersProps & { active: readonly string[] }) {
  const { axis, series, marks, active } = props;
  const place = placeOf({ axis, series, marks }, usePlot());
  const ordered = ORDER.flatMap((kind) => marks.filter((mark) => mark.kind === kind));
  return (
    <g>
      {ordered.map((mark) => {
        const { x, y } = place(mark, mark.value);
        const form = series.find(({ id }) => id === mark.series)?.form ?? "circle";
        const isActive = active.includes(mark.id);
        return (
          <g key={mark.id} data-mark={mark.id} data-active={isActive ? "" : undefined}>
            {mark.companion === 1 ? (
              <CompanionTick x={x} y={y} isDown={axis.scale === "category"} />
            ) : (
              <MarkShape x={x} y={y} form={form} radius={RADIUS[mark.kind]} fill={FILL[mark.kind]} />
            )}
            {((mark.isPinned && mark.kind === "mean") || isActive) && (
              <circle
                cx={x}
                cy={y}
                r={RADIUS[mark.kind] + (isActive ? 5 : 3.5)}
                fill="none"
                stroke={COLOUR.ink}
                strokeWidth={isActive ? SIZE.ringStroke : 1}
              />
            )}
          </g>
        );
      })}
    </g>
  );
}

/** Value and interval of every mean, in the margin beside its row. */
export function DotNumbers({ axis, series, marks }: LayersProps) {
  const { area, ...frame } = usePlot();
  const place = placeOf({ axis, series, marks }, { area, ...frame });
  return (
    <g {...TEXT} fontSize={FONT.small} className="tabular">
      {marks.map((mark) => {
        if (mark.kind !== "mean") return null;
        const { y } = place(mark, mark.value);
        return (
          <text key={mark.id} x={area.x + area.width + 14} y={y} dy="0.35em">
            <tspan fill={COLOUR.ink} fontWeight={600}>
              {formatNumber(mark.value)}
            </tspan>{" "}
            {formatInterval(mark.low, mark.high)}
            {caveatMark(mark.estimate)}
          </text>
        );
      })}
    </g>
  );
}
