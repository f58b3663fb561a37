import { describe, expect, test } from "vitest";
import { nextOrder, sortRows } from "./sort-order";

describe("nextOrder", () => {
  test("begins with the largest number and at the beginning of the alphabet", () => {
    expect(nextOrder(null, { key: "k", isNumber: true })).toEqual({ key: "k", direction: "descending" });
    expect(nextOrder(null, { key: "arm" })).toEqual({ key: "arm", direction: "ascending" });
  });

  test("turns the same column round and starts anew with another", () => {
    const order = { key: "k", direction: "descending" } as const;
    expect(nextOrder(order, { key: "k", isNumber: true })).toEqual({ key: "k", direction: "ascending" });
    expect(nextOrder(order, { key: "n", isNumber: true })).toEqual({ key: "n", direction: "descending" });
  });
});

describe("sortRows", () => {
  const rows = [
    { name: "noise-10", k: 0.4 },
    { name: "noise-2", k: null },
    { name: "fixed", k: 0.6 },
    { name: "swap", k: 0.4 },
  ];
  const names = (sorted: { name: string }[]) => sorted.map(({ name }) => name);

  test("sorts numbers both ways, what is missing last both times, equal rows as they were", () => {
    expect(names(sortRows(rows, ({ k }) => k, "ascending"))).toEqual([
      "noise-10",
      "swap",
      "fixed",
      "noise-2",
    ]);
    expect(names(sortRows(rows, ({ k }) => k, "descending"))).toEqual([
      "fixed",
      "noise-10",
      "swap",
      "noise-2",
    ]);
  });

  test("sorts names as people count: 2 before 10", () => {
    expect(names(sortRows(rows, ({ name }) => name, "ascending"))).toEqual([
      "fixed",
      "noise-2",
      "noise-10",
      "swap",
    ]);
  });

  test("leaves the given rows as they are", () => {
    const before = names(rows);
    sortRows(rows, ({ name }) => name, "descending");
    expect(names(rows)).toEqual(before);
  });
});
