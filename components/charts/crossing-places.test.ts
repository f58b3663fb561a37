import { expect, it } from "vitest";
import { crossingMoves, nearestStep, placeAt } from "./crossing-places";

it("has two places a row, what it does before what it says", () => {
  expect([0, 1, 2, 3].map(placeAt)).toEqual([
    { row: 0, isSaid: false },
    { row: 0, isSaid: true },
    { row: 1, isSaid: false },
    { row: 1, isSaid: true },
  ]);
});

it("moves within a row, between rows, and through all of them, and stays at the ends", () => {
  expect(crossingMoves(2, 3)).toEqual({
    ArrowLeft: 2,
    ArrowRight: 3,
    ArrowUp: 0,
    ArrowDown: 4,
    PageUp: 1,
    PageDown: 3,
  });
  expect(crossingMoves(1, 3)).toMatchObject({ ArrowUp: 1, PageUp: 0 });
  expect(crossingMoves(5, 3)).toMatchObject({ ArrowDown: 5, PageDown: 5, ArrowRight: 5 });
});

it("rounds to a recorded step", () => {
  expect(nearestStep([0, 60, 300], 181)).toBe(300);
  expect(nearestStep([0, 60, 300], 180)).toBe(60);
  expect(nearestStep([], 5)).toBeNull();
});
