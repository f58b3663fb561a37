import { expect, it } from "vitest";
import type { Estimate } from "@/lib/stats/estimate";
import { caveatWords, spokenCaveats } from "./estimate-text";

const sound: Estimate = {
  kind: "value",
  value: 0.5,
  low: 0.4,
  high: 0.7,
  level: 0.95,
  n: 1,
  clusters: 1,
  method: "",
};
const few = {
  ...sound,
  caveat: "fewer than 30 edits of a kind are behind it: its interval is not to be relied on",
};

it("says a caveat once: of a number, or of all that are marked", () => {
  expect(caveatWords([few])).toBe(
    "† Fewer than 30 edits of a kind are behind it: its interval is not to be relied on.",
  );
  expect(caveatWords([few, sound, few])).toBe(
    "† Fewer than 30 edits of a kind are behind these, so their intervals are not to be relied on.",
  );
  expect(caveatWords([sound])).toBeNull();
});

it("is spoken without the mark, by the names of the numbers", () => {
  const spoken = spokenCaveats([
    ["self-pull", few],
    ["target-pull", sound],
    ["coupling index", few],
  ]);
  expect(spoken).toBe(
    "Fewer than 30 edits of a kind are behind these, so their intervals are not to be relied on: self-pull, coupling index.",
  );
  expect(spokenCaveats([["share", few]])).toBe(
    "Fewer than 30 edits of a kind are behind it: its interval is not to be relied on.",
  );
  expect(spokenCaveats([["share", sound]])).toBe("");
});
