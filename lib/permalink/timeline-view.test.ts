import { expect, it } from "vitest";
import { makeBundle } from "@/lib/bundle/bundle.test-support";
import { DEFAULT_FILTER } from "@/lib/permalink/filter-view";
import type { RawParameters } from "@/lib/permalink/read-parameter";
import {
  DEFAULT_BESIDE,
  type TimelineParameter,
  type TimelineView,
  timelinePageView,
  writeTimelineView,
} from "@/lib/permalink/timeline-view";

const bundle = makeBundle();
const NONE = Object.fromEntries(timelinePageView.names.map((name) => [name, null]));
const read = (raw: Partial<RawParameters<TimelineParameter>>) =>
  timelinePageView.read(bundle, { ...NONE, ...raw } as RawParameters<TimelineParameter>);

const DEFAULTS: TimelineView = {
  run: "flagship",
  line: "run",
  beside: [...DEFAULT_BESIDE],
  filter: DEFAULT_FILTER,
  pins: [],
};

it("shows the flagship among what its claims have to be seen beside", () => {
  expect(read({})).toEqual({ view: DEFAULTS, ignored: [] });
});

it("gives back any view that was written", () => {
  const steps = bundle.runs.find(({ id }) => id === "flagship")?.records?.steps ?? [];
  const views: TimelineView[] = [
    DEFAULTS,
    {
      run: "flagship",
      line: "mean",
      beside: ["other-entities", "text-only", "constant"],
      filter: { ...DEFAULT_FILTER, split: null, edit: "add", flip: { from: 0, to: 1 } },
      pins: [...steps],
    },
    { ...DEFAULTS, beside: [] },
  ];
  for (const view of views) expect(read(writeTimelineView(view))).toEqual({ view, ignored: [] });
});

it("takes the marks out of the link with the last of them", () => {
  expect(writeTimelineView({ pins: [] })).toEqual({ pins: null });
  expect(writeTimelineView({ beside: [] })).toEqual({ beside: "" });
});

it.each([
  [{ run: "nobody" }, "The link says run “nobody”, which is not in this bundle; it was left out."],
  [{ run: "m0" }, "The link says run “m0”, which has no target to be held against; it was left out."],
  [{ line: "median" }, "The link says line “median”, which cannot be read; it was left out."],
  [{ pins: "7" }, "The link says pins “7”, which is not among the steps of flagship; it was left out."],
  [
    { beside: "seeds,online,external,shuffled,moon" },
    "The link says beside “moon”, which is nothing that can be drawn there; it was left out.",
  ],
  [
    { beside: "moon" },
    "The link says beside “moon”, which is nothing that can be drawn there; it was left out.",
  ],
] as const)("falls back where a value is bad, and says so: %o", (raw, sentence) => {
  const { view, ignored } = read(raw);
  expect(view).toEqual(DEFAULTS);
  expect(ignored.map((one) => one.sentence)).toEqual([sentence]);
});
