import { expect, it } from "vitest";
import { leaderPath } from "./step-leaders";

it("leads to a name that had to move, and not to one that stands at its line", () => {
  expect(leaderPath({ x: 200, y: 50 }, 200, { x: 220, y: 80 })).toBe("M204,50L216,80");
  expect(leaderPath({ x: 200, y: 50 }, 200, { x: 220, y: 55 })).toBeNull();
});

it("goes level to the plot's edge from a line that ends before it", () => {
  expect(leaderPath({ x: 120, y: 50 }, 200, { x: 220, y: 20 })).toBe("M124,50H204L216,20");
});
