import { describe, expect, it } from "vitest";
import { makeArm, makeBundle, makeRecords, makeRun } from "@/lib/bundle/bundle.test-support";
import type { Run } from "@/lib/bundle/schema";
import type { ScoreResult } from "@/lib/queries/types";
import type { Estimate } from "@/lib/stats/estimate";
import { isAnswered, lastCounts, pointsOf } from "./line-points";
import { isOwnKind, type Line, listLines, onOtherEntities, stepsOfLine } from "./lines";

const records = (id: string, steps: number[]) => makeRecords(id, { rows: 24, steps });
const small = makeBundle();
const bundle = makeBundle({
  arms: [...small.arms, makeArm("shuffled"), makeArm("online"), makeArm("text-only"), makeArm("noise")],
  runs: [
    ...small.runs.filter(({ id }) => id !== "flagship"),
    makeRun("flagship", { external: "external", records: records("flagship", [0, 5, 10]) }),
    makeRun("second", { seed: 1, external: "external-1" }),
    makeRun("external-1", { arm: "external", seed: 1, subject: "second" }),
    makeRun("shuffled", { arm: "shuffled", records: records("shuffled", [0, 5, 10]) }),
    makeRun("text", { arm: "text-only", family: null, subject: "flagship", records: records("text", [10]) }),
    makeRun("noise", { arm: "noise", seed: 7, external: "external" }),
    makeRun("other-family", { family: "other" }),
  ],
  controls: { external: "external", shuffled: "shuffled", online: null, textOnly: "text" },
});
const find = (id: string) => bundle.runs.find((run) => run.id === id) as Run;
const beside = (id: string, line: "run" | "mean" = "run") => listLines(bundle, find(id), line).beside;
const named = (lines: Line[]) =>
  lines.map(({ id, paths }) => [
    id,
    paths.map((path) => `${path.explainer.id}/${path.subject.id}`).join(" "),
  ]);

