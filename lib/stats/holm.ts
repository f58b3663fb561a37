/**
 * Holm's step-down adjustment (1979) for a family of tests: the chance of one or more false rejections stays
 * at most the level, whatever the tests have to do with each other.
 */

/**
 * Adjusted p-values in the order given, each from 0 to 1 and never below its own. Throws on what is no p-value;
 * a test that could not be made is left out by the caller, for it is no part of the family.
 */
export function holm(pValues: readonly number[]): number[] {
  for (const p of pValues) {
    if (!(p >= 0 && p <= 1)) throw new RangeError(`internal: holm: expected p-values from 0 to 1, got ${p}`);
  }
  const order = pValues.map((_, i) => i).sort((a, b) => (pValues[a] as number) - (pValues[b] as number));
  const adjusted = pValues.map(() => 0);
  let largest = 0;
  order.forEach((place, rank) => {
    largest = Math.max(largest, Math.min(1, (pValues.length - rank) * (pValues[place] as number)));
    adjusted[place] = largest;
  });
  return adjusted;
}
