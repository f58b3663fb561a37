import { describe, expect, it } from "vitest";
import { COHEN_KAPPA_RANGE, cohenKappa } from "@/lib/stats/cohen-kappa";

describe("cohenKappa", () => {
  it("agrees with scikit-learn 1.9.1's cohen_kappa_score", () => {
    expect(cohenKappa(3, 4, 4, 6)).toBeCloseTo(0.4, 12);
    expect(cohenKappa(37, 50, 269, 350)).toBeCloseTo(0.3212996389891697, 12);
  });

  it("is its best for the truth, its null for a constant, undefined where nothing varies", () => {
    expect(cohenKappa(4, 4, 6, 6)).toBe(COHEN_KAPPA_RANGE.best);
    expect(cohenKappa(5, 5, 0, 5)).toBe(COHEN_KAPPA_RANGE.null);
    expect(cohenKappa(0, 5, 0, 5)).toBe(COHEN_KAPPA_RANGE.min);
    expect(cohenKappa(4, 4, 0, 0)).toBeNaN();
    expect(cohenKappa(0, 0, 0, 0)).toBeNaN();
  });
});
