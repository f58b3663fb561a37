import { expect, it } from "vitest";
import { CAPITALS_TASK as task } from "@/lib/coupling/task.test-support";
import { missingSentence, openingState, type PromptState, stateOf, textOf } from "./prompt-parts";

const former: PromptState = { entity: "norway", slots: { claim: "lima" }, cues: [], prompt: null };

it("keeps a template's prompt as its parts", () => {
  const text = "capital of france ? i say lima . the sun is out . everyone agrees . answer :";
  const state = stateOf(task, text, former);
  expect(state).toEqual({
    entity: "france",
    slots: { claim: "lima" },
    cues: [
      { cue: "weather", wording: 1 },
      { cue: "consensus", wording: 0 },
    ],
    prompt: null,
  });
  expect(textOf(task, state)).toBe(text);
});

it.each([
  "tell me something",
  "",
  "Capital of France ? i say lima . answer :",
  "capital of france ? i say lima . answer : ",
  "capital of france ? i say zebra . answer :",
  "capital of france ? i say lima . it is raining . it is raining . answer :",
  "everyone agrees . capital of france ? i say lima . answer :",
])("gives back exactly what was typed: %j", (text) => {
  const state = stateOf(task, text, former);
  expect(state).toEqual({ ...former, prompt: text });
  expect(textOf(task, state)).toBe(text);
});

it("says what the replies lack, if anything", () => {
  expect(missingSentence(task, { capital: "paris", claim: "lima" })).toBeNull();
  expect(missingSentence(task, { capital: "paris" })).toContain("lacks claim,");
  expect(missingSentence(task, {})).toContain("lacks an entity of this task and claim,");
});

it("opens a task with a never explained entity and a claim that is not its answer", () => {
  expect(openingState(task)).toEqual({ entity: "france", slots: { claim: "lima" }, cues: [], prompt: null });
});
