/** How clear a model's answers to an item are, from their probabilities. */

/** The two largest of `classes` values from `at`; the second is 0 where there is one class only. */
function twoLargest(p: Float32Array, at: number, classes: number): [number, number] {
  let first = 0;
  let second = 0;
  for (let i = at; i < at + classes; i++) {
    const value = p[i] as number;
    if (value > first) [first, second] = [value, first];
    else if (value > second) second = value;
  }
  return [first, second];
}

/**
 * By item the least lead of the likeliest class over the next, 0 to 1, among the given answers, each
 * `[items * classes]`. Probabilities are multiples of 1 / `steps`, and so are the leads: 32-bit floats are a little
 * off, which must not decide about a bound.
 */
export function leastLeads(answers: readonly Float32Array[], classes: number, steps: number): Float32Array {
  const items = (answers[0]?.length ?? 0) / classes;
  const leads = new Float32Array(items).fill(1);
  for (const p of answers) {
    for (let item = 0; item < items; item++) {
      const [first, second] = twoLargest(p, item * classes, classes);
      leads[item] = Math.min(leads[item] as number, Math.round((first - second) * steps) / steps);
    }
  }
  return leads;
}
