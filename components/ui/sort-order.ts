/** In what order a table's rows stand: by one column, up or down. Pure; the table itself is `data-table.tsx`. */

export type SortOrder = { key: string; direction: "ascending" | "descending" };

/** What is sorted by: a number, a text, or null where the row has nothing there. */
export type SortValue = number | string | null;

/**
 * The order after a choice of a column's heading: the same column turns round; a new one begins with the largest
 * number, or at the beginning of the alphabet.
 */
export function nextOrder(order: SortOrder | null, column: { key: string; isNumber?: boolean }): SortOrder {
  const first = column.isNumber ? "descending" : "ascending";
  if (order?.key !== column.key) return { key: column.key, direction: first };
  return { key: column.key, direction: order.direction === "ascending" ? "descending" : "ascending" };
}

/**
 * `rows` in the order of `keyOf`, equal ones as they were. A row without a value stands last in both directions:
 * nothing is neither the largest nor the smallest.
 */
export function sortRows<T>(
  rows: readonly T[],
  keyOf: (row: T) => SortValue,
  direction: SortOrder["direction"],
): T[] {
  const sign = direction === "ascending" ? 1 : -1;
  const compare = (a: SortValue, b: SortValue) => {
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    if (typeof a === "number" && typeof b === "number") return sign * (a - b);
    return sign * String(a).localeCompare(String(b), "en", { numeric: true });
  };
  return rows
    .map((row) => ({ row, value: keyOf(row) }))
    .sort((a, b) => compare(a.value, b.value))
    .map(({ row }) => row);
}
