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
  expect(flipSentence(steps, does, says)).toBe("Does flips at step 60, says at 120 and 1,200.");
  expect(flipSentence(steps, does, [])).toBe("Does flips at step 60, says never.");
  expect(flipSentence(steps, [], says)).toBe("Says flips at step 120 and 1,200, does never.");
  expect(flipSentence(steps, [], [])).toBe("Neither flips.");
});

it("does not name a step where only the ends are known", () => {
  const ends = [0, 1200];
  const flipped = findFlips(ends, [0, 1]);
  expect(flipSentence(ends, flipped, [])).toBe("Between step 0 and 1,200 does flips, says never.");
  expect(flipSentence(ends, [], flipped)).toBe("Between step 0 and 1,200 says flips, does never.");
  expect(flipSentence(ends, flipped, flipped)).toBe("Between step 0 and 1,200 both flip.");
  expect(flipSentence(ends, [], [])).toBe("Neither flips.");
});
