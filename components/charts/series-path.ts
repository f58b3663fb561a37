/** Lines and bands through points some of which are undefined: drawn in pieces, never across a gap. Pure. */

export type BandPoint = { x: number; low: number; high: number };

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** Runs of neighbours that are all defined. */
export function unbroken<T>(points: readonly (T | null)[]): T[][] {
  const runs: T[][] = [[]];
  for (const point of points) {
    if (point === null) runs.push([]);
    else runs.at(-1)?.push(point);
  }
  return runs.filter((run) => run.length > 0);
}

/** SVG path data of a line; a point without neighbours gives none, its dot stands for it. */
export function linePath(points: readonly ({ x: number; y: number } | null)[]): string {
  return unbroken(points)
    .filter((run) => run.length > 1)
    .map((run) => `M${run.map(({ x, y }) => `${round(x)},${round(y)}`).join("L")}`)
    .join("");
}

/** SVG path data of the area between low and high. */
export function bandPath(points: readonly (BandPoint | null)[]): string {
  return unbroken(points)
    .filter((run) => run.length > 1)
    .map((run) => {
      const there = run.map(({ x, high }) => `${round(x)},${round(high)}`);
      const back = [...run].reverse().map(({ x, low }) => `${round(x)},${round(low)}`);
      return `M${[...there, ...back].join("L")}Z`;
    })
    .join("");
}
