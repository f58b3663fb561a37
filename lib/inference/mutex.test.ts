import { expect, it } from "vitest";
import { createMutex } from "@/lib/inference/mutex";

it("runs tasks one at a time, in order, and survives one that rejects", async () => {
  const lock = createMutex();
  const log: string[] = [];
  const task = (name: string, fails = false) =>
    lock(async () => {
      log.push(`${name} begins`);
      await new Promise((resolve) => setTimeout(resolve, 1));
      log.push(`${name} ends`);
      if (fails) throw new Error(name);
      return name;
    });
  const results = await Promise.allSettled([task("a"), task("b", true), task("c")]);
  expect(results.map((result) => result.status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect(log).toEqual(["a begins", "a ends", "b begins", "b ends", "c begins", "c ends"]);
});
