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
  /** Of the drawing: the room's, or more where the cells need it; the frame around it then scrolls. */
  width: number;
  height: number;
  /** Whether rows go by their short titles, for the room is a phone's. */
  isNarrow: boolean;
  left: number;
  top: number;
  cellWidth: number;
  cellHeight: number;
  /** Top of the row at the matrix's lower edge. */
  edgeTop: number;
};

/** Holds "[−0.02, −0.01]" and a mark. */
const NARROWEST_CELL = 96;
const WIDEST_CELL = 142;
/** Below this much room rows go by their short titles. */
const NARROW_ROOM = 560;
/** A heading's mark with the space around it. */
const MARK_ROOM = 20;
const EDGE_GAP = 12;
export const LINE = 15;

/** The longest of some texts, as drawn. */
function widest(texts: readonly string[], fontSize: number): number {
  return Math.max(0, ...texts.map((text) => estimateTextWidth(text, fontSize)));
}

/** `room`: the width there is. Cells hold value and interval (and n where it differs) whatever the room. */
export function layoutMatrix(
  room: number,
  rows: readonly MatrixHead[],
  columns: readonly MatrixHead[],
  options: { hasOwnN: boolean; hasEdge: boolean; edgeTitle: string; edgeShort: string },
): MatrixLayout {
  const isNarrow = room < NARROW_ROOM;
  const left = isNarrow
    ? MARK_ROOM + widest([...rows.map(({ short }) => short), options.edgeShort], FONT.small) + 8
    : MARK_ROOM + widest([...rows.map(({ title }) => title), options.edgeTitle], FONT.size) + 18;
  const count = Math.max(1, columns.length);
  const cellWidth = Math.max(NARROWEST_CELL, Math.min(WIDEST_CELL, (room - left) / count));
  const lines = columns.map(({ title }) => breakTitle(title, cellWidth - 8, FONT.size).length);
  const top = 22 + Math.max(1, ...lines) * LINE + MARK_ROOM + 4;
  const cellHeight = options.hasOwnN ? 62 : 48;
  const edgeTop = top + rows.length * cellHeight + EDGE_GAP;
  return {
    width: Math.max(room, left + count * cellWidth),
    height: options.hasEdge ? edgeTop + cellHeight : top + rows.length * cellHeight,
    isNarrow,
    left,
    top,
    cellWidth,
    cellHeight,
    edgeTop,
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
