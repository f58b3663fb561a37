"use client";

/** The plane's layers: intervals as crosses, the paths, the dots, and names that keep out of the way. */
import { type Box, estimateTextWidth, type LabelRequest, type Point, placeLabels } from "./label-placement";
import { type Drawable, mergeNames, type PlanePath, type PlanePoint } from "./plane-points";
import { usePlot } from "./plot";
import { COLOUR, FONT, SIZE, TEXT } from "./theme";

type DrawnPath = Omit<PlanePath, "points"> & { points: Drawable<PlanePoint & { step: number }>[] };
type LayerProps = { paths: readonly DrawnPath[]; controls: readonly Drawable[] };

const LINE_HEIGHT = 16;

/** A point's intervals as two lines, cut off where the plot ends. */
function crossOf(
  point: Drawable,
  toX: (v: number) => number,
  toY: (v: number) => number,
  area: Box,
): [Point, Point][] {
  const x = (value: number) => Math.min(Math.max(toX(value), area.x), area.x + area.width);
  const y = (value: number) => Math.min(Math.max(toY(value), area.y), area.y + area.height);
  return [
    [
      { x: x(point.xRange[0]), y: y(point.y) },
      { x: x(point.xRange[1]), y: y(point.y) },
    ],
    [
      { x: x(point.x), y: y(point.yRange[0]) },
      { x: x(point.x), y: y(point.yRange[1]) },
    ],
  ];
}

/** Intervals of the controls and of each path's end, and the paths, faint at first and firm at the end. */
export function PlanePaths({ paths, controls }: LayerProps) {
  const { x, y, area } = usePlot();
  const ends = paths.flatMap((path) => path.points.slice(-1));
  return (
    <g>
      {[...controls, ...ends].map((point) =>
        crossOf(point, x, y, area).map(([from, to], arm) => (
          <line
            key={`${point.id}-${arm === 0 ? "across" : "up"}`}
            x1={from.x}
            y1={from.y}
            x2={to.x}
            y2={to.y}
            stroke={ends.includes(point as never) ? COLOUR.ink : COLOUR.control}
            strokeWidth={SIZE.hairline}
          />
        )),
      )}
      {paths.map((path) =>
        path.points.slice(1).map((point, i) => {
          const from = path.points[i] as Drawable;
          const progress = (i + 1) / Math.max(1, path.points.length - 1);
          return (
            <line
              key={point.id}
              x1={x(from.x)}
              y1={y(from.y)}
              x2={x(point.x)}
              y2={y(point.y)}
              stroke={path.look === "strong" ? COLOUR.ink : COLOUR.soft}
              strokeOpacity={0.35 + 0.65 * progress}
              strokeWidth={path.look === "strong" ? SIZE.line : SIZE.hairline}
              strokeLinecap="round"
            />
          );
        }),
      )}
    </g>
  );
}

/** Text hangs on the side of its box that faces the mark, so a guessed width leaves no gap there. */
function textAnchor(box: Box, cx: number): { x: number; textAnchor: "start" | "middle" | "end" } {
  if (box.x >= cx) return { x: box.x, textAnchor: "start" };
  if (box.x + box.width <= cx) return { x: box.x + box.width, textAnchor: "end" };
  return { x: box.x + box.width / 2, textAnchor: "middle" };
}

/** Dots: grey controls, the paths' small ones and their larger ends; a ring marks the active one. */
export function PlaneDots({ paths, controls, active }: LayerProps & { active: Drawable | undefined }) {
  const { x, y } = usePlot();
  return (
    <g>
      {paths.map(({ look, points }) =>
        points.map((point, i) => {
          const radius = i === points.length - 1 ? SIZE.dot + 1.5 : look === "strong" ? 2.5 : 2;
          const fill = look === "strong" ? COLOUR.ink : COLOUR.soft;
          return <circle key={point.id} cx={x(point.x)} cy={y(point.y)} r={radius} fill={fill} />;
        }),
      )}
      {controls.map((point) => (
        <circle key={point.id} cx={x(point.x)} cy={y(point.y)} r={SIZE.dot + 0.5} fill={COLOUR.control} />
      ))}
      {active && (
        <circle
          cx={x(active.x)}
          cy={y(active.y)}
          r={8}
          fill="none"
          stroke={COLOUR.ink}
          strokeWidth={SIZE.ringStroke}
        />
      )}
    </g>
  );
}

function boxAround(cx: number, cy: number, radius: number): Box {
  return { x: cx - radius, y: cy - radius, width: 2 * radius, height: 2 * radius };
}

