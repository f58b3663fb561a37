import { describe, expect, test } from "vitest";
import { layoutMatrix, type MatrixHead, tintOf } from "./matrix-layout";

const head = (id: string, title: string, short: string): MatrixHead => ({ id, title, short, whose: "self" });
const rows = Array.from({ length: 8 }, (_, i) => head(String(i), "external explainer", "external"));
const columns = rows.slice(0, 7);
const options = { hasOwnN: false, hasEdge: true, edgeTitle: "diagonal ahead by", edgeShort: "ahead" };

describe("layoutMatrix", () => {
  test("writes intervals into the cells of a wide matrix, the value alone on a phone, and fits both", () => {
    const wide = layoutMatrix(1100, rows, columns, options);
    const phone = layoutMatrix(350, rows, columns, options);
    expect(wide.detail).toBe("numbers");
    expect(phone.detail).toBe("values");
    for (const { width, left, cellWidth } of [wide, phone]) {
      expect(left + columns.length * cellWidth).toBeLessThanOrEqual(width + 1e-9);
    }
    // room for "0.79" of 12 px
    expect(phone.cellWidth).toBeGreaterThan(26);
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
