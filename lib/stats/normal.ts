/**
 * The standard normal distribution: what the tails of a bootstrap interval are measured in.
 * Source: Marsaglia (2004), "Evaluating the Normal Distribution", J. Stat. Software 11(4), whose series is
 * exact to a double's last digits and needs no table of constants.
 */
import { invertSymmetricCdf } from "@/lib/stats/invert-cdf";

/** Beyond this distance a tail is below 1e-16, less than the series can tell from 0. */
const FAR = 8.3;

function density(z: number): number {
  return Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
}

/** P(Z <= z), from 0 to 1, to an absolute error below 1e-15. */
export function normalCdf(z: number): number {
  if (Number.isNaN(z)) return Number.NaN;
  if (z < -FAR) return 0;
  if (z > FAR) return 1;
  let sum = z;
  let term = z;
  for (let odd = 3; sum + term !== sum; odd += 2) {
    term *= (z * z) / odd;
    sum += term;
  }
  // Near FAR what the series is off by is more than the tail, and may lie beyond 0 or 1.
  return Math.min(Math.max(0.5 + sum * density(z), 0), 1);
}

/** The z with P(Z <= z) = p. Throws unless `0 < p < 1`. */
export function normalQuantile(p: number): number {
  return invertSymmetricCdf("normalQuantile", p, normalCdf, density);
}
