import { describe, expect, it } from "vitest";
import { makeBundle } from "@/lib/bundle/bundle.test-support";
import { followLink } from "@/lib/permalink/follow.test-support";
import { type ItemsView, itemsPageView } from "@/lib/permalink/items-view";
import { armsHref, itemsHref, timelineHref } from "@/lib/permalink/links";
import { strayParameters, writeFields } from "@/lib/permalink/page-view";
import { idParser, wholeNumberParser } from "@/lib/permalink/parsers";

const bundle = makeBundle();

describe("strayParameters", () => {
  const stray = (query: string) => strayParameters(["run", "step"], new URLSearchParams(query));

  it("has nothing against the page's own", () => {
    expect(stray("run=a&step=1")).toEqual([]);
  });

  it("names what the page does not have, and what is said again", () => {
    expect(stray("rnu=a&run=b&run=c").map(({ sentence }) => sentence)).toEqual([
      "The link says rnu “a”, which this page does not know; it was left out.",
      "The link says run “c”, which is said a second time; it was left out.",
    ]);
  });

  it("repeats a long name in part only", () => {
    expect(stray(`${"x".repeat(90)}=1`)[0]?.sentence).toContain(`says ${"x".repeat(40)}… “1”`);
  });
});

describe("writeFields", () => {
  it("sets, takes out and leaves", () => {
    const parsers = { run: idParser, step: wholeNumberParser, task: idParser };
    expect(writeFields(parsers, { run: "a", step: null })).toEqual({ run: "a", step: null });
  });
});

describe("a link to Items", () => {
  const DEFAULT: ItemsView = followLink(itemsPageView, bundle, "/items/").view;

  it("opens with the flagship's last step", () => {
    expect(DEFAULT).toMatchObject({ run: "flagship", step: 10, self: null, target: null });
  });

  it("names whose claims, against whom, and which rows", () => {
    const href = itemsHref({
      run: "external",
      step: 0,
      self: { run: "flagship", step: 10 },
      target: { run: "m0", step: 100 },
      changes: "only-self",
      split: null,
    });
    const { view, ignored } = followLink(itemsPageView, bundle, href);
    expect(ignored).toEqual([]);
    expect(view).toEqual({
      run: "external",
      step: 0,
      self: { run: "flagship", step: 10 },
      target: { run: "m0", step: 100 },
      filter: { ...DEFAULT.filter, changes: "only-self", split: null },
      order: null,
    });
  });

  it("falls back where a run or a step is not there", () => {
    const { view, ignored } = followLink(itemsPageView, bundle, "/items/?run=x&step=7&self=m0@7&target=y@1");
    expect(view).toEqual(DEFAULT);
    expect(ignored.map(({ sentence }) => sentence)).toEqual([
      "The link says run “x”, which is not in this bundle; it was left out.",
      "The link says step “7”, which is not among the steps of flagship; it was left out.",
      "The link says self “m0@7”, which is not among the steps of m0; it was left out.",
      "The link says target “y@1”, which is not in this bundle; it was left out.",
    ]);
  });
});

describe("links to the other pages", () => {
  it("say only what they are given", () => {
    expect(timelineHref({})).toBe("/timeline/");
    expect(timelineHref({ run: "flagship", pins: [10] })).toBe("/timeline/?run=flagship&pins=10");
    expect(armsHref({ sweep: "shift", family: null })).toBe("/arms/?sweep=shift");
  });
});
