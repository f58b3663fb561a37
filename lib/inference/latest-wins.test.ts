import { describe, expect, it } from "vitest";
import { createLatestWins } from "@/lib/inference/latest-wins";

/** Work that ends when the test says so. */
function makeWork() {
  const begun: string[] = [];
  const stopped: string[] = [];
  const ends = new Map<string, { resolve(value: string): void; reject(error: Error): void }>();
  const work = (name: string) => (signal: AbortSignal) => {
    begun.push(name);
    signal.addEventListener("abort", () => stopped.push(name));
    return new Promise<string>((resolve, reject) => ends.set(name, { resolve, reject }));
  };
  const settle = () => new Promise((resolve) => setTimeout(resolve));
  return { begun, stopped, ends, work, settle };
}

describe("latest wins", () => {
  it("lets one run and one wait; the newest wins, the others are superseded", async () => {
    const { begun, stopped, ends, work, settle } = makeWork();
    const run = createLatestWins();
    const results = ["a", "b", "c"].map((name) => run("panel", work(name)));
    const outcome = Promise.allSettled(results);
    await expect(results[0]).rejects.toMatchObject({ code: "superseded" });
    await expect(results[1]).rejects.toMatchObject({ code: "superseded" });
    expect([begun, stopped]).toEqual([["a"], ["a"]]);

    // c begins when a has really stopped, and b never does.
    ends.get("a")?.resolve("too late");
    await settle();
    expect(begun).toEqual(["a", "c"]);
    ends.get("c")?.resolve("newest");
    expect((await outcome)[2]).toEqual({ status: "fulfilled", value: "newest" });
  });

  it("goes on after a task that rejects, and one that throws", async () => {
    const { ends, work, settle } = makeWork();
    const run = createLatestWins();
    const first = run("panel", work("a"));
    ends.get("a")?.reject(new Error("no"));
    await expect(first).rejects.toThrow("no");
    await expect(
      run("panel", () => {
        throw new Error("at once");
      }),
    ).rejects.toThrow("at once");
    await settle();
    await expect(run("panel", async () => "well")).resolves.toBe("well");
  });

  it("begins the waiting task after a running one that failed", async () => {
    const { begun, ends, work } = makeWork();
    const run = createLatestWins();
    const first = run("panel", work("a"));
    const second = run("panel", work("b"));
    await expect(first).rejects.toMatchObject({ code: "superseded" });
    ends.get("a")?.reject(new Error("crashed"));
    await new Promise((resolve) => setTimeout(resolve));
    expect(begun).toEqual(["a", "b"]);
    ends.get("b")?.resolve("b");
    await expect(second).resolves.toBe("b");
  });

  it("keeps panels apart", async () => {
    const { begun, ends, work } = makeWork();
    const run = createLatestWins();
    const results = [run("left", work("a")), run("right", work("b"))];
    expect(begun).toEqual(["a", "b"]);
    ends.get("b")?.resolve("b");
    ends.get("a")?.resolve("a");
    await expect(Promise.all(results)).resolves.toEqual(["a", "b"]);
  });

  it("cancels a running, a waiting and a late request by signal", async () => {
    const { begun, stopped, ends, work, settle } = makeWork();
    const run = createLatestWins();
    const stopB = new AbortController();
    const first = run("panel", work("a"));
    const second = run("panel", work("b"), stopB.signal);
    await expect(first).rejects.toMatchObject({ code: "superseded" });
    stopB.abort();
    await expect(second).rejects.toMatchObject({ code: "cancelled" });
    ends.get("a")?.resolve("a");
    await settle();
    expect(begun).toEqual(["a"]);

    const stopC = new AbortController();
    const third = run("panel", work("c"), stopC.signal);
    stopC.abort();
    await expect(third).rejects.toMatchObject({ code: "cancelled" });
    expect(stopped).toEqual(["a", "c"]);
    await expect(run("panel", work("d"), AbortSignal.abort())).rejects.toMatchObject({ code: "cancelled" });
    expect(begun).toEqual(["a", "c"]);
  });
});
