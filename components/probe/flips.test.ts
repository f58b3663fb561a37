import { expect, it } from "vitest";
import { findFlips, flipSentence } from "./flips";

const steps = [0, 60, 120, 1200];

it("finds the step at which a class is new, not the one before", () => {
  expect(findFlips(steps, [0, 0, 2, 1])).toEqual([
    { step: 120, from: 0, to: 2 },
    { step: 1200, from: 2, to: 1 },
  ]);
  expect(findFlips([], [])).toEqual([]);
});

it("refuses columns of different length", () => {
  expect(() => findFlips(steps, [0])).toThrow("expected 4 classes, got 1");
});

it("says which of the two flips, and when", () => {
  const does = findFlips(steps, [0, 1, 1, 1]);
  const says = findFlips(steps, [0, 0, 1, 0]);
  expect(flipSentence(does, says)).toBe("Does flips at step 60, says at 120 and 1,200.");
  expect(flipSentence(does, [])).toBe("Does flips at step 60, says never.");
  expect(flipSentence([], says)).toBe("Says flips at step 120 and 1,200, does never.");
  expect(flipSentence([], [])).toBe("Neither flips.");
});
