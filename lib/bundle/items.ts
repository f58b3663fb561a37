/** `items.parquet`: the prompts and edits that every checkpoint is asked about, a row an item. */
import { openParquet, tableError } from "@/lib/bundle/parquet";
import type { Bundle } from "@/lib/bundle/schema";
import type { Item } from "@/lib/coupling/types";

const COLUMNS = [
  "item",
  "prompt_id",
  "task",
  "entity",
  "split",
  "prompt",
  "cues",
  "cue",
  "edit",
  "edited",
  "replies",
] as const;

const SPLITS = ["explained", "held-out"] as const;
const EDITS = ["remove", "add"] as const;

/**
 * Reads and checks the items of a bundle, in the file's order. Ids are unique, tasks, entities and cues are
 * the manifest's, every item has its task's number of replies, and the rows of a prompt stand side by side.
 * Throws CodedError "table-invalid" that names the first row that is not so.
 */
export async function readItems(bytes: Uint8Array<ArrayBuffer>, bundle: Bundle): Promise<Item[]> {
  const table = bundle.items.path;
  const { rows, readColumns } = await openParquet(table, bytes);
  if (rows !== bundle.items.rows) throw tableError(table, `${bundle.items.rows} rows`, `${rows}`);
  const columns = await readColumns(COLUMNS);
  const tasks = new Map(
    bundle.tasks.map((task) => [
      task.id,
      {
        replies: task.replies.length,
        cues: new Set(task.cues.map(({ id }) => id)),
        entities: new Set(task.entities.map(({ id }) => id)),
      },
    ]),
  );
  const seenItems = new Set<number>();
  const seenPrompts = new Set<number>();
  const items: Item[] = [];
  for (let row = 0; row < rows; row++) {
    const at = (name: (typeof COLUMNS)[number]) => columns[name][row];
    const refuse = (expected: string, got: unknown) =>
      tableError(table, `${expected} in row ${row}`, String(got));
    const whole = (name: "item" | "prompt_id"): number => {
      const value = at(name);
      if (typeof value !== "number" || !Number.isInteger(value)) throw refuse(`a whole ${name}`, value);
      return value;
    };
    const text = (name: "task" | "entity" | "prompt" | "cue" | "edited"): string => {
      const value = at(name);
      if (typeof value !== "string") throw refuse(`text as ${name}`, value);
      return value;
    };
    const list = (name: "cues" | "replies"): string[] => {
      const value = at(name);
      if (!Array.isArray(value) || !value.every((entry) => typeof entry === "string")) {
        throw refuse(`a list of words as ${name}`, value);
      }
      return value;
    };
    const oneOf = <T extends string>(name: "split" | "edit", known: readonly T[]): T => {
      const value = known.find((candidate) => candidate === at(name));
      if (value === undefined) throw refuse(`${name} to be one of ${known.join(", ")}`, at(name));
      return value;
    };
    const item: Item = {
      item: whole("item"),
      promptId: whole("prompt_id"),
      task: text("task"),
      entity: text("entity"),
      split: oneOf("split", SPLITS),
      prompt: text("prompt"),
      cues: list("cues"),
      cue: text("cue"),
      edit: oneOf("edit", EDITS),
      edited: text("edited"),
      replies: list("replies"),
    };
    const task = tasks.get(item.task);
    if (task === undefined) throw refuse("a task of the manifest", item.task);
    if (!task.entities.has(item.entity)) throw refuse(`an entity of ${item.task}`, item.entity);
    const unknown = [item.cue, ...item.cues].find((cue) => !task.cues.has(cue));
    if (unknown !== undefined) throw refuse(`a cue of ${item.task}`, unknown);
    if (item.replies.length !== task.replies) throw refuse(`${task.replies} replies`, item.replies.length);
    if (seenItems.has(item.item)) throw refuse("an item id of its own", item.item);
    if (seenPrompts.has(item.promptId) && items.at(-1)?.promptId !== item.promptId) {
      throw refuse(`the rows of prompt ${item.promptId} side by side`, "another one apart");
    }
    seenItems.add(item.item);
    seenPrompts.add(item.promptId);
    items.push(item);
  }
  return items;
}
