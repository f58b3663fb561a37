import { describe, expect, it } from "vitest";
import { RecentResults } from "@/lib/queries/recent-results";

function makeCounted(limit: number) {
  const results = new RecentResults(limit);
  const made: string[] = [];
  const ask = (group: string, name = "table") =>
    results.once(group, name, async () => {
      made.push(`${group} ${name}`);
      return `${group} ${name}`;
    });
  return { results, made, ask };
}

describe("RecentResults", () => {
  it("makes each result of a group once", async () => {
    const { made, ask } = makeCounted(2);
    expect(await Promise.all([ask("a"), ask("a"), ask("a", "bytes")])).toEqual([
      "a table",
      "a table",
      "a bytes",
    ]);
    expect(made).toEqual(["a table", "a bytes"]);
  });

  it("forgets the group that was asked for longest ago, with all of its results", async () => {
    const { made, ask } = makeCounted(2);
    await ask("a");
    await ask("a", "bytes");
    await ask("b");
    await ask("a"); // now b is the older one
    await ask("c");
    made.length = 0;
    await ask("a", "bytes");
    await ask("c");
    expect(made).toEqual([]);
    await ask("b");
    expect(made).toEqual(["b table"]);
    await ask("a");
    expect(made).toEqual(["b table", "a table"]);
  });

  it("lets those who wait for a forgotten result have it", async () => {
    const { ask } = makeCounted(1);
    const first = ask("a");
    const second = ask("b");
    expect(await Promise.all([first, second])).toEqual(["a table", "b table"]);
  });

  it("keeps no failure", async () => {
    const results = new RecentResults(2);
    const fail = () => results.once("a", "table", () => Promise.reject(new Error("offline")));
    await expect(fail()).rejects.toThrow("offline");
    await expect(results.once("a", "table", async () => 1)).resolves.toBe(1);
  });
});
