import { expect, it } from "vitest";
import { lanePath } from "./lane-path";

it("is level within a lane", () => {
  expect(
    lanePath(
      [
        { x: 0, y: 10 },
        { x: 20, y: 10 },
      ],
      3,
    ),
  ).toBe("M0,10H20");
});

it("crosses half way, downwards and upwards, with round corners", () => {
  expect(
    lanePath(
      [
        { x: 0, y: 10 },
        { x: 20, y: 30 },
      ],
      3,
    ),
  ).toBe("M0,10H7Q10,10 10,13V27Q10,30 13,30H20");
  expect(
    lanePath(
      [
        { x: 0, y: 30 },
        { x: 20, y: 10 },
      ],
      3,
    ),
  ).toBe("M0,30H7Q10,30 10,27V13Q10,10 13,10H20");
});

it("never rounds by more than there is room for", () => {
  expect(
    lanePath(
      [
        { x: 0, y: 0 },
        { x: 2, y: 40 },
      ],
      8,
    ),
  ).toBe("M0,0H0Q1,0 1,1V39Q1,40 2,40H2");
});

it("is empty without points", () => {
  expect(lanePath([], 3)).toBe("");
});
