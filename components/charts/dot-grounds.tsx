"use client";

/** What lies behind the marks of a dot plot: nulls, a band of the axis, and what stands at its places. */
import { breakTitle } from "./break-title";
import { dodge } from "./dodge";
import { type DotAxis, spreadPlace } from "./dot-marks";
import { estimateTextWidth } from "./label-placement";
import { usePlot } from "./plot";
import { COLOUR, FONT, TEXT } from "./theme";

/** A value that stands for nothing to be found, with its name on it. */
export type DotNull = { value: number; name: string };
/** A stretch of the axis, with its name in it. */
export type DotBand = { from: number; to: number; name: string };

const NAME_GAP = 8;

/** Text that stays legible over lines. */
const HALO = { stroke: COLOUR.paper, strokeWidth: 3, paintOrder: "stroke" } as const;

type DotNullsProps = {
  axis: DotAxis;
  nulls: readonly DotNull[];
  /** Names stand in the right margin. */
  hasRoom: boolean;
};

/** Middles of names above their lines, moved as little as keeps them in the picture and off each other. */
function namePlaces(nulls: readonly DotNull[], x: (value: number) => number, width: number): number[] {
  const sizes = nulls.map(({ name }) => estimateTextWidth(name, FONT.small) + NAME_GAP);
  const ends = [(sizes[0] ?? 0) / 2, width - (sizes.at(-1) ?? 0) / 2] as const;
  return dodge(
    nulls.map(({ value }) => x(value)),
    sizes,
    ...ends,
  );
}

/** Nulls as hairlines from end to end, named at the top, at the right, or on the line where there is no room. */
export function DotNulls({ axis, nulls, hasRoom }: DotNullsProps) {
  const { x, y, area, width } = usePlot();
  const isDown = axis.scale === "category";
  const names = isDown ? namePlaces(nulls, x, width) : [];
  const end = { x: area.x + area.width, y: area.y + area.height };
  return (
    <g {...TEXT} fontSize={FONT.small}>
      {nulls.map(({ value, name }, i) =>
        isDown ? (
          <g key={name}>
            <line x1={x(value)} x2={x(value)} y1={area.y} y2={end.y} stroke={COLOUR.edge} />
            <text x={names[i]} y={area.y - 6} textAnchor="middle">
              {name}
            </text>
          </g>
        ) : (
          <g key={name}>
            <line x1={area.x} x2={end.x} y1={y(value)} y2={y(value)} stroke={COLOUR.edge} />
            {hasRoom ? (
              <text x={end.x + 8} y={y(value)} dy="0.35em">
                {name}
              </text>
            ) : (
              <text x={area.x + 4} y={y(value) - 5} {...HALO}>
                {name}
              </text>
            )}
          </g>
        ),
      )}
    </g>
  );
}

const BAND_LINE = 14;

/** The words of a band in lines, from its left edge to the right end of a plot that is so wide. */
function bandLines(band: DotBand, room: number): string[] {
  return breakTitle(band.name, Math.max(room, 60), FONT.small);
}

/** The room that a band's words take above a plot whose area is so wide, with the band at this share of it. */
export function bandHeight(band: DotBand, areaWidth: number, share: number): number {
  return bandLines(band, areaWidth * (1 - share)).length * BAND_LINE + 6;
}

/** A stretch of the axis behind everything, its words above it. */
export function DotBandLayer({ axis, band }: { axis: DotAxis; band: DotBand }) {
  const { x, area } = usePlot();
  const left = x(spreadPlace(axis, band.from));
  const width = x(spreadPlace(axis, band.to)) - left;
  const lines = bandLines(band, area.x + area.width - left);
  return (
    <g {...TEXT} fontSize={FONT.small}>
      <rect x={left} y={area.y} width={width} height={area.height} fill={COLOUR.band} />
      {[left, left + width].map((edge) => (
        <line
          key={edge}
          x1={edge}
          x2={edge}
          y1={area.y}
          y2={area.y + area.height}
          stroke={COLOUR.edge}
          strokeDasharray="2 3"
        />
      ))}
      {lines.map((line, i) => (
        <text key={line} x={left} y={area.y - 6 - (lines.length - 1 - i) * BAND_LINE}>
          {line}
        </text>
      ))}
    </g>
  );
}

/** A category's places as rows: their names on the left, a rule between them, and why one of them is empty. */
export function DotRows({ axis, room }: { axis: DotAxis; room: number }) {
  const { y, area } = usePlot();
  return (
    <g {...TEXT}>
      {axis.places.map(({ at, label, missing }) => {
        const lines = breakTitle(label, room - 12, FONT.size);
        const middle = y(at);
        return (
          <g key={at}>
            <line x1={0} x2={area.x + area.width} y1={y(at - 0.5)} y2={y(at - 0.5)} stroke={COLOUR.rule} />
            {lines.map((line, i) => (
              <text
                key={line}
                x={0}
                y={middle + (i - (lines.length - 1) / 2) * 16}
                dy="0.35em"
                fill={missing ? COLOUR.soft : COLOUR.ink}
              >
                {line}
              </text>
            ))}
            {missing && (
              <text x={area.x + 8} y={middle} dy="0.35em" fontSize={FONT.small} fontStyle="italic">
                {missing}
              </text>
            )}
          </g>
        );
      })}
    </g>
  );
}
