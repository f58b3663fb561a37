/**
 * The sign test (Arbuthnott 1710): are differences as often above 0 as below? Exact, whatever their
 * distribution; it needs independent differences, so one an entity or one a seed. Ties are left out.
 */
import { evenBinomialTest } from "@/lib/stats/binomial-test";

/**
 * Two-sided exact p-value, from 0 to 1, of differences of any length; 1 where all are ties. At most its level
 * of true nulls is rejected. Throws on NaN: an undefined difference is none.
 */
export function signTest(differences: ArrayLike<number>): number {
  let above = 0;
  let below = 0;
  for (let i = 0; i < differences.length; i++) {
    const value = differences[i] as number;
    if (Number.isNaN(value)) throw new RangeError("internal: signTest: expected differences, got NaN");
    if (value > 0) above++;
    if (value < 0) below++;
  }
  return evenBinomialTest(above, below);
}
