import { describe, expect, test } from "vitest";
import type { Sweep } from "@/lib/bundle/schema";
import { bundle, makeResultRow, makeResults } from "./results.test-support";
import { sweepPicture } from "./sweep-data";
import { shuffledWords } from "./sweep-notes";

const choice = { statistic: "couplingIndex", slice: "held-out", pins: [] } as const;
const category = bundle.sweeps[0] as Sweep;

describe("what claims that know nothing get", () => {
  const template = bundle.runs.find(({ arm }) => arm === "fixed-shift") as (typeof bundle.runs)[0];
  const ownRun = { ...template, id: "fixed-shift-s0" };
  const withShuffled = (shift: typeof template.shift) => ({
    ...bundle,
    runs: [
      ownRun,
      {
        ...template,
        id: "shuffled-s0",
        arm: "shuffled",
        shift,
        supervision: { ...template.supervision, source: "shuffled" as const },
      },
    ],
  });
  const own = makeResultRow("fixed-shift/tiny", {
    recovery: [0.8, 0.7, 0.9, 90, 40],
    aboveExternal: [0.3, 0.2, 0.4, 90, 40],
    externalIndex: [0.3, 0.2, 0.4, 90, 40],
  });
  const shuffled = makeResultRow("shuffled/tiny", {
    recovery: [0.47, 0.4, 0.5, 90, 40],
    aboveExternal: [0.17, 0.1, 0.2, 90, 40],
  });
  const beside = (of: typeof bundle, statistic: "recovery" | "aboveExternal") =>
    sweepPicture(makeResults([own, shuffled]), of, category, { ...choice, statistic })
      .marks.filter(({ kind }) => kind === "companion")
      .map(({ title, estimate }) => [title.split(",")[0], estimate.kind === "value" && estimate.value]);

  test("stands beside recovery and the lead over the external explainer", () => {
    expect(beside(withShuffled(template.shift), "recovery")).toEqual([["shuffled labels", 0.47]]);
    expect(beside(withShuffled(template.shift), "aboveExternal")).toEqual([
      ["claims that know nothing", 0.2],
      ["shuffled labels", 0.17],
    ]);
  });

  test("is not taken from shuffled labels of another shift", () => {
    const other = withShuffled({ ...template.shift, share: 0.123 });
    expect(beside(other, "recovery")).toEqual([]);
    expect(beside(other, "aboveExternal")).toEqual([["claims that know nothing", 0.2]]);
  });

  test("is said in the caption, by family", () => {
    const of = withShuffled(template.shift);
    const { marks } = sweepPicture(makeResults([own, shuffled]), of, category, {
      ...choice,
      statistic: "recovery",
    });
    expect(shuffledWords(of, marks)?.replaceAll("\u00a0", " ")).toBe(
      "Shuffled labels, from which nothing about cues can be learned, get 0.47 [0.40, 0.50] (Tiny).",
    );
    expect(shuffledWords(of, [])).toBeNull();
  });

  test("the mirrored interval is in order", () => {
    const { marks } = sweepPicture(makeResults([own]), bundle, category, {
      ...choice,
      statistic: "aboveExternal",
    });
    const unknowing = marks.find(({ kind }) => kind === "companion");
    expect(unknowing?.estimate).toMatchObject({
      value: 0.2,
      low: expect.closeTo(0.1),
      high: expect.closeTo(0.3),
    });
  });
});
