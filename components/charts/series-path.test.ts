import { expect, it } from "vitest";
import { bandPath, linePath, unbroken } from "./series-path";

it("breaks at what is undefined", () => {
  expect(unbroken([1, 2, null, null, 3, null])).toEqual([[1, 2], [3]]);
  expect(unbroken([])).toEqual([]);
});

it("draws a line in pieces and leaves lone points to their dots", () => {
  const points = [{ x: 0, y: 1 }, { x: 10, y: 2.04 }, null, { x: 30, y: 4 }];
  expect(linePath(points)).toBe("M0,1L10,2");
  expect(linePath([null])).toBe("");
});

it("draws a band there along the top and back along the bottom", () => {
  const band = [
    { x: 0, low: 5, high: 1 },
    { x: 10, low: 6, high: 2 },
  ];
  expect(bandPath(band)).toBe("M0,1L10,2L10,6L0,5Z");
});
