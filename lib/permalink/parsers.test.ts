import { describe, expect, it } from "vitest";
import {
  BACKENDS,
  cuesParser,
  flipParser,
  idParser,
  idsParser,
  MAX_PROMPT_CHARACTERS,
  probeParsers,
  promptParser,
  runStepParser,
  slotsParser,
  switchParser,
  wholeNumberParser,
} from "@/lib/permalink/parsers";
import { makeReferenceRandom } from "@/lib/stats/reference.test-support";

const random = makeReferenceRandom(21);
const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
/** Words with everything that means something in a list or in a URL. */
const MARKS = [...'abc é€😀%,:~&=+#? /\\"<>', "%2C", "%25"];
const makeWord = () => Array.from({ length: 1 + Math.floor(random() * 6) }, () => pick(MARKS)).join("");

/** A value through its text and through a real URL, back. */
function throughUrl<T>(parser: { parse: (t: string) => T | null; serialize: (v: T) => string }, value: T) {
  const search = new URLSearchParams({ x: parser.serialize(value) });
  return parser.parse(new URL(`http://localhost/?${search}`).searchParams.get("x") ?? "missing");
}

describe("every parser gives back what it wrote, through a URL", () => {
  it("ids and typed text", () => {
    for (let i = 0; i < 300; i++) {
      const word = makeWord();
      expect(throughUrl(idParser, word)).toBe(word);
      expect(throughUrl(promptParser, ` ${word}\n`)).toBe(` ${word}\n`);
    }
    expect(throughUrl(promptParser, "")).toBe("");
  });

  it("lists of cues and of slots, whatever their words hold", () => {
    for (let i = 0; i < 300; i++) {
      const words = Array.from({ length: Math.floor(random() * 4) }, makeWord);
      const cues = words.map((cue) => ({ cue, wording: Math.floor(random() * 12) }));
      expect(throughUrl(cuesParser, cues)).toEqual(cues);
      const slots = Object.fromEntries(words.map((name) => [name, makeWord()]));
      expect(throughUrl(slotsParser, slots)).toEqual(slots);
    }
    expect(
      cuesParser.serialize([
        { cue: "consensus", wording: 0 },
        { cue: "weather", wording: 1 },
      ]),
    ).toBe("consensus,weather~1");
    expect(slotsParser.serialize({ claim: "oslo" })).toBe("claim:oslo");
  });

  it("lists of ids, and runs at a step, whatever their names hold", () => {
    for (let i = 0; i < 300; i++) {
      const ids = [...new Set(Array.from({ length: Math.floor(random() * 5) }, makeWord))];
      expect(throughUrl(idsParser, ids)).toEqual(ids);
      const runStep = { run: `${makeWord()}@${makeWord()}`, step: Math.floor(random() * 10_000) };
      expect(throughUrl(runStepParser, runStep)).toEqual(runStep);
    }
    expect(idsParser.serialize(["gpt2-m0-s0", "a,b"])).toBe("gpt2-m0-s0,a%2Cb");
    expect(runStepParser.serialize({ run: "gpt2-m0-s0", step: 12_000 })).toBe("gpt2-m0-s0@12000");
  });

  it("directions of a flip", () => {
    for (const flip of [
      { from: 0, to: 2 },
      { from: 11, to: 3 },
    ]) {
      expect(throughUrl(flipParser, flip)).toEqual(flip);
    }
  });

  it("numbers, switches and choices", () => {
    for (const value of [0, 1, 42, 2 ** 31 - 1]) expect(throughUrl(wholeNumberParser, value)).toBe(value);
    for (const value of [true, false]) expect(throughUrl(switchParser, value)).toBe(value);
    for (const value of BACKENDS) expect(throughUrl(probeParsers.backend, value)).toBe(value);
  });
});

describe("what is no value is null", () => {
  it.each([
    ["whole numbers", wholeNumberParser, ["", "-1", "1.5", "01", "1e3", "2147483648", " 1", "NaN"]],
    ["switches", switchParser, ["", "true", "2", "on"]],
    ["ids", idParser, ["", "x".repeat(201)]],
    ["prompts", promptParser, ["x".repeat(MAX_PROMPT_CHARACTERS + 1)]],
    ["cues", cuesParser, [",", "a,", "a~", "a~x", "~1", "a~0", "a~1~2", "a~100"]],
    ["lists of ids", idsParser, [",", "a,", "a,a", `${"x".repeat(201)}`]],
    ["runs at a step", runStepParser, ["", "a", "@1", "a@", "a@-1", "a@01", "a@x"]],
    ["flips", flipParser, ["", "0", "0-", "0-0", "0-1-2", "a-b", "00-1", "-1-2"]],
    ["slots", slotsParser, [",", "a", "a:", ":b", "a:b:c", "a:b,"]],
    ["backends", probeParsers.backend, ["cuda", "", "WebGPU"]],
  ])("%s", (_, parser, texts) => {
    for (const text of texts) expect(parser.parse(text), JSON.stringify(text)).toBeNull();
  });
});
