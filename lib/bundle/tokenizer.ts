/**
 * The bundle's tokenizer: Hugging Face's `tokenizer.json` read by Hugging Face's own library. Besides ids it
 * says which words the models do not know, so that a page can mark them; they are never dropped.
 */
import { Tokenizer } from "@huggingface/tokenizers";
import { CodedError } from "@/lib/errors";

/** A word the vocabulary lacks, with its place in the text (characters `start ... end-1`). */
export type UnknownWord = { word: string; start: number; end: number };

export type TextTokenizer = {
  /** Number of ids, special ones included. */
  readonly vocabularySize: number;
  /** Token ids; an unknown word becomes the tokenizer's unknown id. No special tokens are added. */
  encode(text: string): number[];
  /** The id of a word that is one known token, else null. */
  wordId(word: string): number | null;
  unknownWords(text: string): UnknownWord[];
};

type TokenizerJson = { model: { unk_token?: string; vocab: Record<string, number> } };

function isTokenizerJson(value: unknown): value is TokenizerJson {
  if (typeof value !== "object" || value === null || !("model" in value)) return false;
  const { model } = value;
  return typeof model === "object" && model !== null && "vocab" in model && typeof model.vocab === "object";
}

/**
 * Makes a tokenizer of the parsed contents of `tokenizer.json` and `tokenizer_config.json`.
 * Throws CodedError "tokenizer-invalid" where they are not of that form.
 */
export function makeTokenizer(tokenizerJson: unknown, tokenizerConfig: unknown): TextTokenizer {
  if (!isTokenizerJson(tokenizerJson)) {
    throw new CodedError(
      "tokenizer-invalid",
      "makeTokenizer: expected model.vocab in tokenizer.json, got none",
    );
  }
  // The library takes a word-level model's unknown token from the config alone.
  const unknownToken = tokenizerJson.model.unk_token;
  const config = { ...(tokenizerConfig as object), ...(unknownToken && { unk_token: unknownToken }) };
  let tokenizer: Tokenizer;
  try {
    tokenizer = new Tokenizer(tokenizerJson, config);
  } catch (error) {
    throw new CodedError("tokenizer-invalid", `makeTokenizer: ${String(error)}`, {}, { cause: error });
  }
  const unknownId = unknownToken === undefined ? undefined : tokenizer.token_to_id(unknownToken);
  const encode = (text: string) => tokenizer.encode(text, { add_special_tokens: false }).ids;
  return {
    vocabularySize: tokenizer.get_vocab().size,
    encode,
    wordId(word) {
      const ids = encode(word);
      return ids.length === 1 && ids[0] !== unknownId ? (ids[0] as number) : null;
    },
    unknownWords(text) {
      const places = [...text.matchAll(/\S+/g)];
      return places
        .filter((place) => unknownId !== undefined && encode(place[0]).includes(unknownId))
        .map((place) => ({ word: place[0], start: place.index, end: place.index + place[0].length }));
    },
  };
}
