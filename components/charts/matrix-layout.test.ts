import { describe, expect, test } from "vitest";
import { estimateTextWidth } from "./label-placement";
import { layoutMatrix, type MatrixHead, tintOf } from "./matrix-layout";
import { FONT } from "./theme";

const head = (id: string, title: string, short: string): MatrixHead => ({ id, title, short, whose: "self" });
const rows = Array.from({ length: 8 }, (_, i) => head(String(i), "external explainer", "external"));
const columns = rows.slice(0, 7);
const options = { hasOwnN: false, hasEdge: true, edgeTitle: "diagonal ahead by", edgeShort: "ahead" };

describe("layoutMatrix", () => {
  test("keeps room for the interval in every cell, and grows beyond the room where that needs it", () => {
    const interval = estimateTextWidth("[−0.02, −0.01]†", FONT.small);
    for (const room of [350, 700, 1100]) {
      const { width, left, cellWidth } = layoutMatrix(room, rows, columns, options);
      expect(cellWidth).toBeGreaterThan(interval);
      expect(left + columns.length * cellWidth).toBeLessThanOrEqual(width + 1e-9);
    }
    expect(layoutMatrix(1100, rows, columns, options).width).toBe(1100);
    expect(layoutMatrix(350, rows, columns, options).width).toBeGreaterThan(350);
  });

  test("leaves a phone most of its room for the cells", () => {
    const phone = layoutMatrix(350, rows, columns, options);
    expect(phone.isNarrow).toBe(true);
    expect(phone.left + 2 * phone.cellWidth).toBeLessThan(350);
  });

  test("stacks headings, rows and edge without overlap", () => {
    const { top, cellHeight, edgeTop, height } = layoutMatrix(1100, rows, columns, options);
    expect(top).toBeGreaterThan(0);
    expect(edgeTop).toBeGreaterThan(top + rows.length * cellHeight);
    expect(height).toBe(edgeTop + cellHeight);
    expect(layoutMatrix(1100, rows, columns, { ...options, hasEdge: false }).height).toBe(
      top + rows.length * cellHeight,
    );
  });

  test("makes cells higher where each has its own n", () => {
    const own = layoutMatrix(1100, rows, columns, { ...options, hasOwnN: true });
    expect(own.cellHeight).toBeGreaterThan(layoutMatrix(1100, rows, columns, options).cellHeight);
  });
});

describe("tintOf", () => {
  test("an amount is none at the scale's start and does not grow beyond its end", () => {
    const tint = { kind: "amount", from: 0.4, to: 1 } as const;
    expect(tintOf(0.4, tint)).toEqual({ whose: "neutral", opacity: 0 });
    expect(tintOf(0.7, tint).opacity).toBeCloseTo(tintOf(1, tint).opacity / 2);
    expect(tintOf(2, tint)).toEqual(tintOf(1, tint));
    expect(tintOf(-1, tint).opacity).toBe(0);
  });

  test("sides have each their colour, and none in the middle", () => {
    const tint = { kind: "sides", middle: 0.5, reach: 0.5 } as const;
    expect(tintOf(0.5, tint).opacity).toBe(0);
    expect(tintOf(0.8, tint).whose).toBe("self");
    expect(tintOf(0.2, tint).whose).toBe("target");
    expect(tintOf(0.8, tint).opacity).toBeCloseTo(tintOf(0.2, tint).opacity);
  });
});
