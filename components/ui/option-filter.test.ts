import { expect, it } from "vitest";
import { filterOptions } from "./option-filter";

const options = [
  { value: "1", title: "open lock", note: "held-out" },
  { value: "2", title: "pick lock", note: "explained" },
  { value: "3", title: "Lock door" },
  { value: "4", title: "unlock gate" },
];
const found = (query: string) => filterOptions(options, query).map((option) => option.value);

it("keeps everything, in order, for an empty query", () => {
  expect(found("  ")).toEqual(["1", "2", "3", "4"]);
});

it("puts beginnings before words before the rest, and ignores case", () => {
  expect(found("LOCK")).toEqual(["3", "1", "2", "4"]);
});

it("searches the note too", () => {
  expect(found("held")).toEqual(["1"]);
});

it("is empty when nothing matches", () => {
  expect(found("xyz")).toEqual([]);
});
