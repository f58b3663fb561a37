/**
 * Data that Python and TypeScript both make, so that reference values need no data file: the linear
 * congruential generator s <- (1103515245 s + 12345) mod 2^31, as a number in [0, 1).
 */
export function makeReferenceRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(1103515245, state) + 12345) & 0x7fffffff;
    return state / 2 ** 31;
  };
}
