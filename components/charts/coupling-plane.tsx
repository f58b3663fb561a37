"use client";

/**
 * The coupling plane: target-pull across, self-pull up, a point for each explainer, a path for a run over its
 * checkpoints. Series in, picture out; what the points mean is the caller's to say.
 */
import { ReferenceLine, Scatter, ScatterChart, Tooltip, XAxis, YAxis } from "recharts";
import { ChartNote } from "./chart-note";
import { PlaneLabels, PlanePaths } from "./plane-layers";
import { type Drawable, type PlanePath, type PlanePoint, toDrawable } from "./plane-points";
import { AXIS, COLOUR, SIZE, STILL, TEXT } from "./theme";

type CouplingPlaneProps = {
  paths: readonly PlanePath[];
  points: readonly PlanePoint[];
  /** The text alternative: what a reader who does not see the plot should know. */
  description: string;
};

const TICKS = [0, 0.25, 0.5, 0.75, 1];

function tick(value: number): string {
  return value === 0 || value === 1 ? String(value) : String(value).replace(/^0/, "");
}

function isDrawable<T>(point: T | null): point is T {
  return point !== null;
}

type ShapeProps = { cx?: number; cy?: number; payload?: Drawable };

/** A grey control: a dot that is easy to point at. */
function ControlShape({ cx = 0, cy = 0 }: ShapeProps) {
  return (
    <g>
      <circle cx={cx} cy={cy} r={11} fill="transparent" />
      <circle cx={cx} cy={cy} r={SIZE.dot + 0.5} fill={COLOUR.control} />
    </g>
  );
}

/** Draws a path's points, the last one larger; a render function, not a component. */
function pathShape(look: PlanePath["look"], lastId: string | undefined) {
  return ({ cx = 0, cy = 0, payload }: ShapeProps) => {
    const isLast = payload?.id === lastId;
    const radius = isLast ? SIZE.dot + 1.5 : look === "strong" ? 2.5 : 2;
    return (
      <g>
        <circle cx={cx} cy={cy} r={9} fill="transparent" />
        <circle cx={cx} cy={cy} r={radius} fill={look === "strong" ? COLOUR.ink : COLOUR.soft} />
      </g>
    );
  };
}

export function CouplingPlane({ paths, points, description }: CouplingPlaneProps) {
  const controls = points.map(toDrawable).filter(isDrawable);
  const drawn = paths.map((path) => ({ ...path, points: path.points.map(toDrawable).filter(isDrawable) }));
  const all = [...controls, ...drawn.flatMap((path) => path.points)];
  // Estimates may lie a little below 0; what lies further out would still be drawn.
  const low = Math.min(-0.05, ...all.flatMap((point) => [point.x, point.y]));
  const domain: [number, number] = [low, 1.05];

  return (
    <ScatterChart
      responsive
      title="The coupling plane"
      desc={description}
      margin={{ top: 12, right: 12, bottom: 18, left: 4 }}
      className="aspect-square w-full max-w-[36rem]"
    >
      <XAxis
        {...AXIS}
        type="number"
        dataKey="x"
        name="target-pull"
        domain={domain}
        ticks={TICKS}
        tickFormatter={tick}
        label={{
          ...TEXT,
          value: "target-pull: knows what moves its target",
          fill: COLOUR.targetInk,
          position: "insideBottom",
          offset: -14,
        }}
      />
      <YAxis
        {...AXIS}
        type="number"
        dataKey="y"
        name="self-pull"
        domain={domain}
        ticks={TICKS}
        tickFormatter={tick}
        width={44}
        label={{
          ...TEXT,
          value: "self-pull: knows what moves itself",
          fill: COLOUR.selfInk,
          angle: -90,
          position: "insideLeft",
          offset: 6,
          style: { textAnchor: "middle" },
        }}
      />
      <ReferenceLine
        segment={[
          { x: low, y: low },
          { x: 1.05, y: 1.05 },
        ]}
        stroke={COLOUR.edge}
        strokeWidth={SIZE.hairline}
      />
      <PlanePaths paths={drawn} controls={controls} />
      <Scatter {...STILL} data={controls} shape={ControlShape} />
      {drawn.map((path) => (
        <Scatter
          key={path.id}
          {...STILL}
          data={path.points}
          shape={pathShape(path.look, path.points.at(-1)?.id)}
        />
      ))}
      <PlaneLabels paths={drawn} controls={controls} />
      <Tooltip
        {...STILL}
        cursor={false}
        content={({ active, payload }) => {
          const point = payload?.[0]?.payload as Drawable | undefined;
          if (!active || !point) return null;
          return (
            <ChartNote
              title={point.title}
              rows={[
                ["self-pull", point.selfPull],
                ["target-pull", point.targetPull],
              ]}
            />
          );
        }}
      />
    </ScatterChart>
  );
}
