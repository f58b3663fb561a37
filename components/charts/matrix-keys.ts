/** Where a key leads in a matrix, after the grid pattern of the ARIA authoring practices. Pure. */

export type MatrixPlaceAt = { row: number; column: number };

type Key = { key: string; ctrlKey: boolean; metaKey: boolean };

/** The place that a key leads to from `at`, within `rows` × `columns`; null for a key that leads nowhere. */
export function moveInMatrix(
  at: MatrixPlaceAt,
  { key, ctrlKey, metaKey }: Key,
  size: { rows: number; columns: number },
): MatrixPlaceAt | null {
  const last = { row: size.rows - 1, column: size.columns - 1 };
  const isWhole = ctrlKey || metaKey;
  const moves: Record<string, MatrixPlaceAt> = {
    ArrowRight: { row: at.row, column: at.column + 1 },
    ArrowLeft: { row: at.row, column: at.column - 1 },
    ArrowDown: { row: at.row + 1, column: at.column },
    ArrowUp: { row: at.row - 1, column: at.column },
    Home: { row: isWhole ? 0 : at.row, column: 0 },
    End: { row: isWhole ? last.row : at.row, column: last.column },
  };
  const next = moves[key];
  if (next === undefined || last.row < 0 || last.column < 0) return null;
  const clamp = (place: number, end: number) => Math.min(end, Math.max(0, place));
  return { row: clamp(next.row, last.row), column: clamp(next.column, last.column) };
}
