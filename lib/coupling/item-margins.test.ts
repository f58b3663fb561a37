import { describe, expect, it } from "vitest";
import { leastLeads } from "@/lib/coupling/item-margins";

describe("leastLeads", () => {
  it("is the least lead of the likeliest class over the next", () => {
    const reply = Float32Array.of(0.7, 0.2, 0.1, 0.1, 0.45, 0.45);
    const counterfactual = Float32Array.of(0.1, 0.3, 0.6, 0, 1, 0);
    expect([...leastLeads([reply], 3, 20)]).toEqual([Math.fround(0.5), 0]);
    expect([...leastLeads([reply, counterfactual], 3, 20)]).toEqual([Math.fround(0.3), 0]);
  });

  it("reads a class that a task lacks as no rival", () => {
    expect([...leastLeads([Float32Array.of(0.75, 0.25, 0)], 3, 4)]).toEqual([0.5]);
  });

  it("is exact at a bound, which 32-bit floats are not", () => {
    const p = Float32Array.of(0.7, 0.2, 0.1);
    expect((p[0] as number) - (p[1] as number)).not.toBe(0.5);
    expect([...leastLeads([p], 3, 10)]).toEqual([0.5]);
  });
});
