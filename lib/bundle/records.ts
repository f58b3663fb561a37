/** `records/<run>.parquet`: what a run's checkpoints do and say on every item, a row a step and item. */
import { type Columns, readParquet, tableError } from "@/lib/bundle/parquet";
import type { Answers, Item } from "@/lib/coupling/types";

const ID_COLUMNS = ["step", "item"] as const;
const CLASS_COLUMNS = ["reply", "counterfactual", "claim"] as const;
const P_COLUMNS = ["reply_p", "counterfactual_p", "claim_p"] as const;

/** What the manifest says a table holds. */
export type RecordsAsset = { path: string; rows: number; steps: readonly number[] };

export type RecordsTable = {
  /** Ascending. */
  steps: number[];
  /** Per step; columns in the order of the items. */
  answers: Answers[];
};

function readWhole(table: string, column: unknown[], name: string, row: number): number {
  const value = column[row];
  if (typeof value === "number" && Number.isInteger(value)) return value;
  throw tableError(table, `a whole number as ${name} in row ${row}`, String(value));
}

/** Copies one column of probabilities into `[items, classes]`; classes a task lacks stay 0. */
function readProbabilities(
  table: string,
  column: unknown[],
  name: string,
  items: readonly Item[],
  rowOfItem: Int32Array,
  classes: number,
): Float32Array {
  const values = new Float32Array(items.length * classes);
  items.forEach((item, i) => {
    const list = column[rowOfItem[i] as number];
    if (!Array.isArray(list) || list.length !== item.replies.length) {
      const got = Array.isArray(list) ? list.length : list;
      throw tableError(table, `${item.replies.length} numbers as ${name} of item ${item.item}`, String(got));
    }
    for (let c = 0; c < list.length; c++) {
      const p: unknown = list[c];
      if (typeof p !== "number" || !(p >= 0 && p <= 1)) {
        throw tableError(table, `a probability as ${name} of item ${item.item}`, String(p));
      }
      values[i * classes + c] = p;
    }
  });
  return values;
}

function readClasses(
  table: string,
  column: unknown[],
  name: string,
  items: readonly Item[],
  rowOfItem: Int32Array,
): Int8Array {
  const values = new Int8Array(items.length);
  items.forEach((item, i) => {
    const row = rowOfItem[i] as number;
    const value = readWhole(table, column, name, row);
    if (value < 0 || value >= item.replies.length) {
      throw tableError(table, `a class below ${item.replies.length} as ${name} in row ${row}`, `${value}`);
    }
    values[i] = value;
  });
  return values;
}

/** For every step of the table, which of its rows belongs to which item. */
function locateRows(
  asset: RecordsAsset,
  { rows, columns }: Columns<(typeof ID_COLUMNS)[number]>,
  items: readonly Item[],
): Int32Array[] {
  const { path, steps } = asset;
  const itemAt = new Map(items.map((item, i) => [item.item, i]));
  const stepAt = new Map(steps.map((step, i) => [step, i]));
  const located = steps.map(() => new Int32Array(items.length).fill(-1));
  for (let row = 0; row < rows; row++) {
    const step = readWhole(path, columns.step, "step", row);
    const item = readWhole(path, columns.item, "item", row);
    const rowOfItem = located[stepAt.get(step) ?? -1];
    const i = itemAt.get(item);
    if (rowOfItem === undefined) throw tableError(path, `a step of the manifest in row ${row}`, `${step}`);
    if (i === undefined) throw tableError(path, `an item of the bundle in row ${row}`, `${item}`);
    if (rowOfItem[i] !== -1) throw tableError(path, `item ${item} once at step ${step}`, "it twice");
    rowOfItem[i] = row;
  }
  located.forEach((rowOfItem, s) => {
    const missing = rowOfItem.indexOf(-1);
    if (missing !== -1) throw tableError(path, `item ${items[missing]?.item} at step ${steps[s]}`, "none");
  });
  return located;
}

/**
 * Reads and checks a run's records: every item exactly once at every step of the manifest, every class one of
 * the item's replies. Probabilities (nine tenths of the bytes to decode) only when asked for.
 * Throws CodedError "table-invalid" that names the first place that is not so.
 */
export async function readRecords(
  bytes: Uint8Array<ArrayBuffer>,
  asset: RecordsAsset,
  items: readonly Item[],
  options: { withProbabilities: boolean },
): Promise<RecordsTable> {
  const { path } = asset;
  const names = [...ID_COLUMNS, ...CLASS_COLUMNS, ...(options.withProbabilities ? P_COLUMNS : [])];
  const table = await readParquet(path, bytes, names);
  if (table.rows !== asset.rows) throw tableError(path, `${asset.rows} rows`, `${table.rows}`);
  const { columns } = table;
  const classes = items.reduce((most, item) => Math.max(most, item.replies.length), 0);
  const answers = locateRows(asset, table, items).map((rows): Answers => {
    const classesOf = (name: (typeof CLASS_COLUMNS)[number]) =>
      readClasses(path, columns[name], name, items, rows);
    const probabilitiesOf = (name: (typeof P_COLUMNS)[number]) =>
      options.withProbabilities ? readProbabilities(path, columns[name], name, items, rows, classes) : null;
    return {
      reply: classesOf("reply"),
      counterfactual: classesOf("counterfactual"),
      claim: classesOf("claim"),
      classes,
      replyP: probabilitiesOf("reply_p"),
      counterfactualP: probabilitiesOf("counterfactual_p"),
      claimP: probabilitiesOf("claim_p"),
    };
  });
  return { steps: [...asset.steps], answers };
}
