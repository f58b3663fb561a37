import { expect, it } from "vitest";
import { nearestStep, phaseOf, stepForKey, stepShare } from "./step-snap";

const steps = [0, 60, 120, 240, 1200];

it("snaps to the nearest checkpoint, the earlier of two", () => {
  expect(nearestStep(steps, 100)).toBe(120);
  expect(nearestStep(steps, 30)).toBe(0);
  expect(nearestStep(steps, 5000)).toBe(1200);
  expect(() => nearestStep([], 0)).toThrow("expected steps, got none");
});

it("moves from checkpoint to checkpoint by key and stops at the ends", () => {
  expect(stepForKey(steps, 120, "ArrowRight")).toBe(240);
  expect(stepForKey(steps, 120, "ArrowLeft")).toBe(60);
  expect(stepForKey(steps, 0, "ArrowLeft")).toBe(0);
  expect(stepForKey(steps, 120, "PageUp")).toBe(1200);
  expect(stepForKey(steps, 120, "Home")).toBe(0);
  expect(stepForKey(steps, 120, "a")).toBeNull();
});

it("places steps on the axis and against the ramp", () => {
  expect(stepShare(steps, 300)).toBe(0.25);
  expect(stepShare([5], 5)).toBe(0);
  expect(phaseOf(0, [0, 720])).toBe("before");
  expect(phaseOf(600, [0, 720])).toBe("during");
  expect(phaseOf(720, [0, 720])).toBe("after");
  expect(phaseOf(600, null)).toBe("none");
});
