/** `records/<run>.parquet`: what a run's checkpoints do and say on every item, a row a step and item. */
import { openParquet, type ParquetTable, tableError } from "@/lib/bundle/parquet";
import type { Answers, Item } from "@/lib/coupling/types";

const ID_COLUMNS = ["step", "item"] as const;
const CLASS_COLUMNS = ["reply", "counterfactual", "claim"] as const;
const P_COLUMNS = ["reply_p", "counterfactual_p", "claim_p"] as const;
type IdColumns = Record<(typeof ID_COLUMNS)[number], unknown[]>;

/** What the manifest says a table holds; probabilities are multiples of 1 / `probabilitySteps`. */
export type RecordsAsset = {
  path: string;
  rows: number;
  steps: readonly number[];
  probabilitySteps: number;
};

/** Probabilities come as 32-bit floats: a multiple of 1/255 is off by up to 1e-5 steps. */
const STEP_TOLERANCE = 1e-3;

export type RecordsTable = {
  /** Ascending. */
  steps: number[];
  /** Per step; columns in the order of the items. Probabilities only where they were asked for. */
  answers: Answers[];
};

/** One item's probabilities at one step, by class. */
export type ItemProbabilities = { replyP: number[]; counterfactualP: number[]; claimP: number[] };

function readWhole(table: string, column: unknown[], name: string, row: number): number {
  const value = column[row];
  if (typeof value === "number" && Number.isInteger(value)) return value;
  throw tableError(table, `a whole number as ${name} in row ${row}`, String(value));
}

/** Checks one list of probabilities: as many as the item has replies, each from 0 to 1 and a whole step. */
function readList(asset: RecordsAsset, value: unknown, name: string, item: Item): number[] {
  const { path, probabilitySteps: steps } = asset;
  const isWhole = (p: number) => Math.abs(p * steps - Math.round(p * steps)) < STEP_TOLERANCE;
  const isP = (p: unknown) => typeof p === "number" && p >= 0 && p <= 1 && isWhole(p);
  if (Array.isArray(value) && value.length === item.replies.length && value.every(isP)) return value;
  throw tableError(
    path,
    `${item.replies.length} probabilities in steps of 1/${steps} as ${name} of item ${item.item}`,
    JSON.stringify(value),
  );
}

/** Copies one column of probabilities into `[items, classes]`; classes a task lacks stay 0. */
function readProbabilities(
  asset: RecordsAsset,
  column: unknown[],
  name: string,
  items: readonly Item[],
  rowOfItem: Int32Array,
  classes: number,
): Float32Array {
  const values = new Float32Array(items.length * classes);
  items.forEach((item, i) => {
    values.set(readList(asset, column[rowOfItem[i] as number], name, item), i * classes);
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

/** For every step of the table, which of its rows belongs to which item: `[steps][items]`. */
function locateRows(asset: RecordsAsset, columns: IdColumns, items: readonly Item[]): Int32Array[] {
  const { path, steps, rows } = asset;
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

async function openRecords(bytes: Uint8Array<ArrayBuffer>, asset: RecordsAsset): Promise<ParquetTable> {
  const table = await openParquet(asset.path, bytes);
  if (table.rows !== asset.rows) throw tableError(asset.path, `${asset.rows} rows`, `${table.rows}`);
  return table;
}

/**
 * Reads and checks a run's records: every item exactly once at every step of the manifest, every class one of
 * the item's replies. Probabilities (nine tenths of the time to decode) only when asked for.
 * Throws CodedError "table-invalid" that names the first place that is not so.
 */
export async function readRecords(
  bytes: Uint8Array<ArrayBuffer>,
  asset: RecordsAsset,
  items: readonly Item[],
  options: { withProbabilities: boolean },
): Promise<RecordsTable> {
  const { path } = asset;
  const table = await openRecords(bytes, asset);
  const columns = await table.readColumns([...ID_COLUMNS, ...CLASS_COLUMNS]);
  const lists = options.withProbabilities ? await table.readColumns(P_COLUMNS) : null;
  const classes = items.reduce((most, item) => Math.max(most, item.replies.length), 0);
  const answers = locateRows(asset, columns, items).map((rows): Answers => {
    const classesOf = (name: (typeof CLASS_COLUMNS)[number]) =>
      readClasses(path, columns[name], name, items, rows);
    const probabilitiesOf = (name: (typeof P_COLUMNS)[number]) =>
      lists && readProbabilities(asset, lists[name], name, items, rows, classes);
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

export type ProbabilityColumn = "replyP" | "counterfactualP" | "claimP";

const P_COLUMN_OF: Record<ProbabilityColumn, (typeof P_COLUMNS)[number]> = {
  replyP: "reply_p",
  counterfactualP: "counterfactual_p",
  claimP: "claim_p",
};

export type ProbabilityReader = {
  /** A column of all items at one step, `[items * classes]`; those a task lacks stay 0. Throws on another step. */
  readStep(step: number, name: ProbabilityColumn): Promise<Float32Array>;
  /** Probabilities of some items at every step: `[steps][places]`, `places` being places among the items. */
  read(places: readonly number[]): Promise<ItemProbabilities[][]>;
};

/**
 * Opens a run's records for looking up single prompts, a few rows of every step, or single steps, instead of all.
 * Throws as `readRecords` does; probabilities are checked where they are read.
 */
export async function openProbabilities(
  bytes: Uint8Array<ArrayBuffer>,
  asset: RecordsAsset,
  items: readonly Item[],
): Promise<ProbabilityReader> {
  const table = await openRecords(bytes, asset);
  const located = locateRows(asset, await table.readColumns(ID_COLUMNS), items);
  const readStep = async (rowOfItem: Int32Array, places: readonly number[]) => {
    const rows = places.map((place) => rowOfItem[place] as number);
    const first = Math.min(...rows);
    const read = await table.readRows(P_COLUMNS, first, Math.max(...rows) + 1);
    return places.map((place, i): ItemProbabilities => {
      const row = read[(rows[i] as number) - first];
      const item = items[place] as Item;
      const list = (name: (typeof P_COLUMNS)[number]) => readList(asset, row?.[name], name, item);
      return { replyP: list("reply_p"), counterfactualP: list("counterfactual_p"), claimP: list("claim_p") };
    });
  };
  const classes = items.reduce((most, item) => Math.max(most, item.replies.length), 0);
  return {
    async readStep(step, name) {
      const rowOfItem = located[asset.steps.indexOf(step)];
      if (rowOfItem === undefined) {
        throw new RangeError(`internal: readStep: expected a step among ${asset.steps}, got ${step}`);
      }
      const column = P_COLUMN_OF[name];
      const first = rowOfItem.reduce((least, row) => Math.min(least, row), asset.rows);
      const last = rowOfItem.reduce((most, row) => Math.max(most, row), 0);
      const read = await table.readColumnRange(column, first, last + 1);
      return readProbabilities(
        asset,
        read,
        column,
        items,
        rowOfItem.map((row) => row - first),
        classes,
      );
    },
    read: (places) => Promise.all(located.map((rowOfItem) => readStep(rowOfItem, places))),
  };
}
