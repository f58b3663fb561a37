/**
 * Student's t distribution (1908), for intervals over few seeds and few entities. Degrees of freedom need not
 * be whole: Welch's and the effective number of entities are not.
 */
import { incompleteBeta, logGamma } from "@/lib/stats/incomplete-beta";
import { invertSymmetricCdf } from "@/lib/stats/invert-cdf";

function requireFreedom(name: string, freedom: number): void {
  if (!(freedom > 0)) {
    throw new RangeError(`internal: ${name}: expected degrees of freedom > 0, got ${freedom}`);
  }
}

/** P(T <= t) with `freedom` > 0 degrees of freedom. Throws on others. */
export function tCdf(t: number, freedom: number): number {
  requireFreedom("tCdf", freedom);
  const square = t * t;
  // Each form is exact where the other subtracts nearly equal numbers: near the middle, and in the tail.
  if (square < freedom) {
    return 0.5 + (Math.sign(t) * incompleteBeta(square / (freedom + square), 0.5, freedom / 2)) / 2;
  }
  const tail = incompleteBeta(freedom / (freedom + square), freedom / 2, 0.5) / 2;
  return t < 0 ? tail : 1 - tail;
}

/** The t with P(T <= t) = p. Throws unless `0 < p < 1` and `freedom > 0`. */
export function tQuantile(p: number, freedom: number): number {
  requireFreedom("tQuantile", freedom);
  const peak = Math.exp(logGamma((freedom + 1) / 2) - logGamma(freedom / 2)) / Math.sqrt(freedom * Math.PI);
  const density = (t: number) => peak * (1 + (t * t) / freedom) ** (-(freedom + 1) / 2);
  return invertSymmetricCdf("tQuantile", p, (t) => tCdf(t, freedom), density);
}
