/** The places that a cursor has among crossings: two marks a row, first what it does, then what it says. Pure. */

export type CrossingPlace = { row: number; isSaid: boolean };

export function placeAt(index: number): CrossingPlace {
  return { row: Math.floor(index / 2), isSaid: index % 2 === 1 };
}

/** Where keys lead from a place: left and right in a row, up and down between rows, Page Up and Page Down through all. */
export function crossingMoves(from: number, rows: number): Record<string, number> {
  const { row, isSaid } = placeAt(from);
  const to = (wanted: number, said: boolean) => Math.min(rows - 1, Math.max(0, wanted)) * 2 + Number(said);
  const last = rows * 2 - 1;
  return {
    ArrowLeft: to(row, false),
    ArrowRight: to(row, true),
    ArrowUp: to(row - 1, isSaid),
    ArrowDown: to(row + 1, isSaid),
    PageUp: Math.max(0, from - 1),
    PageDown: Math.min(last, from + 1),
  };
}

/** The one of some steps that is nearest to a place between them; null of none. The earlier of two as near. */
export function nearestStep(steps: readonly number[], at: number): number | null {
  const distance = (step: number) => Math.abs(step - at);
  return steps.reduce<number | null>(
    (best, step) => (best === null || distance(step) < distance(best) ? step : best),
    null,
  );
}
