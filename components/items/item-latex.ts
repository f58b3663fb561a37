/**
 * The first of the rows that are left as a LaTeX table over pages, in the words of the page: for a paper's appendix, so
 * no more of them than one prints; the CSV has all. Pure.
 */
import { toLongLatex } from "@/components/charts/export-latex";
import type { FigureFacts } from "@/components/charts/figure-facts";
import { editWords, REMARK_WORDS } from "@/components/probe/verdict-words";
import { formatCount, formatNumber } from "@/components/ui/number-format";
import { verdictOf } from "@/lib/coupling/item-filter";
import type { Item } from "@/lib/coupling/types";
import { type ItemList, replyWord } from "./item-list";

/** Some twenty to thirty printed pages: a prompt takes three or four lines. */
export const MOST_LATEX_ROWS = 500;

const HEADER = ["prompt", "edit", "does", "says", "target does", "verdict", "margin"];
/**
 * Shares of a line at which words wrap: what the margin and the gaps between columns need is left over, and in article's
 * 345 pt a column of replies has room for the longest country.
 */
const WIDTHS = [0.27, 0.11, 0.13, 0.12, 0.13, 0.09, null];
const IS_NUMBER = HEADER.map((title) => title === "margin");

function cellsOf({ items, answers, margins }: ItemList, row: number, cue: string): string[] {
  const item = items[row] as Item;
  const word = (column: Int8Array) => replyWord(item, column[row]);
  const does = (before: string, after: string) => (before === after ? after : `${before} → ${after}`);
  const margin = margins?.[row];
  return [
    item.prompt,
    `${cue} ${editWords(item.edit)}`,
    does(word(answers.selfReply), word(answers.selfCounterfactual)),
    word(answers.claim),
    does(word(answers.targetReply), word(answers.targetCounterfactual)),
    REMARK_WORDS[verdictOf(answers, row)],
    margin === undefined ? "n/a" : formatNumber(margin),
  ];
}

/** In the order of `rows`, `MOST_LATEX_ROWS` at most, and says so where there are more. `cueOf` names a row's cue. */
export function itemsLatex(
  list: ItemList,
  rows: Int32Array,
  cueOf: (row: number) => string,
  facts: FigureFacts,
): string {
  const shown = Array.from(rows.subarray(0, MOST_LATEX_ROWS));
  const notes = [
    ...(rows.length > shown.length
      ? [`The first ${formatCount(shown.length)} of ${formatCount(rows.length)} rows, in the page's order.`]
      : []),
    ...(list.margins === null ? ["n/a where the margins were not read yet."] : []),
  ];
  return toLongLatex(
    { header: HEADER, isNumber: IS_NUMBER, rows: shown.map((row) => cellsOf(list, row, cueOf(row))) },
    WIDTHS,
    { ...facts, notes: [...(facts.notes ?? []), ...notes] },
  );
}
