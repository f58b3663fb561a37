import { describe, expect, it } from "vitest";
import { CAPITALS_TASK as task } from "@/lib/coupling/task.test-support";
import { freeValues, presentCues, withCue, withEntity, withSlot } from "./prompt-edits";

const plain = "capital of france ? i say lima . answer :";
const both = "capital of france ? i say lima . everyone agrees . it is raining . answer :";

describe("withCue", () => {
  it("puts a cue in at the end of the cues, in the wording asked for", () => {
    expect(withCue(task, plain, "weather", 0)).toBe(
      "capital of france ? i say lima . it is raining . answer :",
    );
    expect(withCue(task, plain, "weather", 1)).toBe(
      "capital of france ? i say lima . the sun is out . answer :",
    );
  });
  it("changes a wording in its place", () => {
    expect(withCue(task, both, "consensus", 1)).toBe(
      "capital of france ? i say lima . all my friends think so . it is raining . answer :",
    );
  });
  it("takes every occurrence out", () => {
    expect(withCue(task, both, "consensus", null)).toBe(
      "capital of france ? i say lima . it is raining . answer :",
    );
  });
  it("leaves freely typed words alone", () => {
    expect(withCue(task, "tell me about zebras", "weather", 0)).toBe("tell me about zebras it is raining .");
  });
  it("refuses a wording that does not exist", () => {
    expect(() => withCue(task, plain, "weather", 7)).toThrow("wording of weather");
  });
});

describe("withEntity and withSlot", () => {
  it("keep cues in their order and wording", () => {
    expect(withEntity(task, both, "norway")).toBe(
      "capital of norway ? i say lima . everyone agrees . it is raining . answer :",
    );
    expect(presentCues(task, both)).toEqual([
      { cue: "consensus", wording: 0 },
      { cue: "weather", wording: 0 },
    ]);
  });
  it("replace a claim that would be the right answer", () => {
    expect(freeValues(task, both, "peru")).toEqual({ claim: "paris" });
    expect(withEntity(task, both, "peru")).toContain("i say paris");
  });
  it("set a free slot, and leave a text without an entity as it is", () => {
    expect(withSlot(task, plain, "claim", "oslo")).toBe("capital of france ? i say oslo . answer :");
    expect(withSlot(task, "hello there", "claim", "oslo")).toBe("hello there");
  });
});
