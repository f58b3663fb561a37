import { expect, test } from "vitest";
import { moveInMatrix } from "./matrix-keys";

const size = { rows: 3, columns: 4 };
const press = (key: string, at = { row: 1, column: 2 }, isControl = false) =>
  moveInMatrix(at, { key, ctrlKey: isControl, metaKey: false }, size);

test("arrows move by one in both directions and stop at the walls", () => {
  expect(press("ArrowRight")).toEqual({ row: 1, column: 3 });
  expect(press("ArrowLeft")).toEqual({ row: 1, column: 1 });
  expect(press("ArrowUp")).toEqual({ row: 0, column: 2 });
  expect(press("ArrowDown")).toEqual({ row: 2, column: 2 });
  expect(press("ArrowDown", { row: 2, column: 3 })).toEqual({ row: 2, column: 3 });
  expect(press("ArrowLeft", { row: 0, column: 0 })).toEqual({ row: 0, column: 0 });
});

test("Home and End go to the row's ends, with Control to the matrix's", () => {
  expect(press("Home")).toEqual({ row: 1, column: 0 });
  expect(press("End")).toEqual({ row: 1, column: 3 });
  expect(press("Home", undefined, true)).toEqual({ row: 0, column: 0 });
  expect(press("End", undefined, true)).toEqual({ row: 2, column: 3 });
});

test("other keys, and a matrix of nothing, lead nowhere", () => {
  expect(press("Tab")).toBeNull();
  const key = { key: "End", ctrlKey: false, metaKey: false };
  expect(moveInMatrix({ row: 0, column: 0 }, key, { rows: 0, columns: 0 })).toBeNull();
});
