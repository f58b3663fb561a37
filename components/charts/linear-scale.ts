/** Linear scales and their ticks. Pure; pixels on one side, data on the other. */

export type LinearScale = {
  (value: number): number;
  invert: (pixel: number) => number;
};

/** From `domain` to `range`; a domain of no width maps to the range's middle. */
export function linearScale(
  [d0, d1]: readonly [number, number],
  [r0, r1]: readonly [number, number],
): LinearScale {
  const slope = d1 === d0 ? 0 : (r1 - r0) / (d1 - d0);
  const scale = (value: number) => (slope === 0 ? (r0 + r1) / 2 : r0 + (value - d0) * slope);
  return Object.assign(scale, {
    invert: (pixel: number) => (slope === 0 ? d0 : d0 + (pixel - r0) / slope),
  });
}

/** Steps between ticks, times a power of ten, the most readable first: step axes are often of 300, 600, 900. */
const STEPS = [1, 2, 5, 3, 4, 6];

/** Round ticks inside `[first, last]`, about `count` gaps, rather such that the last is the axis' end. */
export function roundTicks(first: number, last: number, count: number): number[] {
  const span = last - first;
  if (!(span > 0)) return [first];
  const power = 10 ** Math.floor(Math.log10(span / count));
  let best = { step: span, cost: Number.POSITIVE_INFINITY };
  for (const scale of [power, power * 10]) {
    STEPS.forEach((unit, rank) => {
      const step = unit * scale;
      const meetsEnd = Math.abs(last / step - Math.round(last / step)) < 1e-9;
      const cost = Math.abs(span / step - count) + (meetsEnd ? 0 : 2) + rank / 10;
      if (cost < best.cost) best = { step, cost };
    });
  }
  const from = Math.ceil(first / best.step - 1e-9);
  const to = Math.floor(last / best.step + 1e-9);
  return Array.from({ length: to - from + 1 }, (_, i) => Number(((from + i) * best.step).toPrecision(12)));
}
