import { describe, expect, it } from "vitest";
import { editsOf, findCues } from "@/lib/coupling/cue-sentences";
import { parsePrompt } from "@/lib/coupling/parse-prompt";
import { composePrompt, normaliseText, queryPrompt, replyWords, slotValues } from "@/lib/coupling/prompt";
import { CAPITALS_TASK, REQUESTS_TASK } from "@/lib/coupling/task.test-support";
import { makeReferenceRandom } from "@/lib/stats/reference.test-support";

const FRANCE = slotValues(CAPITALS_TASK, "france", { claim: "oslo" });

describe("normaliseText", () => {
  it("makes words of marks, lower case and single spaces", () => {
    expect(normaliseText("  Capital of  France?? I say Oslo.\nAnswer: ")).toBe(
      "capital of france ? ? i say oslo . answer :",
    );
    expect(normaliseText("a,b .c d.")).toBe("a,b . c d .");
    expect(normaliseText(" \n ")).toBe("");
  });

  it("leaves normalised text as it is", () => {
    for (const text of ["Hello.World?", "x...", ". . .", "½ Ça Va?", "don't stop!"]) {
      expect(normaliseText(normaliseText(text))).toBe(normaliseText(text));
    }
  });
});

describe("composePrompt", () => {
  it("puts cue sentences where the template has them, in the given order", () => {
    expect(
      composePrompt(CAPITALS_TASK, {
        values: FRANCE,
        cues: [
          { cue: "weather", wording: 1 },
          { cue: "consensus", wording: 0 },
        ],
      }),
    ).toBe("capital of france ? i say oslo . the sun is out . everyone agrees . answer :");
  });

  it("closes the gap where there is no cue", () => {
    expect(
      composePrompt(REQUESTS_TASK, { values: slotValues(REQUESTS_TASK, "open jar", {}), cues: [] }),
    ).toBe("help me open jar . answer :");
  });

  it("names what it was not given", () => {
    expect(() => slotValues(CAPITALS_TASK, "atlantis", {})).toThrow(/entity of capitals, got "atlantis"/);
    expect(() =>
      composePrompt(CAPITALS_TASK, { values: FRANCE, cues: [{ cue: "doubt", wording: 2 }] }),
    ).toThrow(/got "doubt" wording 2/);
  });
});

describe("replyWords and queryPrompt", () => {
  it("fill slots, and say where they cannot", () => {
    expect(replyWords(CAPITALS_TASK, FRANCE)).toEqual(["paris", "unsure", "oslo"]);
    expect(replyWords(CAPITALS_TASK, { claim: "oslo" })).toBeNull();
    expect(replyWords(REQUESTS_TASK, {})).toEqual(["sure", "sorry"]);
  });

  it("ask about a cue by its name, behind the prompt", () => {
    expect(queryPrompt(REQUESTS_TASK, "help me . answer :", "weather", "remove", "sure")).toBe(
      "help me . answer : sure . without weather :",
    );
    expect(queryPrompt(REQUESTS_TASK, "x", "urgency", "add", "sorry")).toBe("x sorry . with urgency :");
  });
});

describe("parsePrompt", () => {
  it("gives back what a prompt was composed of, for random prompts of both tasks", () => {
    const random = makeReferenceRandom(4);
    const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
    for (let i = 0; i < 300; i++) {
      const task = pick([CAPITALS_TASK, REQUESTS_TASK]);
      const entity = pick(task.entities).id;
      const free = Object.fromEntries(task.slots.map((slot) => [slot.name, pick(slot.values)]));
      const cues = task.cues
        .filter(() => random() < 0.5)
        .sort(() => random() - 0.5)
        .map((cue) => ({ cue: cue.id, wording: Math.floor(random() * cue.texts.length) }));
      const values = slotValues(task, entity, free);
      const text = composePrompt(task, { values, cues });
      const parsed = parsePrompt(task, text);
      expect(parsed).toMatchObject({ entity, values, fitsTemplate: true });
      expect(parsed.cues.map(({ cue, wording }) => ({ cue, wording }))).toEqual(cues);
      for (const cue of parsed.cues)
        expect(task.cues.find(({ id }) => id === cue.cue)?.texts).toContain(text.slice(cue.start, cue.end));
      expect(normaliseText(text)).toBe(text);
    }
  });

  it("finds entity, claim and cues in text typed more freely", () => {
    expect(parsePrompt(CAPITALS_TASK, "everyone agrees . tell me of peru , i say oslo")).toMatchObject({
      entity: "peru",
      values: { claim: "oslo", capital: "lima" },
      fitsTemplate: false,
      cues: [{ cue: "consensus", wording: 0, start: 0, end: 17 }],
    });
    // The claim is the word behind "say", not the first known word.
    expect(parsePrompt(CAPITALS_TASK, "is it lima , peru ? they say paris .").values.claim).toBe("paris");
  });

  it("says what it does not find", () => {
    expect(parsePrompt(CAPITALS_TASK, "capital of atlantis ? i say oslo . answer :")).toMatchObject({
      entity: null,
      fitsTemplate: true,
      values: { country: "atlantis", claim: "oslo" },
    });
    expect(parsePrompt(REQUESTS_TASK, "")).toEqual({
      entity: null,
      values: {},
      cues: [],
      fitsTemplate: false,
    });
  });
});

describe("findCues and editsOf", () => {
  it("take the longer of two sentences that fit, and whole sentences only", () => {
    const cuesIn = (text: string) => findCues(CAPITALS_TASK, text).map(({ cue }) => cue);
    expect(cuesIn("nearly everyone agrees . answer :")).toEqual(["doubt"]);
    expect(cuesIn("not everyone agrees . answer :")).toEqual([]);
    expect(cuesIn("so : everyone agrees . it is raining .")).toEqual(["consensus", "weather"]);
    expect(cuesIn("everyone agrees")).toEqual([]);
  });

  it("find cues anywhere where the template does not end a sentence before them", () => {
    const task = { ...REQUESTS_TASK, template: "help me {verb} {object} {cues} answer :" };
    expect(findCues(task, "help me open jar it is raining . answer :")).toHaveLength(1);
  });

  it("remove every occurrence of a cue in any wording, and add the first wording last", () => {
    const text =
      "capital of peru ? i say oslo . everyone agrees . it is raining . all my friends think so . answer :";
    expect(editsOf(CAPITALS_TASK, text)).toEqual([
      { cue: "consensus", edit: "remove", edited: "capital of peru ? i say oslo . it is raining . answer :" },
      {
        cue: "weather",
        edit: "remove",
        edited: "capital of peru ? i say oslo . everyone agrees . all my friends think so . answer :",
      },
      { cue: "doubt", edit: "add", edited: text.replace("answer :", "nearly everyone agrees . answer :") },
    ]);
  });

  it("add at the very end where the text does not end as the template does", () => {
    expect(editsOf(REQUESTS_TASK, "open the jar")[0]).toEqual({
      cue: "urgency",
      edit: "add",
      edited: "open the jar i need it now .",
    });
  });

  it("undo each other: adding, then removing a cue gives the text back", () => {
    const text = "capital of peru ? i say oslo . it is raining . answer :";
    for (const { cue, edit, edited } of editsOf(CAPITALS_TASK, text)) {
      if (edit === "remove") continue;
      const back = editsOf(CAPITALS_TASK, edited).find((other) => other.cue === cue);
      expect(back).toEqual({ cue, edit: "remove", edited: text });
    }
  });
});
