import { expect, test } from "vitest";
import { breakTitle } from "./break-title";

test("keeps words whole and their order", () => {
  expect(breakTitle("external explainer", 60, 13)).toEqual(["external", "explainer"]);
  expect(breakTitle("a b c", 200, 13)).toEqual(["a b c"]);
  expect(breakTitle("incomprehensibilities", 10, 13)).toEqual(["incomprehensibilities"]);
});
