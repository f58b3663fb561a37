/**
 * McNemar's test (1947), exact form: do two explainers get the same items right equally often? Only items that
 * one gets right and the other wrong speak. It takes items as independent; items of one entity are not, so it
 * stands beside the sign test over entities and is never shown alone.
 */
import { evenBinomialTest } from "@/lib/stats/binomial-test";

/**
 * Two-sided exact p-value, from 0 to 1, from the items only the first, and only the second, gets right. At most
 * its level of true nulls is rejected. Throws on what is no count.
 */
export function mcnemar(onlyFirst: number, onlySecond: number): number {
  return evenBinomialTest(onlyFirst, onlySecond);
}
