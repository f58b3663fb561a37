import { describe, expect, test } from "vitest";
import { makeArm, makeBundle, makeRecords, makeRun } from "@/lib/bundle/bundle.test-support";
import type { Bundle, Run } from "@/lib/bundle/schema";
import { defaultMatrixPlaces, hasMatrix, listMatrixPlaces } from "./matrix-places";

const base = makeBundle();

/** The tiny bundle with an online arm, text-only explainer and shuffled arm; `change` replaces runs by id. */
function withControls(change: Record<string, Partial<Run>> = {}): Bundle {
  const runs = [
    ...base.runs,
    makeRun("online", { arm: "online" }),
    makeRun("shuffled", { arm: "shuffled" }),
    makeRun("words", { arm: "text-only", family: null, model: null, start: null, subject: "flagship" }),
    makeRun("flagship-s1", { seed: 1 }),
  ];
  return {
    ...base,
    arms: [...base.arms, makeArm("online"), makeArm("shuffled"), makeArm("text-only")],
    runs: runs.map((run) => ({ ...run, ...change[run.id] })),
    controls: { external: "external", online: "online", shuffled: "shuffled", textOnly: "words" },
  };
}

const runOf = (bundle: Bundle, id: string) => bundle.runs.find((run) => run.id === id) as Run;
const placesOf = (bundle: Bundle, id: string) =>
  listMatrixPlaces(bundle, runOf(bundle, id)).map((place) => place.id);

describe("hasMatrix", () => {
  test("takes a run with behaviour of its own and a recorded target", () => {
    const bundle = withControls();
    const withMatrix = bundle.runs.filter((run) => hasMatrix(bundle, run)).map(({ id }) => id);
    expect(withMatrix).toEqual(["flagship", "online", "shuffled", "flagship-s1"]);
  });

  test("refuses a run whose target has no records of its step", () => {
    const bundle = withControls({ m0: { records: makeRecords("m0", { rows: 12, steps: [99] }) } });
    expect(bundle.runs.some((run) => hasMatrix(bundle, run))).toBe(false);
  });
});

describe("listMatrixPlaces", () => {
  test("lists target, steps and controls; who has no model behaves in no column, a constant claims in none's name", () => {
    const bundle = withControls();
    const places = listMatrixPlaces(bundle, runOf(bundle, "flagship"));
    expect(places.map(({ id }) => id)).toEqual([
      "target",
      "0",
      "10",
      "online",
      "external",
      "text-only",
      "shuffled",
      "unchanged",
    ]);
    expect(places.filter(({ behaves }) => behaves === null).map(({ id }) => id)).toEqual([
      "text-only",
      "unchanged",
    ]);
    expect(places.find(({ id }) => id === "text-only")?.claims).toEqual({ run: "words", step: 10 });
    expect(places.at(-1)?.claims).toBeNull();
  });

  test("leaves out controls of another seed, and those whose behaviour took another way", () => {
    expect(placesOf(withControls(), "flagship-s1")).toEqual(["target", "0", "10", "unchanged"]);
    const swapped = withControls({ online: { shift: { kind: "swap", ramp: [0, 10], share: 0.4 } } });
    expect(placesOf(swapped, "flagship")).not.toContain("online");
    expect(placesOf(swapped, "flagship")).toContain("shuffled");
  });

  test("does not list a run beside itself", () => {
    expect(placesOf(withControls(), "online")).not.toContain("online");
  });
});

describe("defaultMatrixPlaces", () => {
  const records = (steps: number[]) => ({ records: makeRecords("flagship", { rows: 24, steps }) });
  const stepsOf = (change: Partial<Run>) => {
    const bundle = withControls({ flagship: change });
    return defaultMatrixPlaces(bundle, runOf(bundle, "flagship")).filter((id) => /^\d/.test(id));
  };

  test("shows a third, two thirds and the last step of a run that starts from its target", () => {
    expect(stepsOf(records([0, 100, 200, 300, 400, 500, 600]))).toEqual(["200", "400", "600"]);
  });

  test("shows the first step too where the run starts from something else", () => {
    const start = { run: "external", step: 10 };
    expect(stepsOf({ ...records([0, 300, 600]), start })).toEqual(["0", "300", "600"]);
  });

  test("shows what there is of a run of two steps", () => {
    expect(stepsOf(records([0, 600]))).toEqual(["600"]);
  });
});
