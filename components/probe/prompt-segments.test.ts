import { describe, expect, it } from "vitest";
import { CAPITALS_TASK, makeWordTokenizer, wordsOf } from "@/lib/coupling/task.test-support";
import { alignWords, segmentPrompt, unknownSentence } from "./prompt-segments";

const tokenizer = makeWordTokenizer(wordsOf(CAPITALS_TASK));
const show = (typed: string) =>
  segmentPrompt(CAPITALS_TASK, typed, tokenizer).map(({ text, cue, isUnknown }) =>
    cue ? `[${cue}|${text}]` : isUnknown ? `~${text}~` : text,
  );

describe("alignWords", () => {
  it("finds words again behind capitals, glued marks and extra spaces", () => {
    const typed = "Capital of  France? I";
    const spans = alignWords(typed, "capital of france ? i");
    expect(spans.map(({ start, end }) => typed.slice(start, end))).toEqual([
      "Capital",
      "of",
      "France",
      "?",
      "I",
    ]);
  });
});

describe("segmentPrompt", () => {
  it("marks cues and unknown words where they were typed", () => {
    expect(show("Capital of Zebra? i say lima. Everyone agrees. answer:")).toEqual([
      "Capital of ",
      "~Zebra~",
      "? i say lima. ",
      "[consensus|Everyone agrees.]",
      " answer:",
    ]);
  });

  it("loses no character, whatever is typed", () => {
    for (const typed of [
      "",
      "   ",
      "a  b\tc",
      "everyone agrees .everyone agrees .",
      "İstanbul ? everyone agrees .",
      "😀 answer :",
    ]) {
      expect(
        show(typed)
          .join("")
          .replace(/\[\w+\||\]|~/g, ""),
      ).toBe(typed);
    }
  });

  it("marks the second of two equal unknown words in its own place", () => {
    expect(show("zed of zed")).toEqual(["~zed~", " of ", "~zed~"]);
  });

  it("marks nothing unknown before the vocabulary is there", () => {
    expect(segmentPrompt(CAPITALS_TASK, "zebra", null)).toEqual([
      { start: 0, text: "zebra", cue: null, isUnknown: false },
    ]);
  });
});

it("says which words are unknown, once each", () => {
  expect(unknownSentence([])).toBeNull();
  expect(unknownSentence(["a", "a"])).toBe(
    "The models do not know “a”: it is read as one and the same unknown word.",
  );
  expect(unknownSentence(["a", "b", "c"])).toContain("“a”, “b” or “c”: each is");
});
