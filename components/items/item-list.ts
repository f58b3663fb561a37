/** The items with what was answered on them, in the order that is asked for. Pure. */
import { type ItemAnswers, type ItemMargins, verdictOf } from "@/lib/coupling/item-filter";
import type { Item, Verdict } from "@/lib/coupling/types";
import type { ItemColumn, ItemOrder } from "@/lib/permalink/items-view";

/** Columns over all items, in their order. */
export type ItemList = { items: readonly Item[]; answers: ItemAnswers; margins: ItemMargins };

/** True claims first, then from what is missed to what is made up. */
export const VERDICT_ORDER: Verdict["kind"][] = [
  "unchanged",
  "changed",
  "other-reply",
  "omitted",
  "invented",
];

/** What a reply class of an item is called. */
export function replyWord(item: Item, reply: number | undefined): string {
  return (reply === undefined ? undefined : item.replies[reply]) ?? "?";
}

/** What a row is sorted by. */
function sortKey(
  { items, answers, margins }: ItemList,
  column: ItemColumn,
): (row: number) => string | number {
  const word = (column: Int8Array) => (row: number) => replyWord(items[row] as Item, column[row]);
  switch (column) {
    case "prompt":
      return (row) => (items[row] as Item).prompt;
    case "cue":
      return (row) => `${(items[row] as Item).cue} ${(items[row] as Item).edit}`;
    case "does":
      return word(answers.selfCounterfactual);
    case "says":
      return word(answers.claim);
    case "target":
      return word(answers.targetCounterfactual);
    case "verdict":
      return (row) => VERDICT_ORDER.indexOf(verdictOf(answers, row));
    case "margin":
      return (row) => (margins as Float32Array)[row] as number;
  }
}

/** The place of each row's key among all different ones: thousands of rows share a few words. */
function rankRows(rows: Int32Array, keyOf: (row: number) => string | number): Map<number, number> {
  const keys = Array.from(rows, keyOf);
  const different = [...new Set(keys)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const rankOf = new Map(different.map((key, rank) => [key, rank]));
  return new Map(keys.map((key, at) => [rows[at] as number, rankOf.get(key) as number]));
}

/**
 * `rows` in order; equal ones, and all where `order` is null, as they stand in the bundle. By margin they stay so
 * until the margins are there.
 */
export function orderItems(list: ItemList, rows: Int32Array, order: ItemOrder | null): Int32Array {
  if (order === null || (order.key === "margin" && list.margins === null)) return rows;
  const ranks = rankRows(rows, sortKey(list, order.key));
  const sign = order.direction === "ascending" ? 1 : -1;
  const rank = (row: number) => ranks.get(row) as number;
  return rows.slice().sort((a, b) => sign * (rank(a) - rank(b)) || a - b);
}
