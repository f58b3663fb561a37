import { describe, expect, it } from "vitest";
import { makeBundle, makeRecords, makeRun, makeTask } from "@/lib/bundle/bundle.test-support";
import { checkBundle, parseManifest } from "@/lib/bundle/manifest";
import type { Bundle, Sweep } from "@/lib/bundle/schema";
import { CodedError } from "@/lib/errors";

describe("parseManifest", () => {
  it("gives back a sound manifest as it came", () => {
    const bundle = makeBundle();
    expect(parseManifest(JSON.parse(JSON.stringify(bundle)))).toEqual(bundle);
  });

  it("names what has the wrong form", () => {
    expect(() => parseManifest({ ...makeBundle(), schemaVersion: 2 })).toThrow(/schemaVersion: /);
    expect(() => parseManifest({ ...makeBundle(), extra: 1 })).toThrow(/Unrecognized key: "extra"/);
    expect(() => parseManifest("<!doctype html>")).toThrow(/the manifest: /);
    const runs = [{ ...makeRun("m0"), golden: { path: "../secret", sha256: "x", bytes: -1 } }];
    expect(() => parseManifest({ ...makeBundle(), runs })).toThrow(/runs.0.golden.path/);
  });

  it("lists the first problems and counts all, by code", () => {
    const tasks = ["a", "b", "c", "d", "e", "f"].map((id) => ({ ...makeTask(id), template: "no place" }));
    try {
      parseManifest(makeBundle({ tasks }));
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(CodedError);
      expect(error).toMatchObject({ code: "bundle-invalid", details: { problems: 6 } });
      expect((error as Error).message).toMatch(/Task e: the template.*And 1 more\.$/);
    }
  });
});