/** Names beside their points; a leader line where the name had to move away. */
export function PlaneLabels({ paths, controls }: LayerProps) {
  const { x, y, area } = usePlot();
  const fontSize = area.width < 360 ? FONT.small : FONT.size;

  const named = (point: Drawable, title: string) => ({ id: point.id, title, cx: x(point.x), cy: y(point.y) });
  const ends = paths.flatMap((path) => {
    const last = path.points.at(-1);
    return last ? [{ ...named(last, path.title), look: path.look }] : [];
  });
  const starts = paths.flatMap((path) => {
    const first = path.points[0];
    return first && path.look === "strong"
      ? [{ ...named(first, `step ${first.step}`), isOptional: true }]
      : [];
  });
  const merged = mergeNames(
    controls.map((point) => named(point, point.title)),
    7,
  );
  const names = [...ends, ...merged, ...starts];

  const everyPoint = [...controls, ...paths.flatMap((path) => path.points)];
  const obstacles = everyPoint.map((point) => boxAround(x(point.x), y(point.y), 4.5));
  const crossed = [...controls, ...paths.flatMap((path) => path.points.slice(-1))];
  const lines: Point[][] = [
    ...paths.map((path) => path.points.map((point) => ({ x: x(point.x), y: y(point.y) }))),
    ...crossed.flatMap((point) => crossOf(point, x, y, area)),
    ...regionLines(area, fontSize),
    [
      { x: area.x, y: area.y + area.height },
      { x: area.x + area.width, y: area.y },
    ],
  ];
  const requests: LabelRequest[] = names.map(({ id, title, cx, cy, ...name }) => ({
    id,
    isOptional: "isOptional" in name,
    anchor: { x: cx, y: cy },
    width: estimateTextWidth(title, fontSize) + 2,
    height: LINE_HEIGHT,
  }));
  const placed = placeLabels(requests, { bounds: area, obstacles, lines, gap: 8 });

  return (
    <g {...TEXT} fontSize={fontSize}>
      <Regions area={area} fontSize={fontSize} />
      {placed.map((label) => {
        const name = names.find(({ id }) => id === label.id) as (typeof names)[number];
        const look = "look" in name ? name.look : null;
        return (
          <g key={label.id}>
            {label.leader && (
              <line
                x1={label.leader.from.x}
                y1={label.leader.from.y}
                x2={label.leader.to.x}
                y2={label.leader.to.y}
                stroke={COLOUR.edge}
                strokeWidth={0.75}
              />
            )}
            <text
              {...textAnchor(label.box, name.cx)}
              y={label.box.y + LINE_HEIGHT / 2}
              dy="0.34em"
              fill={look === "strong" ? COLOUR.ink : COLOUR.soft}
              fontWeight={look === "strong" ? 650 : 400}
              stroke={COLOUR.paper}
              strokeWidth={3}
              paintOrder="stroke"
            >
              {name.title}
            </text>
          </g>
        );
      })}
    </g>
  );
}

/** Where the words along the diagonal stand: share of its length, and pixels off it. */
const REGION_WORDS = [
  { text: "no preference", share: 0.85, dy: -5, fill: COLOUR.soft },
  { text: "claims side with itself", share: 0.66, dy: -22, fill: COLOUR.selfInk },
  { text: "claims side with its target", share: 0.66, dy: 32, fill: COLOUR.targetInk },
] as const;

function onDiagonal(area: Box, share: number): Point {
  return { x: area.x + area.width * share, y: area.y + area.height * (1 - share) };
}

/** The baselines of those words, for labels to keep off. */
function regionLines(area: Box, fontSize: number): Point[][] {
  return REGION_WORDS.map(({ text, share, dy }) => {
    const middle = onDiagonal(area, share);
    const half = (estimateTextWidth(text, fontSize) / 2) * Math.SQRT1_2;
    // Perpendicular to the diagonal, half the text's height above its baseline.
    const off = (dy - fontSize / 3) * Math.SQRT1_2;
    const centre = { x: middle.x + off, y: middle.y + off };
    return [
      { x: centre.x - half, y: centre.y + half },
      { x: centre.x + half, y: centre.y - half },
    ];
  });
}

/** The diagonal carries its name along itself, and each side of it says what lying there means. */
function Regions({ area, fontSize }: { area: Box; fontSize: number }) {
  const angle = (-Math.atan2(area.height, area.width) * 180) / Math.PI;
  return (
    <g fontSize={fontSize} textAnchor="middle">
      {REGION_WORDS.map(({ text, share, dy, fill }) => {
        const { x, y } = onDiagonal(area, share);
        return (
          <text key={text} x={x} y={y} dy={dy} fill={fill} transform={`rotate(${angle} ${x} ${y})`}>
            {text}
          </text>
        );
      })}
    </g>
  );
}
