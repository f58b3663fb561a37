"use client";

/** The plane's marks: intervals as crosses, the paths, and the dots. Names are `plane-labels.tsx`. */
import { crossOf } from "./plane-label-layout";
import type { Drawable, DrawnPath, PathLook } from "./plane-points";
import { usePlot } from "./plot";
import { COLOUR, SIZE } from "./theme";

export const LOOK_COLOUR: Record<PathLook, string> = {
  strong: COLOUR.ink,
  light: COLOUR.soft,
  control: COLOUR.control,
};

/** What recedes while another path is pointed at. */
const FAINT = 0.35;
/** Radius of a path's points on the way, and how much larger its end is. */
const ON_THE_WAY = { strong: 2.5, light: 2, control: 2 } as const;

type LayerProps = {
  paths: readonly DrawnPath[];
  controls: readonly Drawable[];
  /** Id of the paths that are pointed at; empty for none. */
  focused: readonly string[];
};

export function opacityOf(path: string | null, focused: readonly string[]): number {
  return focused.length === 0 || (path !== null && focused.includes(path)) ? 1 : FAINT;
}

function Cross({ point, stroke }: { point: Drawable; stroke: string }) {
  return crossOf(point, usePlot()).map(([from, to], arm) => (
    <line
      key={arm === 0 ? "across" : "up"}
      x1={from.x}
      y1={from.y}
      x2={to.x}
      y2={to.y}
      stroke={stroke}
      strokeWidth={SIZE.hairline}
    />
  ));
}

/** One path: its intervals below, faint at first and firm at the end. */
function PathLine({ path, isFocused }: { path: DrawnPath; isFocused: boolean }) {
  const { x, y } = usePlot();
  const { points } = path;
  const isFirm = path.look === "strong" || isFocused;
  const colour = isFocused ? COLOUR.ink : LOOK_COLOUR[path.look];
  const crossed = isFocused ? points : points.slice(-1);
  return (
    <>
      {crossed.map((point) => (
        <Cross key={point.id} point={point} stroke={point === points.at(-1) ? colour : COLOUR.edge} />
      ))}
      {points.slice(1).map((point, i) => {
        const from = points[i] as Drawable;
        const progress = (i + 1) / Math.max(1, points.length - 1);
        return (
          <line
            key={point.id}
            x1={x(from.x)}
            y1={y(from.y)}
            x2={x(point.x)}
            y2={y(point.y)}
            stroke={colour}
            strokeOpacity={0.35 + 0.65 * progress}
            strokeWidth={isFirm ? SIZE.line : SIZE.hairline}
            strokeLinecap="round"
          />
        );
      })}
    </>
  );
}

function Mark(props: { cx: number; cy: number; radius: number; shape: DrawnPath["shape"]; fill: string }) {
  const { cx, cy, radius, shape, fill } = props;
  if (shape === "dot") return <circle cx={cx} cy={cy} r={radius} fill={fill} />;
  // As much ink as the circle has.
  const side = radius * Math.sqrt(Math.PI);
  return <rect x={cx - side / 2} y={cy - side / 2} width={side} height={side} fill={fill} />;
}

/** Intervals of the controls, the paths with those of their ends, and of every step of what is pointed at. */
export function PlanePaths({ paths, controls, focused }: LayerProps) {
  return (
    <g>
      <g opacity={opacityOf(null, focused)}>
        {controls.map((point) => (
          <Cross key={point.id} point={point} stroke={COLOUR.control} />
        ))}
      </g>
      {paths.map((path) => (
        <g key={path.id} opacity={opacityOf(path.id, focused)}>
          <PathLine path={path} isFocused={focused.includes(path.id)} />
        </g>
      ))}
    </g>
  );
}

type DotsProps = LayerProps & { active: Drawable | undefined; atStep: readonly Drawable[] };

/**
 * Grey controls, the paths' small marks and their larger ends; a ring around the point that is pointed at, thin ones
 * around those of a step that is.
 */
export function PlaneDots({ paths, controls, focused, active, atStep }: DotsProps) {
  const { x, y } = usePlot();
  return (
    <g>
      {paths.map(({ id, look, shape, points }) => (
        <g key={id} opacity={opacityOf(id, focused)}>
          {points.map((point, i) => (
            <Mark
              key={point.id}
              cx={x(point.x)}
              cy={y(point.y)}
              radius={i === points.length - 1 ? SIZE.dot + 1.5 : ON_THE_WAY[look]}
              shape={shape}
              fill={focused.includes(id) ? COLOUR.ink : LOOK_COLOUR[look]}
            />
          ))}
        </g>
      ))}
      <g opacity={opacityOf(null, focused)}>
        {controls.map((point) => (
          <circle key={point.id} cx={x(point.x)} cy={y(point.y)} r={SIZE.dot + 0.5} fill={COLOUR.control} />
        ))}
      </g>
      {atStep.map((point) => (
        <circle
          key={point.id}
          cx={x(point.x)}
          cy={y(point.y)}
          r={6}
          fill="none"
          stroke={COLOUR.soft}
          strokeWidth={SIZE.hairline}
        />
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
