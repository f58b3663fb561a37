import { describe, expect, it } from "vitest";
import {
  formatCount,
  formatCountRange,
  formatEstimate,
  formatMegabytes,
  formatNumber,
  formatPercent,
  formatProbability,
} from "./number-format";

const estimate = {
  kind: "value",
  value: 0.7,
  low: 0.65,
  high: 0.752,
  level: 0.95,
  n: 10,
  clusters: 5,
  method: "",
} as const;

describe("number formats", () => {
  it("writes a true minus, and none on a rounded zero", () => {
    expect(formatNumber(-0.126)).toBe("\u22120.13");
    expect(formatNumber(-0.004)).toBe("0.00");
  });

  it("keeps an estimate and its interval on one line", () => {
    expect(formatEstimate(estimate)).toBe("0.70\u00a0[0.65,\u00a00.75]");
    expect(formatEstimate({ ...estimate, value: -0.02, low: -0.1, high: 0.06 })).toBe(
      "\u22120.02\u00a0[\u22120.10,\u00a00.06]",
    );
  });

  it("says why there is no number", () => {
    expect(formatEstimate({ kind: "undefined", reason: "no edit" })).toBe("n/a: no edit");
  });

  it("drops the zero before a probability's point", () => {
    expect([0, 0.004, 0.714, 0.999, 1].map(formatProbability)).toEqual([".00", ".00", ".71", "1.0", "1.0"]);
  });

  it("groups thousands and states megabytes", () => {
    expect([7, 1234, 1234567].map(formatCount)).toEqual(["7", "1,234", "1,234,567"]);
    expect([[870], [1200, 870, 900]].map(formatCountRange)).toEqual(["870", "870 to 1,200"]);
    expect([42_000, 3_712_000, 14_200_000].map(formatMegabytes)).toEqual([
      "0.04\u00a0MB",
      "3.7\u00a0MB",
      "14\u00a0MB",
    ]);
    expect(formatPercent(0.416)).toBe("42\u00a0%");
  });
});
