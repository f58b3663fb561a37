import { expect, it } from "vitest";
import { estimateFields, estimateHeader, toCsv } from "./export-csv";

it("quotes what needs it and leaves the undefined empty", () => {
  expect(
    toCsv(
      ["a", "b"],
      [
        ['say "x", y', null],
        [1.5, "plain"],
      ],
    ),
  ).toBe('a,b\r\n"say ""x"", y",\r\n1.5,plain\r\n');
});

it("refuses a ragged row", () => {
  expect(() => toCsv(["a"], [[1, 2]])).toThrow("expected 1 fields, got 2");
});

it("gives an estimate as many fields as its header, defined or not", () => {
  const value = {
    kind: "value",
    value: 1,
    low: 0,
    high: 2,
    level: 0.95,
    n: 3,
    clusters: 2,
    method: "m",
  } as const;
  expect(estimateFields(value)).toEqual([1, 0, 2, 3, 2, null]);
  expect(estimateFields({ kind: "undefined", reason: "no edit" })).toEqual([
    null,
    null,
    null,
    null,
    null,
    "no edit",
  ]);
  expect(estimateHeader("K")).toHaveLength(6);
});
