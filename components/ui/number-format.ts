/**
 * How numbers are written, everywhere: two decimals unless said otherwise, a true minus sign, the interval in
 * the same breath, and "n/a" with its reason where there is nothing to write.
 */
import type { Estimate } from "@/lib/stats/estimate";

const MINUS = "\u2212";
/** Joins the parts of a number so that no line breaks inside it. */
const NBSP = "\u00a0";

/** `-0.004` at two digits is `0.00`: a sign on a zero says something that the digits do not. */
export function formatNumber(value: number, digits = 2): string {
  const text = Math.abs(value).toFixed(digits);
  return value < 0 && Number(text) !== 0 ? MINUS + text : text;
}

/** A share as a percentage without decimals: `42 %`. */
export function formatPercent(share: number): string {
  return `${formatNumber(share * 100, 0)}${NBSP}%`;
}

/** `[0.65, 0.75]` */
export function formatInterval(low: number, high: number, digits = 2): string {
  return `[${formatNumber(low, digits)},${NBSP}${formatNumber(high, digits)}]`;
}

/** `0.70 [0.65, 0.75]`, or `n/a: reason`. */
export function formatEstimate(estimate: Estimate, digits = 2): string {
  if (estimate.kind === "undefined") return `n/a: ${estimate.reason}`;
  return `${formatNumber(estimate.value, digits)}${NBSP}${formatInterval(estimate.low, estimate.high, digits)}`;
}

/** A probability as the tables print it: `.71`, `1.0`, `.00`; the leading zero would only repeat itself. */
export function formatProbability(p: number): string {
  const text = p.toFixed(2);
  return text.startsWith("0") ? text.slice(1) : "1.0";
}

/** `12,345`, with a thin grouping that does not depend on the visitor's locale. */
export function formatCount(n: number): string {
  return String(Math.round(n)).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** From the least to the most: `870`, or `870 to 1,200`. `counts` is not empty. */
export function formatCountRange(counts: readonly number[]): string {
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  return least === most ? formatCount(least) : `${formatCount(least)} to ${formatCount(most)}`;
}

/** Bytes in decimal megabytes, as downloads are usually stated: `3.7 MB`, `0.04 MB`. */
export function formatMegabytes(bytes: number): string {
  const mb = bytes / 1e6;
  const digits = mb >= 10 ? 0 : mb >= 0.1 ? 1 : 2;
  return `${mb.toFixed(digits)}${NBSP}MB`;
}
