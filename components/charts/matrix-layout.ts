/**
 * Where everything of a matrix stands, from the room there is: how much is written into a cell, how headings lie,
 * how strongly a cell is tinted. Pure; pixels.
 */
import { breakTitle } from "./break-title";
import { estimateTextWidth } from "./label-placement";
import { FONT, type Whose } from "./theme";

/** A row's or a column's heading. */
export type MatrixHead = {
  id: string;
  title: string /** For narrow screens. */;
  short: string;
  whose: Whose;
};

/**
 * What a cell's tint says. "amount": more of it is darker. "sides": above the middle the tint is the self's, below it
 * the target's.
 */
export type MatrixTint =
  | { kind: "amount"; from: number; to: number }
  | { kind: "sides"; middle: number; reach: number };

export type MatrixLayout = {
  width: number;
  height: number;
  /** "numbers": value and interval, and n where it differs; "values": the value alone. */
  detail: "numbers" | "values";
  left: number;
  top: number;
  cellWidth: number;
  cellHeight: number;
  /** Top of the row at the matrix's lower edge. */
  edgeTop: number;
  /** Column headings stand upright in lines, or lie aslant. */
  heads: "lines" | "aslant";
};

/** From this width on a cell holds "[0.65, 0.75]". */
const NUMBERS_FROM = 78;
const WIDEST_CELL = 142;
/** A heading's mark with the space around it. */
const MARK_ROOM = 20;
const EDGE_GAP = 12;
export const LINE = 15;
/** Headings that lie aslant rise by this many degrees. */
export const SLANT = -50;
const RISE = Math.sin((50 * Math.PI) / 180);
const RUN = Math.cos((50 * Math.PI) / 180);

/** The longest of some texts, as drawn. */
function widest(texts: readonly string[], fontSize: number): number {
  return Math.max(0, ...texts.map((text) => estimateTextWidth(text, fontSize)));
}

export function layoutMatrix(
  width: number,
  rows: readonly MatrixHead[],
  columns: readonly MatrixHead[],
  options: { hasOwnN: boolean; hasEdge: boolean; edgeTitle: string; edgeShort: string },
): MatrixLayout {
  const room = (taken: number) => Math.min(WIDEST_CELL, (width - taken) / Math.max(1, columns.length));
  const wideLeft = MARK_ROOM + widest([...rows.map(({ title }) => title), options.edgeTitle], FONT.size) + 18;
  const isWide = room(wideLeft) >= NUMBERS_FROM;
  const left = isWide
    ? wideLeft
    : MARK_ROOM + widest([...rows.map(({ short }) => short), options.edgeShort], FONT.small) + 8;
  // A last heading that lies aslant reaches beyond its column.
  const overhang = isWide
    ? 0
    : Math.max(
        0,
        widest(
          columns.slice(-1).map(({ short }) => short),
          FONT.small,
        ) *
          RUN -
          12,
      );
  const cellWidth = room(left + overhang);
  const heads = isWide
    ? Math.max(1, ...columns.map(({ title }) => breakTitle(title, cellWidth - 8, FONT.size).length)) * LINE
    : widest(
        columns.map(({ short }) => short),
        FONT.small,
      ) * RISE;
  const top = 22 + heads + MARK_ROOM + 4;
  const cellHeight = isWide ? (options.hasOwnN ? 62 : 48) : 34;
  const edgeTop = top + rows.length * cellHeight + EDGE_GAP;
  return {
    width,
    height: options.hasEdge ? edgeTop + cellHeight : top + rows.length * cellHeight,
    detail: isWide ? "numbers" : "values",
    left,
    top,
    cellWidth,
    cellHeight,
    edgeTop,
    heads: isWide ? "lines" : "aslant",
  };
}

/** The strongest tint that leaves the quiet text of a cell at a contrast of 4.5:1, in both themes. */
const MOST_INK = 0.18;
const MOST_SIDE = 0.26;

/** Whose colour, and how much of it, 0 to 1; clamped at the scale's ends. */
export function tintOf(value: number, tint: MatrixTint): { whose: Whose; opacity: number } {
  const clamp = (share: number) => Math.min(1, Math.max(0, share));
  if (tint.kind === "amount") {
    return {
      whose: "neutral",
      opacity: MOST_INK * clamp((value - tint.from) / (tint.to - tint.from)),
    };
  }
  const side = (value - tint.middle) / tint.reach;
  return { whose: side >= 0 ? "self" : "target", opacity: MOST_SIDE * clamp(Math.abs(side)) };
}
