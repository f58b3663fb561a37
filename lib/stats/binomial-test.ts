/**
 * The exact two-sided test that two outcomes are equally likely, on which McNemar's test and the sign test
 * rest. What an exact test promises: whatever the number of cases, it rejects a true null *at most* as often
 * as its level. Counts are whole, so with few cases it rejects less often than that (of 10 cases at 5 %: 2 %).
 */
import { incompleteBeta } from "@/lib/stats/incomplete-beta";

/**
 * Two-sided p-value, from 0 to 1, of `first` against `second` cases under "as likely as not": twice the
 * smaller tail, at most 1. With no case at all it is 1: nothing speaks against the null.
 * Throws unless both are whole numbers >= 0.
 */
export function evenBinomialTest(first: number, second: number): number {
  if (!(Number.isInteger(first) && Number.isInteger(second) && first >= 0 && second >= 0)) {
    throw new RangeError(`internal: evenBinomialTest: expected counts >= 0, got ${first}, ${second}`);
  }
  const more = Math.max(first, second);
  const fewer = Math.min(first, second);
  if (more === fewer) return 1;
  return Math.min(1, 2 * incompleteBeta(0.5, more, fewer + 1));
}
