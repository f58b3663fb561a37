import { expect, it } from "vitest";
import type { Estimate } from "@/lib/stats/estimate";
import { exactWords, isExact } from "./exact-intervals";

const value = (method: string): Estimate => ({
  kind: "value",
  value: 0.5,
  low: 0.4,
  high: 0.6,
  level: 0.95,
  n: 12,
  clusters: 3,
  method,
});
const exact = value("Clopper–Pearson");
const other = value("percentile bootstrap over entities with t tails, 2000 draws");

it("tells exact intervals from others and from what is undefined", () => {
  expect([exact, other, { kind: "undefined", reason: "no edit" } as const].map(isExact)).toEqual([
    true,
    false,
    false,
  ]);
});

it("is said only where there is one, and how it is marked", () => {
  expect(exactWords([other])).toBe("");
  expect(exactWords([other, exact])).toBe(
    "Shares of fewer than 30 items have exact intervals instead, Clopper–Pearson.",
  );
  expect(exactWords([exact], "†")).toContain("fewer than 30 items (†) have");
});
