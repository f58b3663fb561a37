import { describe, expect, it } from "vitest";
import { makeBundle, makeRecords, makeRun } from "@/lib/bundle/bundle.test-support";
import { followLink } from "@/lib/permalink/follow.test-support";
import { planeHref } from "@/lib/permalink/links";
import { MAX_PLANE_RUNS, type PlaneView, planePageView } from "@/lib/permalink/plane-view";

const small = makeBundle();
const many = Array.from({ length: MAX_PLANE_RUNS + 2 }, (_, seed) =>
  makeRun(`fixed-s${seed}`, {
    seed,
    records: makeRecords(`fixed-s${seed}`, { rows: 24, steps: [0, 5, 10] }),
  }),
);
const bundle = { ...small, runs: [...small.runs, ...many] };
const follow = (href: string) => followLink(planePageView, bundle, href);

const DEFAULT: PlaneView = {
  runs: ["flagship", "external"],
  steps: "path",
  split: "held-out",
  filter: { task: null, cue: null, edit: null, flip: null, reply: null, margin: null },
  pins: ["flagship"],
};

describe("a link to the plane", () => {
  it("opens with the flagship and its controls", () => {
    expect(follow("/plane/")).toEqual({ view: DEFAULT, ignored: [] });
  });

  it("gives back any view that it was built from", () => {
    const filter: PlaneView["filter"] = {
      task: "b",
      cue: "weather",
      edit: "add",
      flip: { from: 2, to: 0 },
      reply: "same",
      margin: "away",
    };
    const views: PlaneView[] = [
      DEFAULT,
      { runs: ["fixed-s3", "external"], steps: "last", split: "both", filter, pins: ["external"] },
      { runs: ["fixed-s1"], steps: 5, split: "all", filter: { ...filter, cue: null }, pins: [] },
      { ...DEFAULT, runs: [], pins: [], split: "explained" },
    ];
    for (const view of views) expect(follow(planeHref(view))).toEqual({ view, ignored: [] });
  });

  it.each([
    ["runs=nobody", "runs “nobody”, which is not in this bundle"],
    ["runs=m0", "runs “m0”, which has no target to be held against"],
    ["runs=a,,b", "runs “a,,b”, which cannot be read"],
    ["steps=5", "steps “5”, which is no step of the runs shown"],
    ["steps=first", "steps “first”, which cannot be read"],
    ["split=some", "split “some”, which cannot be read"],
    ["pins=fixed-s1", "pins “fixed-s1”, which is not among the runs shown"],
    ["pins=fixed-s1,flagship", "pins “fixed-s1”, which is not among the runs shown"],
    ["cue=nobody", "cue “nobody”, which is not in this bundle"],
  ])("leaves out what cannot be shown, and says so: %s", (query, sentence) => {
    const { view, ignored } = follow(`/plane/?${query}`);
    expect(view).toEqual(DEFAULT);
    expect(ignored.map((one) => one.sentence)).toEqual([`The link says ${sentence}; it was left out.`]);
  });

  it("keeps the good part of a list, and no more runs than can be told apart", () => {
    const ids = many.map(({ id }) => id);
    const { view, ignored } = follow(`/plane/?runs=nobody,${ids}`);
    expect(view.runs).toEqual(ids.slice(0, MAX_PLANE_RUNS));
    expect(ignored.map(({ given }) => given)).toEqual(["nobody", ...ids.slice(MAX_PLANE_RUNS)]);
    expect(view.pins).toEqual([]);
  });
});
