import { describe, expect, it } from "vitest";
import { makeBundle } from "@/lib/bundle/bundle.test-support";
import { DEFAULT_ITEM_FILTER } from "@/lib/permalink/filter-view";
import {
  ITEM_COLUMNS,
  type ItemsParameter,
  type ItemsView,
  itemOrderParser,
  itemsPageView,
} from "@/lib/permalink/items-view";
import { itemsHref } from "@/lib/permalink/links";

const bundle = makeBundle();
const EMPTY = Object.fromEntries(itemsPageView.names.map((name) => [name, null])) as Record<
  ItemsParameter,
  string | null
>;
const read = (given: Partial<typeof EMPTY>) => itemsPageView.read(bundle, { ...EMPTY, ...given });

describe("itemsPageView", () => {
  it("is the flagship at its last step where the link says nothing", () => {
    expect(read({})).toEqual({
      view: {
        run: "flagship",
        step: 10,
        self: null,
        target: null,
        filter: DEFAULT_ITEM_FILTER,
        order: null,
      },
      ignored: [],
    });
  });

  it("reads what it writes, from a point elsewhere too", () => {
    const view: ItemsView = {
      run: "external",
      step: 0,
      self: { run: "flagship", step: 10 },
      target: { run: "m0", step: 100 },
      filter: {
        split: null,
        task: "a",
        cue: "weather",
        edit: "remove",
        flip: { from: 0, to: 2 },
        reply: "shifted",
        margin: "near",
        changes: "only-self",
        before: "comparable",
        disputed: false,
        verdict: "other-reply",
      },
      order: { key: "margin", direction: "descending" },
    };
    expect(read(itemsPageView.write(view))).toEqual({ view, ignored: [] });
    const { filter, ...place } = view;
    const search = new URL(itemsHref({ ...place, ...filter }), "http://x").searchParams;
    expect(read(Object.fromEntries(search))).toEqual({ view, ignored: [] });
  });

  it("shows the default of what a mangled link says, and lists it", () => {
    const given = {
      run: "nobody",
      step: "7",
      self: "m0@1",
      target: "m0",
      split: "both",
      task: "c",
      cue: "luck",
      flip: "0-9",
      changes: "all",
      before: "after",
      disputed: "yes",
      verdict: "wrong",
      order: "+margin",
    };
    const { view, ignored } = read(given);
    expect(view).toEqual(read({}).view);
    expect(ignored.map(({ name }) => name).sort()).toEqual(Object.keys(given).sort());
  });
});

describe("itemOrderParser", () => {
  it("reads back every column in both directions, and nothing else", () => {
    for (const key of ITEM_COLUMNS) {
      for (const direction of ["ascending", "descending"] as const) {
        expect(itemOrderParser.parse(itemOrderParser.serialize({ key, direction }))).toEqual({
          key,
          direction,
        });
      }
    }
    for (const text of ["", "-", "luck", "--margin", "Margin", "margin "]) {
      expect(itemOrderParser.parse(text)).toBeNull();
    }
  });
});
