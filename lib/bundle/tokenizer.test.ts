import { describe, expect, it } from "vitest";
import { makeTokenizer } from "@/lib/bundle/tokenizer";
import { CodedError } from "@/lib/errors";

// As written by tokenizers 0.23.3 and transformers 5.23.0 (PreTrainedTokenizerFast.save_pretrained).
const words = ["[PAD]", "[UNK]", "capital", "of", "france", "?", "answer", ":"];
const special = { single_word: false, lstrip: false, rstrip: false, normalized: false, special: true };
const tokenizerJson = {
  version: "1.0",
  truncation: null,
  padding: null,
  added_tokens: [
    { id: 0, content: "[PAD]", ...special },
    { id: 1, content: "[UNK]", ...special },
  ],
  normalizer: { type: "Lowercase" },
  pre_tokenizer: { type: "WhitespaceSplit" },
  post_processor: {
    type: "TemplateProcessing",
    single: [{ Sequence: { id: "A", type_id: 0 } }],
    pair: [{ Sequence: { id: "A", type_id: 0 } }, { Sequence: { id: "B", type_id: 1 } }],
    special_tokens: {},
  },
  decoder: null,
  model: {
    type: "WordLevel",
    vocab: Object.fromEntries(words.map((word, id) => [word, id])),
    unk_token: "[UNK]",
  },
};
const config = { backend: "tokenizers", model_max_length: 1e30, pad_token: "[PAD]", unk_token: "[UNK]" };

describe("makeTokenizer", () => {
  const tokenizer = makeTokenizer(tokenizerJson, config);

  it("gives the ids that Python's tokenizer gives", () => {
    // transformers 5.23.0: tokenizer(text, add_special_tokens=False)["input_ids"].
    const expected: [string, number[]][] = [
      ["capital of france ? answer :", [2, 3, 4, 5, 6, 7]],
      ["Capital  OF mars?\tanswer :", [2, 3, 1, 6, 7]],
      ["", []],
      ["[UNK] of [PAD]", [1, 3, 0]],
      [" of ", [3]],
    ];
    for (const [text, ids] of expected) expect(tokenizer.encode(text), text).toEqual(ids);
    expect(tokenizer.vocabularySize).toBe(8);
  });

  it("says which words are unknown, and where", () => {
    expect(tokenizer.unknownWords("capital of mars and france !")).toEqual([
      { word: "mars", start: 11, end: 15 },
      { word: "and", start: 16, end: 19 },
      { word: "!", start: 27, end: 28 },
    ]);
    expect(tokenizer.unknownWords("capital of france ?")).toEqual([]);
    expect(tokenizer.wordId("France")).toBe(4);
    expect(tokenizer.wordId("mars")).toBeNull();
    expect(tokenizer.wordId("of france")).toBeNull();
  });

  it("finds the unknown word in tokenizer.json where the config does not name it", () => {
    expect(makeTokenizer(tokenizerJson, {}).encode("mars")).toEqual([1]);
  });

  it("refuses what is no tokenizer", () => {
    for (const garbage of [null, {}, { model: {} }, "x", { model: { vocab: {} } }]) {
      expect(() => makeTokenizer(garbage, config)).toThrow(CodedError);
    }
  });
});
