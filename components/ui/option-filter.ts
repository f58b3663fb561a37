/** Which options of a combobox a typed query leaves, and in what order. Pure. */

export type Option = {
  value: string;
  title: string;
  /** A word or two shown beside the title and searched with it. */
  note?: string;
};

/**
 * Options whose title or note contains the query, without regard to case: titles that begin with it first,
 * then titles with a word that does, then the rest; within a rank in the given order. An empty query keeps all.
 */
export function filterOptions(options: readonly Option[], query: string): Option[] {
  const needle = query.trim().toLowerCase();
  if (needle === "") return [...options];
  const ranks: Option[][] = [[], [], []];
  for (const option of options) {
    const title = option.title.toLowerCase();
    const haystack = `${title} ${(option.note ?? "").toLowerCase()}`;
    if (!haystack.includes(needle)) continue;
    const rank = title.startsWith(needle) ? 0 : haystack.includes(` ${needle}`) ? 1 : 2;
    ranks[rank]?.push(option);
  }
  return ranks.flat();
}
