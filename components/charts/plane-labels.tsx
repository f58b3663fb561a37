"use client";

/** Names beside the plane's points, and what its two halves mean along the diagonal. */
import { useMemo } from "react";
import type { Box } from "./label-placement";
import { linearScale } from "./linear-scale";
import { LINE_HEIGHT, layOutNames, onDiagonal, type PlacedName, REGION_WORDS } from "./plane-label-layout";
import { opacityOf } from "./plane-layers";
import type { Drawable, DrawnPath } from "./plane-points";
import { usePlot } from "./plot";
import { COLOUR, FONT, TEXT } from "./theme";

/** Below this width, in pixels, text in the plot is smaller. */
const NARROW = 360;

/** Text hangs on the side of its box that faces the mark, so a guessed width leaves no gap there. */
function textAnchor(box: Box, cx: number): { x: number; textAnchor: "start" | "middle" | "end" } {
  if (box.x >= cx) return { x: box.x, textAnchor: "start" };
  if (box.x + box.width <= cx) return { x: box.x + box.width, textAnchor: "end" };
  return { x: box.x + box.width / 2, textAnchor: "middle" };
}

type PlaneLabelsProps = {
  paths: readonly DrawnPath[];
  controls: readonly Drawable[];
  focused: readonly string[];
  domain: readonly [number, number];
  hasLetters: boolean;
};

/** Where names go depends on the size and the points alone: it is not worked out anew for what is pointed at. */
function usePlacedNames({ paths, controls, domain, hasLetters }: PlaneLabelsProps): PlacedName[] {
  const { x, y, width, height } = usePlot().area;
  const [low, high] = domain;
  return useMemo(() => {
    const scales = {
      x: linearScale([low, high], [x, x + width]),
      y: linearScale([low, high], [y + height, y]),
      area: { x, y, width, height },
    };
    return layOutNames(paths, controls, scales, {
      fontSize: width < NARROW ? FONT.small : FONT.size,
      hasLetters,
    });
  }, [paths, controls, low, high, hasLetters, x, y, width, height]);
}

/** Names beside their points; a leader line where the name had to move away. */
export function PlaneLabels(props: PlaneLabelsProps) {
  const { area } = usePlot();
  const fontSize = area.width < NARROW ? FONT.small : FONT.size;
  const placed = usePlacedNames(props);
  return (
    <g {...TEXT} fontSize={fontSize}>
      <Regions area={area} fontSize={fontSize} />
      {placed.map(({ id, title, cx, path, look, box, leader }) => (
        <g key={id} opacity={opacityOf(path, props.focused)}>
          {leader && (
            <line
              x1={leader.from.x}
              y1={leader.from.y}
              x2={leader.to.x}
              y2={leader.to.y}
              stroke={COLOUR.edge}
              strokeWidth={0.75}
            />
          )}
          <text
            {...textAnchor(box, cx)}
            y={box.y + LINE_HEIGHT / 2}
            dy="0.34em"
            fill={look === "strong" ? COLOUR.ink : COLOUR.soft}
            fontWeight={look === "strong" ? 650 : 400}
            stroke={COLOUR.paper}
            strokeWidth={3}
            paintOrder="stroke"
          >
            {title}
          </text>
        </g>
      ))}
    </g>
  );
}

const REGION_COLOUR = { self: COLOUR.selfInk, target: COLOUR.targetInk, neither: COLOUR.soft } as const;

/** The diagonal carries its name along itself, and each side of it says what lying there means. */
function Regions({ area, fontSize }: { area: Box; fontSize: number }) {
  const angle = (-Math.atan2(area.height, area.width) * 180) / Math.PI;
  return (
    <g fontSize={fontSize} textAnchor="middle">
      {REGION_WORDS.map(({ text, share, dy, of }) => {
        const { x, y } = onDiagonal(area, share);
        return (
          <text
            key={text}
            x={x}
            y={y}
            dy={dy}
            fill={REGION_COLOUR[of]}
            transform={`rotate(${angle} ${x} ${y})`}
          >
            {text}
          </text>
        );
      })}
    </g>
  );
}
