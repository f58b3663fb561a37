/** What the marks of a dot plot are, in one line above it: forms cannot be named at the ends of lines. */
import type { ReactNode } from "react";
import { CompanionInterval, CompanionTick, MarkShape, SeedsInterval } from "./dot-layers";
import type { DotSeries, Drawable } from "./dot-marks";
import { estimateTextWidth } from "./label-placement";
import { COLOUR, FONT, TEXT } from "./theme";

type DotKeyProps = {
  series: readonly DotSeries[];
  /** What is drawn: the key names nothing else. */
  marks: readonly Drawable[];
  /** What stands beside the means, in the order of the marks' `companion`. */
  companions: readonly string[];
  width: number;
};

const GAP = 18;
const Y = 10;

const LINE_HEIGHT = 18;

type Entry = { id: string; text: string; glyphWidth: number; glyph: (x: number) => ReactNode };

/** A glyph of an interval, across. */
const across = (x: number) => ({ from: { x, y: Y }, to: { x: x + 16, y: Y } });

function listEntries({ series, marks, companions }: DotKeyProps): Entry[] {
  const entries: (Entry & { isDrawn: boolean })[] = [
    ...series.map(({ id, title, form }) => ({
      id,
      text: title,
      glyphWidth: 12,
      glyph: (x: number) => <MarkShape x={x + 6} y={Y} form={form} radius={5} fill={COLOUR.ink} />,
      isDrawn: marks.some((mark) => mark.series === id),
    })),
    {
      id: "run",
      text: "a run",
      glyphWidth: 8,
      glyph: (x) => (
        <MarkShape x={x + 4} y={Y} form={series[0]?.form ?? "circle"} radius={2.6} fill={COLOUR.soft} />
      ),
      isDrawn: marks.some(({ kind }) => kind === "seed"),
    },
    {
      id: "entities",
      text: "over entities",
      glyphWidth: 18,
      glyph: (x) => <line x1={x} x2={x + 16} y1={Y} y2={Y} stroke={COLOUR.ink} strokeWidth={3} />,
      isDrawn: marks.some(({ kind }) => kind === "mean"),
    },
    {
      id: "seeds",
      text: "over seeds",
      glyphWidth: 18,
      glyph: (x) => <SeedsInterval {...across(x)} isDown />,
      isDrawn: marks.some(({ spread }) => spread?.kind === "value"),
    },
    ...companions.map((text, place) => ({
      id: `companion ${place}`,
      text,
      glyphWidth: 18,
      glyph: (x: number) => (
        <g>
          <CompanionInterval {...across(x)} isDown />
          {place === 1 ? (
            <CompanionTick x={x + 8} y={Y} isDown />
          ) : (
            <circle cx={x + 8} cy={Y} r={3.6} fill={COLOUR.control} />
          )}
        </g>
      ),
      isDrawn: marks.some(({ companion }) => companion === place),
    })),
  ];
  return entries.filter(({ isDrawn }) => isDrawn);
}

export function DotKey(props: DotKeyProps) {
  return (
    <g {...TEXT} fontSize={FONT.small}>
      {placeEntries(props).map(({ entry, x, line }) => (
        <g key={entry.id} transform={`translate(0 ${line * LINE_HEIGHT})`}>
          {entry.glyph(x)}
          <text x={x + entry.glyphWidth + 4} y={Y} dy="0.35em">
            {entry.text}
          </text>
        </g>
      ))}
    </g>
  );
}

/** Entries one after another, in as many lines as they need. */
function placeEntries(props: DotKeyProps): { entry: Entry; x: number; line: number }[] {
  let x = 0;
  let line = 0;
  return listEntries(props).map((entry) => {
    const own = entry.glyphWidth + 4 + estimateTextWidth(entry.text, FONT.small);
    if (x > 0 && x + own > props.width) {
      x = 0;
      line++;
    }
    const placed = { entry, x, line };
    x += own + GAP;
    return placed;
  });
}

/** The room that the key takes above a plot. */
export function keyHeight(props: DotKeyProps): number {
  return (1 + Math.max(0, ...placeEntries(props).map(({ line }) => line))) * LINE_HEIGHT;
}
