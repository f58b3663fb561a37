import { expect, it } from "vitest";
import { stepPhases } from "./step-phases";

const names = (ramp: [number, number] | null) => stepPhases(ramp, [0, 600, 1200]).map(({ name }) => name);

it("names what lies before, on and after the ramp, and leaves out what has no length", () => {
  expect(names([300, 720])).toEqual(["before", "behaviour changes", "after the change"]);
  expect(names([0, 720])).toEqual(["behaviour changes", "after the change"]);
  expect(names([0, 0])).toEqual(["after the change"]);
  expect(names([0, 1200])).toEqual(["behaviour changes"]);
  expect(names(null)).toEqual([]);
  expect(stepPhases([0, 720], [])).toEqual([]);
});

it("has a short name for each stretch, for narrow pictures", () => {
  const phases = stepPhases([300, 720], [0, 600, 1200]);
  expect(phases.map(({ short }) => short)).toEqual(["before", "changes", "after"]);
});
