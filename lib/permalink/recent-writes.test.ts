import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { RecentWrites, SETTLE_MS, type Values, type WriteOptions } from "@/lib/permalink/recent-writes";

const REPLACE: WriteOptions = { history: "replace" };

/** An address, and all that was written to it. */
function makeAddress(shown: Values = {}) {
  const written: [Values, WriteOptions][] = [];
  let address: Values = {};
  const writes = new RecentWrites(
    (values, options) => {
      written.push([values, options]);
      address = { ...address, ...values };
    },
    (name) => address[name] ?? null,
    () => shown,
  );
  const revert = (to: Values) => {
    address = to;
  };
  return { writes, written, revert, address: () => address };
}

describe("RecentWrites", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("writes a change once, where the address keeps it", () => {
    const { writes, written } = makeAddress();
    writes.add({ step: "0", run: null }, { history: "push" });
    vi.advanceTimersByTime(SETTLE_MS);
    expect(written).toEqual([[{ step: "0", run: null }, { history: "push" }]]);
  });

  it("writes it with the next change, so that an address put back meanwhile takes nothing along", () => {
    const { writes, revert, address } = makeAddress();
    writes.add({ step: "0" }, REPLACE);
    writes.add({ step: "9" }, REPLACE);
    revert({ step: "0" });
    writes.add({ live: "1" }, REPLACE);
    expect(address()).toEqual({ step: "9", live: "1" });
  });

  it("writes it with all that the page shows, however late the address was put back", () => {
    const shown: Values = { step: "9", run: null };
    const { writes, revert, address } = makeAddress(shown);
    writes.add({ step: "9" }, REPLACE);
    vi.advanceTimersByTime(SETTLE_MS);
    revert({ step: "0" });
    writes.add({ live: "1" }, REPLACE);
    expect(address()).toEqual({ step: "9", run: null, live: "1" });
  });

  it("writes once more what is gone at the end", () => {
    const { writes, written, revert, address } = makeAddress();
    writes.add({ step: "9" }, { history: "push" });
    revert({ step: "0" });
    vi.advanceTimersByTime(SETTLE_MS);
    expect(address()).toEqual({ step: "9" });
    expect(written.at(-1)).toEqual([{ step: "9" }, REPLACE]);
    revert({});
    vi.advanceTimersByTime(10 * SETTLE_MS);
    expect(address()).toEqual({});
  });

  it("leaves alone what is old, and what the visitor left", () => {
    const { writes, written, revert } = makeAddress();
    writes.add({ step: "0" }, REPLACE);
    vi.advanceTimersByTime(SETTLE_MS);
    writes.add({ run: "a", step: undefined }, REPLACE);
    expect(written.at(-1)?.[0]).toEqual({ run: "a" });
    revert({});
    writes.forget();
    vi.advanceTimersByTime(SETTLE_MS);
    writes.add({ task: "b" }, REPLACE);
    expect(written.at(-1)?.[0]).toEqual({ task: "b" });
    expect(written).toHaveLength(3);
  });
});