describe("checkBundle", () => {
  const problemsOf = (change: (bundle: Bundle) => Partial<Bundle>) => {
    const bundle = makeBundle();
    return checkBundle({ ...bundle, ...change(bundle) });
  };
  const withRun = (id: string, overrides: Parameters<typeof makeRun>[1]) =>
    problemsOf(({ runs }) => ({ runs: runs.map((run) => (run.id === id ? { ...run, ...overrides } : run)) }));

  it("finds nothing wrong with a sound bundle, with or without weights and graphs", () => {
    expect(problemsOf(() => ({}))).toEqual([]);
    const recordedOnly = problemsOf(({ runs, families }) => ({
      families: families.map((family) => ({ ...family, graph: null })),
      runs: runs.map((run) => ({ ...run, checkpoints: [], golden: null })),
    }));
    expect(recordedOnly).toEqual([]);
  });

  it("finds what is listed twice", () => {
    expect(problemsOf(({ runs }) => ({ runs: [...runs, makeRun("external")] }))).toContain(
      "Run external is listed twice.",
    );
    expect(problemsOf(({ tasks }) => ({ tasks: [...tasks, makeTask("a")] }))).toEqual([
      "Task a is listed twice.",
    ]);
    const task = makeTask("a");
    const doubled = { ...task, entities: [...task.entities, ...task.entities.slice(0, 1)] };
    expect(problemsOf(() => ({ tasks: [doubled] }))).toEqual(["Task a: entity france is listed twice."]);
  });

  it("finds names that lead nowhere", () => {
    expect(problemsOf(() => ({ flagship: "x" }))).toEqual(["The flagship x does not exist."]);
    for (const target of [
      { run: "x", step: 100 },
      { run: "m0", step: 99 },
    ]) {
      expect(problemsOf(() => ({ target }))).toEqual([
        `The target is ${target.run} at step ${target.step}, which is not the flagship's.`,
      ]);
    }
    expect(withRun("flagship", { records: null, external: null, checkpoints: [] })).toEqual([
      "Run external: its subject flagship has no records.",
      "The flagship flagship has no records.",
    ]);
    expect(problemsOf(({ controls }) => ({ controls: { ...controls, online: "x" } }))).toEqual([
      "The control online, x, does not exist.",
    ]);
    expect(withRun("external", { subject: "x" })).toEqual(["Run external: there is no subject x."]);
    expect(withRun("external", { family: "x" })).toEqual(["Run external: there is no family x."]);
    expect(withRun("external", { arm: "x" })).toEqual(["Run external: there is no arm x."]);
    expect(withRun("external", { start: { run: "x", step: 0 } })).toEqual([
      "Run external: there is no start x.",
    ]);
    expect(withRun("external", { start: { run: "m0", step: 99 } })).toEqual([
      "Run external: its start m0 has no step 99.",
    ]);
    expect(withRun("flagship", { external: "x" })).toEqual([
      "Run flagship: there is no external explainer x.",
    ]);
  });

  it("finds supervision that cannot be looked up", () => {
    const { supervision } = makeRun("external");
    const supervised = (change: Partial<typeof supervision>) =>
      withRun("external", { supervision: { ...supervision, ...change } });
    expect(supervised({ source: { run: "x", step: 0 } })).toEqual(["Run external: there is no source x."]);
    expect(supervised({ target: null })).toEqual([
      "Run flagship: its external explainer external has another target.",
      "Run external: it has labels and no target to hold claims against.",
    ]);
    expect(supervised({ target: { run: "x", step: 100 } })).toContain("Run external: there is no target x.");
    expect(supervised({ target: { run: "m0", step: 99 } })).toContain(
      "Run external: its target m0 has no records of step 99.",
    );
    // Nothing is read along with a run that has no records.
    const bare = makeRun("bare", { seed: 1, records: null });
    const target = { run: "bare", step: 10 };
    const unread = makeRun("unread", { seed: 2, records: null, supervision: { ...supervision, target } });
    expect(problemsOf(({ runs }) => ({ runs: [...runs, bare, unread] }))).toEqual([]);
    const read = { ...unread, records: makeRecords("unread", { rows: 12, steps: [10] }) };
    expect(problemsOf(({ runs }) => ({ runs: [...runs, bare, read] }))).toEqual([
      "Run unread: its target bare has no records of step 10.",
    ]);
  });

  it("finds runs that cannot be compared with what stands beside them", () => {
    const recorded = makeRecords("external", { rows: 12, steps: [5] });
    expect(withRun("external", { records: recorded })).toEqual([
      "Run flagship: it shares no step with its external explainer external.",
      "Run external: it shares no step with its subject flagship.",
    ]);
    expect(withRun("external", { records: null })).toEqual([
      "Run flagship: its external explainer external has no records.",
    ]);
    expect(withRun("external", { arm: "fixed-shift" })).toEqual([
      "More than one run is of arm fixed-shift, family tiny, seed 0.",
    ]);
    // An explainer without a model counts to its subject's family.
    const twin = makeRun("twin", { family: null, subject: "flagship", seed: 1, checkpoints: [] });
    const twins = [twin, { ...twin, id: "other", family: "tiny" }];
    expect(problemsOf(({ runs }) => ({ runs: [...runs, ...twins] }))).toEqual([
      "More than one run is of arm fixed-shift, family tiny, seed 1.",
    ]);
  });

  it("finds sweeps of arms that are not there, and levels off their axis", () => {
    const withSweep = (change: Partial<Sweep>) =>
      problemsOf(({ sweeps }) => ({ sweeps: sweeps.map((sweep) => ({ ...sweep, ...change })) }));
    const point = { arm: "external", level: 0, label: "none" };
    expect(withSweep({ points: [{ ...point, arm: "x" }] })).toEqual(["Sweep shift: there is no arm x."]);
    expect(withSweep({ points: [point, { ...point, level: 1 }] })).toEqual([
      "Sweep shift: arm external is listed twice.",
    ]);
    const axis = { title: "labels", unit: null, scale: "log" as const };
    expect(withSweep({ axis, points: [point] })).toEqual([
      "Sweep shift: level 0 of arm external has no place on a log axis.",
    ]);
    expect(withSweep({ axis, points: [{ ...point, level: null }] })).toEqual([]);
    const band = { low: 0.6, high: 0.7, label: "said to matter", note: "Second-hand." };
    expect(withSweep({ band })).toEqual(["Sweep shift: it has a band, and its axis has no stretches."]);
    const linear = { ...axis, scale: "linear" as const };
    expect(withSweep({ axis: linear, band })).toEqual([]);
    expect(withSweep({ axis: linear, band: null })).toEqual([]);
    expect(withSweep({ axis: linear, band: { ...band, high: 0.5 } })).toEqual([
      "Sweep shift: its band ends at 0.5 and begins at 0.6.",
    ]);
    expect(problemsOf(({ arms }) => ({ arms: [...arms, ...arms.slice(0, 1)] }))).toEqual([
      "Arm m0 is listed twice.",
    ]);
  });

  it("finds steps out of order and checkpoints that cannot be run or checked", () => {
    const { records, checkpoints } = makeRun("flagship");
    expect(withRun("flagship", { records: records && { ...records, steps: [10, 0] } })).toEqual([
      "Run flagship: the steps of its records are not in ascending order.",
    ]);
    expect(withRun("flagship", { checkpoints: [...checkpoints].reverse() })).toEqual([
      "Run flagship: its checkpoints are not in ascending order of steps.",
    ]);
    expect(withRun("flagship", { golden: null })).toEqual([
      "Run flagship: it has checkpoints to run and no golden logits to check them by.",
    ]);
    expect(withRun("flagship", { family: null })).toEqual([
      "Run flagship: it has checkpoints and no family to run them with.",
    ]);
    expect(withRun("flagship", { shift: { kind: "redraw", ramp: [5, 1], share: 0 } })).toEqual([
      "Run flagship: the shift's ramp ends before it begins.",
    ]);
  });

  it("finds slots without a value and queries without their slots", () => {
    const task = makeTask("a");
    const unslotted = { ...task, slots: [] };
    expect(problemsOf(() => ({ tasks: [unslotted] }))).toEqual([
      "Task a: entity france has no value for {claim}.",
    ]);
    const query = { ...task.query, add: "{reply} with it :" };
    expect(problemsOf(() => ({ tasks: [{ ...task, query }] }))).toEqual([
      'Task a: the query "{reply} with it :" must hold {reply} and {cue} once each.',
    ]);
    expect(problemsOf(() => ({ tasks: [{ ...task, template: "{cues} {cues} {claim}" }] }))).toEqual([
      "Task a: the template must hold {cues} exactly once.",
    ]);
  });

  it("lets two runs share a file, but not two contents one name", () => {
    const [first] = makeRun("flagship").checkpoints;
    if (first === undefined) throw new Error("expected a checkpoint");
    expect(withRun("m0", { checkpoints: [first], golden: makeRun("m0").golden })).toEqual([]);
    const other = { ...first, sha256: "f".repeat(64) };
    expect(withRun("m0", { checkpoints: [other], golden: makeRun("m0").golden })).toEqual([
      `File ${first.path} is named with two hashes.`,
    ]);
  });
});
