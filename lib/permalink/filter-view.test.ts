import { describe, expect, it } from "vitest";
import { makeBundle, makeTask } from "@/lib/bundle/bundle.test-support";
import type { ItemFilter } from "@/lib/coupling/item-filter";
import {
  DEFAULT_FILTER,
  DEFAULT_ITEM_FILTER,
  FILTER_PARAMETERS,
  ITEM_FILTER_PARAMETERS,
  readFilter,
  readItemFilter,
  writeFilter,
  writeItemFilter,
} from "@/lib/permalink/filter-view";
import { makeReader, type RawParameters } from "@/lib/permalink/read-parameter";
import { makeReferenceRandom } from "@/lib/stats/reference.test-support";

const onlyHere = { id: "only-b", name: "only b", meaning: "", kind: "lowers" as const, texts: ["b ."] };
const other = makeTask("b");
const bundle = makeBundle({ tasks: [makeTask("a"), { ...other, cues: [...other.cues, onlyHere] }] });

type Raw = RawParameters<(typeof ITEM_FILTER_PARAMETERS)[number]>;
const EMPTY = Object.fromEntries(ITEM_FILTER_PARAMETERS.map((name) => [name, null])) as Raw;
const rawOf = (written: Partial<Raw>): Raw => ({ ...EMPTY, ...written });

function read(written: Partial<Raw>) {
  const reader = makeReader(rawOf(written));
  return { filter: readItemFilter(bundle, reader), ignored: reader.ignored };
}

describe("a filter through a link", () => {
  it("comes back as it was, whatever is chosen", () => {
    const random = makeReferenceRandom(3);
    const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
    for (let i = 0; i < 400; i++) {
      const task = pick([null, "a", "b"]);
      const filter: ItemFilter = {
        split: pick([null, "held-out", "explained"]),
        task,
        cue: pick([null, "weather", ...(task === "a" ? [] : ["only-b"])]),
        edit: pick([null, "remove", "add"]),
        flip: pick([null, { from: 0, to: 2 }, { from: 2, to: 1 }]),
        reply: pick([null, "same", "shifted"]),
        margin: pick([null, "away", "near"]),
        changes: pick([null, "only-self", "only-target", "only-one", "both", "neither"]),
        before: pick([null, "alike", "comparable", "differ"]),
        disputed: pick([null, true, false]),
        verdict: pick([null, "unchanged", "changed", "omitted", "invented", "other-reply"]),
      };
      expect(read(writeItemFilter(filter))).toEqual({ filter, ignored: [] });
    }
  });

  it("says nothing of what is at its default, and takes it out of the link", () => {
    expect(Object.values(writeItemFilter(DEFAULT_ITEM_FILTER)).every((text) => text === null)).toBe(true);
    expect(Object.keys(writeFilter(DEFAULT_FILTER)).sort()).toEqual([...FILTER_PARAMETERS].sort());
    expect(read({}).filter).toEqual(DEFAULT_ITEM_FILTER);
    expect(readFilter(bundle, makeReader(EMPTY))).toEqual(DEFAULT_FILTER);
  });

  it("writes the fields that are given and leaves the others", () => {
    expect(writeFilter({ cue: "weather" })).toEqual({ cue: "weather" });
    expect(writeFilter({ split: null })).toEqual({ split: "all" });
    expect(writeFilter({ edit: null })).toEqual({ edit: null });
  });

  it.each([
    [{ split: "held" }, "split “held”, which cannot be read"],
    [{ task: "c" }, "task “c”, which is not in this bundle"],
    [{ cue: "nobody" }, "cue “nobody”, which is not in this bundle"],
    [{ task: "a", cue: "only-b" }, "cue “only-b”, which is not of the task a"],
    [{ edit: "swap" }, "edit “swap”, which cannot be read"],
    [{ flip: "1-1" }, "flip “1-1”, which cannot be read"],
    [{ flip: "0-3" }, "flip “0-3”, which names a reply that the task does not have"],
    [{ reply: "1" }, "reply “1”, which cannot be read"],
    [{ margin: "far" }, "margin “far”, which cannot be read"],
    [{ changes: "self" }, "changes “self”, which cannot be read"],
    [{ before: "after" }, "before “after”, which cannot be read"],
    [{ disputed: "yes" }, "disputed “yes”, which cannot be read"],
    [{ verdict: "true" }, "verdict “true”, which cannot be read"],
  ] as const)("leaves out what is not there, and says so: %o", (raw, sentence) => {
    const { filter, ignored } = read(raw);
    expect(filter).toEqual({
      ...DEFAULT_ITEM_FILTER,
      ...("task" in raw && raw.task === "a" && { task: "a" }),
    });
    expect(ignored.map((one) => one.sentence)).toEqual([`The link says ${sentence}; it was left out.`]);
  });
});
