import { describe, expect, it } from "vitest";
import { signTest } from "@/lib/stats/sign-test";

describe("signTest", () => {
  it("agrees with scipy 1.17.1's binomtest(k, n, 0.5), ties left out", () => {
    const differences = (above: number, below: number) => [
      ...Array.from({ length: above }, (_, i) => 0.01 * (i + 1)),
      ...Array.from({ length: 9 }, () => 0),
      ...Array.from({ length: below }, (_, i) => -5 * (i + 1)),
    ];
    expect(signTest(differences(480, 560))).toBeCloseTo(0.014259079095385853, 12);
    expect(signTest(differences(2, 30))).toBeCloseTo(2.4633482098579407e-7, 15);
    expect(signTest(differences(0, 0))).toBe(1);
  });

  it("refuses a difference that is undefined", () => {
    expect(() => signTest([0.1, Number.NaN])).toThrow(/got NaN/);
  });
});
