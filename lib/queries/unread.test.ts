import { describe, expect, it } from "vitest";
import { unreadReasons } from "@/lib/queries/unread";

const absent = (reason: string, isUnread?: true) => ({
  kind: "absent",
  reason,
  ...(isUnread && { isUnread }),
});

describe("unreadReasons", () => {
  it("gives each reason once, of scores and of answers that are one whole", () => {
    const scores = [absent("a", true), absent("b", true), absent("a", true), { kind: "estimates" }];
    expect(unreadReasons({ scores })).toEqual(["a", "b"]);
    expect(unreadReasons(absent("c", true))).toEqual(["c"]);
    expect(unreadReasons({ missing: ["d"], unread: ["e", "f"] })).toEqual(["e", "f"]);
  });

  it("gives none of what asking again cannot bring, nor of what is not there yet", () => {
    expect(unreadReasons({ scores: [absent("it has no records")] })).toEqual([]);
    expect(unreadReasons(absent("there are no such items"))).toEqual([]);
    for (const other of [undefined, null, [], "text", { kind: "rows" }])
      expect(unreadReasons(other)).toEqual([]);
  });
});
