import { expect, it } from "vitest";
import type { Verdict } from "@/lib/coupling/types";
import { editWords, remarkMeanings } from "./verdict-words";

const verdict = (kind: Verdict["kind"]): Verdict => ({ isTrueOfSelf: false, isTrueOfTarget: null, kind });

it("explains the words that occur, each once, in one order", () => {
  const said = remarkMeanings(
    ["invented", "unchanged", "omitted", "invented"].map((kind) => verdict(kind as never)),
  );
  expect(said).toMatch(/^Omitted: .*\. Invented: .*\.$/);
  expect(remarkMeanings([verdict("unchanged")])).toBe("");
});

it("says what an edit does to a cue", () => {
  expect([editWords("remove"), editWords("add")]).toEqual(["taken out", "put in"]);
});
