/** The rows that are left as a CSV file: one line an item, in words and with the numbers they stand for. Pure. */
import { type CsvValue, toCsv } from "@/components/charts/export-csv";
import type { FigureFacts } from "@/components/charts/figure-facts";
import { changedBy, verdictOf } from "@/lib/coupling/item-filter";
import type { Item } from "@/lib/coupling/types";
import { type ItemList, replyWord } from "./item-list";

const HEADER = [
  "item",
  "prompt_id",
  "task",
  "entity",
  "split",
  "cue",
  "edit",
  "prompt",
  "edited",
  "reply",
  "counterfactual",
  "claim",
  "target_reply",
  "target_counterfactual",
  "changes",
  "verdict",
  "margin",
];

/** Places of the margin; recorded probabilities are coarser. */
const DIGITS = 4;

function fieldsOf({ items, answers, margins }: ItemList, row: number): CsvValue[] {
  const item = items[row] as Item;
  const word = (column: Int8Array) => replyWord(item, column[row]);
  const margin = margins?.[row];
  return [
    item.item,
    item.promptId,
    item.task,
    item.entity,
    item.split,
    item.cue,
    item.edit,
    item.prompt,
    item.edited,
    word(answers.selfReply),
    word(answers.selfCounterfactual),
    word(answers.claim),
    word(answers.targetReply),
    word(answers.targetCounterfactual),
    changedBy(answers, row),
    verdictOf(answers, row),
    margin === undefined ? null : Number(margin.toFixed(DIGITS)),
  ];
}

/** In the order of `rows`. The margin is empty where it was not read. */
export function itemsCsv(list: ItemList, rows: Int32Array, facts: FigureFacts): string {
  return toCsv(
    HEADER,
    Array.from(rows, (row) => fieldsOf(list, row)),
    facts,
  );
}
