import { expect, it } from "vitest";
import { dodge } from "./dodge";

it("leaves alone what is far enough apart", () => {
  expect(dodge([80, 10, 40], 12, 0, 100)).toEqual([80, 10, 40]);
});

it("centres a pair on what it wanted", () => {
  expect(dodge([50, 52], 12, 0, 100)).toEqual([45, 57]);
});

it("keeps the order of equal wishes and merges groups that come to touch", () => {
  expect(dodge([50, 50, 60], 12, 0, 100)).toEqual([
    53.333333333333336 - 12,
    53.333333333333336,
    53.333333333333336 + 12,
  ]);
});

it("stays inside the bounds", () => {
  expect(dodge([98, 99], 12, 0, 100)).toEqual([88, 100]);
  expect(dodge([1, 2], 12, 0, 100)).toEqual([0, 12]);
});

it("yields at the upper bound when there is no room", () => {
  expect(dodge([5, 5, 5], 12, 0, 20)).toEqual([0, 12, 24]);
});

it("gives each box the room that it needs", () => {
  expect(dodge([50, 50, 90], [30, 10, 10], 0, 100)).toEqual([40, 60, 90]);
  expect(dodge([50, 62, 68], [10, 30, 10], 0, 100)).toEqual([40, 60, 80]);
  expect(dodge([98, 99], [10, 30], 0, 100)).toEqual([80, 100]);
});

it("takes nothing", () => {
  expect(dodge([], 12, 0, 20)).toEqual([]);
});
