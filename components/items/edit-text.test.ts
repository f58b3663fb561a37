import { describe, expect, it } from "vitest";
import { readEdit } from "./edit-text";

describe("readEdit", () => {
  it("finds what was taken out and what was put in", () => {
    const long = "capital of france ? everyone agrees . it is raining . answer :";
    const short = "capital of france ? it is raining . answer :";
    const parts = {
      before: "capital of france ?",
      changed: "everyone agrees .",
      after: "it is raining . answer :",
    };
    expect(readEdit(long, short)).toEqual(parts);
    expect(readEdit(short, long)).toEqual(parts);
  });

  it("gives back the longer text whole, where the ends repeat too", () => {
    const long = "a b . a b . c";
    const { before, changed, after } = readEdit(long, "a b . c");
    expect([before, changed, after].filter(Boolean).join(" ")).toBe(long);
    expect(changed.split(" ")).toHaveLength(3);
  });

  it("has nothing to mark in equal texts", () => {
    expect(readEdit("a b", "a b")).toEqual({ before: "a b", changed: "", after: "" });
  });

  it("marks all between the common ends of a rewording", () => {
    expect(readEdit("a b c d e", "a x c e")).toEqual({ before: "a", changed: "b c d", after: "e" });
  });
});
