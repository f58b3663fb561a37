import { expect, it } from "vitest";
import { makeBundle, makeTask } from "@/lib/bundle/bundle.test-support";
import { DEFAULT_FILTER } from "@/lib/permalink/filter-view";
import { cueChoices, filterSentence, flipTitle, listFlips } from "./filter-words";

const other = {
  ...makeTask("b"),
  replies: [
    { id: "comply", title: "complies", token: "sure" },
    { id: "refuse", title: "refuses", token: "no" },
  ],
};
const bundle = makeBundle({ tasks: [makeTask("a"), other] });
const WHOLE = { ...DEFAULT_FILTER, split: null };

it("names a cue once that several tasks have", () => {
  expect(cueChoices(bundle, null).map(({ value }) => value)).toEqual(["consensus", "weather"]);
});

it("names replies by the task, or by all tasks that have that many", () => {
  expect(flipTitle(bundle, "b", { from: 0, to: 1 })).toBe("complies to refuses");
  expect(flipTitle(bundle, null, { from: 0, to: 2 })).toBe("correct / complies to claim");
  expect(listFlips(bundle, "b")).toEqual([
    { from: 0, to: 1 },
    { from: 1, to: 0 },
  ]);
  expect(listFlips(bundle, null)).toHaveLength(6);
});

it("says what is left, and nothing where nothing is left out", () => {
  expect(filterSentence(bundle, WHOLE)).toBeNull();
  expect(filterSentence(bundle, { ...WHOLE, split: "held-out", cue: "weather", edit: "add" })).toBe(
    "Only entities that were never explained; edits of the cue weather; edits that put a cue in.",
  );
});