describe("listLines", () => {
  it("puts beside a run the other seeds of its arm and family, and the controls of its own", () => {
    expect(named(beside("flagship"))).toEqual([
      ["seed 1", "second/second"],
      ["external", "external/flagship"],
      ["text-only", "text/flagship"],
      ["shuffled", "shuffled/shuffled"],
      ["constant", "flagship/flagship"],
    ]);
  });

  it("holds an outsider's claims against the run that is shown, and takes no text that was read of another", () => {
    expect(named(beside("noise"))).toEqual([
      ["external", "external/noise"],
      ["shuffled", "shuffled/shuffled"],
      ["constant", "noise/noise"],
    ]);
  });

  it("takes no run for a control that starts elsewhere or shifts otherwise", () => {
    const other = makeRun("other", { seed: 2, external: "external", arm: "noise" });
    const shifts = { ...other, shift: { ...other.shift, kind: "swap" as const } };
    const starts = { ...other, start: { run: "external", step: 10 } };
    for (const run of [shifts, starts]) {
      const { beside } = listLines({ ...bundle, runs: [...bundle.runs, run] }, run, "run");
      expect(named(beside).map(([id]) => id)).toEqual(["seed 7", "external", "constant"]);
    }
  });

  it("draws no run beside itself", () => {
    expect(named(beside("shuffled")).map(([id]) => id)).toEqual(["constant"]);
    expect(named(beside("external")).map(([id]) => id)).toEqual([
      "seed 1",
      "text-only",
      "shuffled",
      "constant",
    ]);
    expect(isOwnKind(bundle, "external", find("external"))).toBe(true);
    expect(isOwnKind(bundle, "external", find("flagship"))).toBe(false);
    expect(isOwnKind(bundle, "seeds", find("flagship"))).toBe(false);
    expect(named([listLines(bundle, find("external"), "run").main])).toEqual([["main", "external/flagship"]]);
  });

  it("averages over all seeds, and a control that two of them share counts once", () => {
    const { main } = listLines(bundle, find("flagship"), "mean");
    expect(named([main])).toEqual([["main", "flagship/flagship second/second"]]);
    expect(named(beside("flagship", "mean"))).toEqual([
      ["seed 0", "flagship/flagship"],
      ["seed 1", "second/second"],
      ["external", "external/flagship external-1/second"],
      ["text-only", "text/flagship"],
      ["shuffled", "shuffled/shuffled"],
      ["constant", "flagship/flagship second/second"],
    ]);
    expect(stepsOfLine(main)).toEqual([0, 10]);
  });

  it("scores at the steps that explainer and behaviour have in common, against the run's own target", () => {
    const text = beside("flagship").find(({ id }) => id === "text-only");
    expect(text?.paths[0]?.scores).toEqual([
      {
        id: "text about flagship at 10",
        claims: { kind: "run", run: "text", step: 10 },
        self: { run: "flagship", step: 10 },
        target: { run: "m0", step: 100 },
      },
    ]);
    const ids = [listLines(bundle, find("flagship"), "mean").main, ...beside("flagship", "mean")].flatMap(
      ({ kind, paths }) =>
        kind === "seeds" ? [] : paths.flatMap(({ scores }) => scores.map(({ id }) => id)),
    );
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe("onOtherEntities", () => {
  const { main } = listLines(bundle, find("flagship"), "run");

  it("is the same run on what the split leaves out, and no answer is taken for another's", () => {
    const line = onOtherEntities(main, "held-out");
    expect(line).toMatchObject({ split: "explained", kind: "other-entities" });
    expect(stepsOfLine(line as Line)).toEqual(stepsOfLine(main));
    const ids = [main, line as Line, onOtherEntities(main, "explained") as Line].flatMap(({ paths }) =>
      paths.flatMap(({ scores }) => scores.map(({ id }) => id)),
    );
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("is nothing where all entities are shown", () => {
    expect(onOtherEntities(main, null)).toBeNull();
  });
});

const value = (at: number): Estimate => ({
  kind: "value",
  value: at,
  low: at - 0.1,
  high: at + 0.1,
  level: 0.95,
  n: 10,
  clusters: 5,
  method: "bootstrap",
});
const result = (id: string, estimate: Estimate): ScoreResult =>
  ({ id, kind: "estimates", estimates: { couplingIndex: estimate }, counts: { items: 10 } }) as ScoreResult;

describe("pointsOf", () => {
  const { main } = listLines(bundle, find("flagship"), "run");
  const { main: both } = listLines(bundle, find("flagship"), "mean");
  const answered = (entries: [string, ScoreResult][]) => new Map(entries);
  const at = (run: string, step: number) => `${run} about ${run} at ${step}`;

  it("gives a path's own intervals, and leaves out what is not answered yet", () => {
    const some = answered([
      [at("flagship", 0), { id: "", kind: "absent", reason: "there are no such items" }],
      [at("flagship", 10), result("", value(0.6))],
    ]);
    expect(pointsOf(main, some, "couplingIndex", 0.95)).toEqual([
      { step: 0, estimate: { kind: "undefined", reason: "there are no such items" } },
      { step: 10, estimate: value(0.6) },
    ]);
    expect(lastCounts(main, some)).toMatchObject({ items: 10 });
    expect(lastCounts(main, new Map())).toBeNull();
  });

  it("tells what is on its way from what has no number, for as long as one of its paths has no answer", () => {
    const some = answered([
      [at("flagship", 10), { id: "", kind: "absent", reason: "there are no such items" }],
    ]);
    expect(isAnswered(main, some, 10)).toBe(true);
    expect(isAnswered(main, some, 0)).toBe(false);
    expect(isAnswered(both, some, 10)).toBe(false);
  });

  it("averages over seeds with an interval over seeds, and drops none of them", () => {
    const some = answered([
      [at("flagship", 0), result("", value(0.5))],
      [at("flagship", 10), result("", value(0.6))],
      [at("second", 10), result("", value(0.7))],
    ]);
    const [point, ...others] = pointsOf(both, some, "couplingIndex", 0.95);
    expect(others).toEqual([]);
    expect(point).toMatchObject({ step: 10, estimate: { method: "t-interval over 2 seeds" } });
    expect(point?.estimate.kind === "value" && point.estimate.value).toBeCloseTo(0.65, 12);

    const missing = answered([
      ...some,
      [at("second", 10), result("", { kind: "undefined", reason: "no edit changes it" })],
    ]);
    expect(pointsOf(both, missing, "couplingIndex", 0.95)).toEqual([
      { step: 10, estimate: { kind: "undefined", reason: "in one of the seeds no edit changes it" } },
    ]);
  });
});
