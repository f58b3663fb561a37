import { expect, it } from "vitest";
import { planeMoves } from "./plane-moves";

/** A cross with its middle at 0, and a second point on the middle. */
const CROSS = [
  { x: 0, y: 0 },
  { x: 1, y: 0.2 },
  { x: -1, y: 0 },
  { x: 0.1, y: 1 },
  { x: 0, y: -1 },
  { x: 0, y: 0 },
];

it("goes where the arrow points", () => {
  expect(planeMoves(CROSS, 0)).toMatchObject({ ArrowRight: 1, ArrowLeft: 2, ArrowUp: 3, ArrowDown: 4 });
});

it("stays where nothing lies ahead", () => {
  expect(planeMoves(CROSS, 1)).toMatchObject({ ArrowRight: 1, ArrowUp: 1 });
});

it("rather goes a little further than aside", () => {
  const places = [
    { x: 0, y: 0 },
    { x: 0.5, y: 0.4 },
    { x: 1, y: 0 },
  ];
  expect(planeMoves(places, 0).ArrowRight).toBe(2);
});

it("reaches every place in order, those that lie upon another too", () => {
  const reached = [0];
  for (let at = 0; planeMoves(CROSS, at).PageDown !== at; ) {
    at = planeMoves(CROSS, at).PageDown as number;
    reached.push(at);
  }
  expect(reached).toEqual([0, 1, 2, 3, 4, 5]);
  expect(planeMoves(CROSS, 5).PageUp).toBe(4);
  expect(planeMoves(CROSS, 0).PageUp).toBe(0);
});
