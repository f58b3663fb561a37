/**
 * Joins items and answers into the columns the statistics read: which rows, which entity, whose replies.
 */
import type { Answers, Item, Scored } from "@/lib/coupling/types";

/** Rows of the items picked for a comparison, with their clusters (entities) and prompts numbered. */
export type Selection = {
  /** Places in the items table, ascending. */
  rows: Int32Array;
  /** Entity of each row, 0 ... clusters-1 in order of first appearance. */
  cluster: Int32Array;
  prompt: Int32Array;
  clusters: number;
};

/**
 * Picks the items that `isWanted` and numbers their entities (an entity belongs to a task). Throws where
 * the rows of a prompt do not stand next to each other, on which every within-prompt statistic depends.
 */
export function selectItems(items: readonly Item[], isWanted: (item: Item) => boolean): Selection {
  const rows: number[] = [];
  const clusters: number[] = [];
  const prompts: number[] = [];
  const clusterOf = new Map<string, number>();
  const seen = new Set<number>();
  items.forEach((item, row) => {
    if (!isWanted(item)) return;
    if (prompts.at(-1) !== item.promptId && seen.has(item.promptId)) {
      throw new RangeError(
        `internal: selectItems: expected the rows of prompt ${item.promptId} side by side, got another one at row ${row}`,
      );
    }
    const key = `${item.task}\n${item.entity}`;
    const cluster = clusterOf.get(key) ?? clusterOf.size;
    clusterOf.set(key, cluster);
    seen.add(item.promptId);
    rows.push(row);
    clusters.push(cluster);
    prompts.push(item.promptId);
  });
  return {
    rows: Int32Array.from(rows),
    cluster: Int32Array.from(clusters),
    prompt: Int32Array.from(prompts),
    clusters: clusterOf.size,
  };
}

/** The rows of a selection that `isKept`, numbered as before: entities without rows stay clusters, of draws too. */
export function keepRows(selection: Selection, isKept: (row: number) => boolean): Selection {
  const places = new Int32Array(selection.rows.length);
  let kept = 0;
  for (let at = 0; at < places.length; at++) if (isKept(selection.rows[at] as number)) places[kept++] = at;
  const pick = (column: Int32Array) => places.subarray(0, kept).map((at) => column[at] as number);
  return {
    rows: pick(selection.rows),
    cluster: pick(selection.cluster),
    prompt: pick(selection.prompt),
    clusters: selection.clusters,
  };
}

/** The entries of a column at the given rows. */
export function gather(column: Int8Array, rows: Int32Array): Int8Array {
  const picked = new Int8Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    const value = column[rows[i] as number];
    if (value === undefined) {
      throw new RangeError(`internal: gather: expected a row below ${column.length}, got ${rows[i]}`);
    }
    picked[i] = value;
  }
  return picked;
}

/**
 * Scores the claims of `claim` (a column over all items) against a self and a target on the selected rows.
 * `start` is the self's first step, from which the behaviour shift is counted.
 */
export function buildScored(
  selection: Selection,
  given: {
    claim: Int8Array;
    self: Pick<Answers, "reply" | "counterfactual">;
    start: Pick<Answers, "reply">;
    target: Pick<Answers, "reply" | "counterfactual">;
  },
): Scored {
  const { rows, cluster, prompt } = selection;
  return {
    cluster,
    prompt,
    claim: gather(given.claim, rows),
    selfReply: gather(given.self.reply, rows),
    selfCounterfactual: gather(given.self.counterfactual, rows),
    startReply: gather(given.start.reply, rows),
    targetReply: gather(given.target.reply, rows),
    targetCounterfactual: gather(given.target.counterfactual, rows),
  };
}

/**
 * The same rows, of which only those asked for count: a cue, a kind of edit, a direction of change. The others
 * stay to be compared with, so that a pull is still one against the *neither* edits of the whole prompt.
 */
export function countOnly(scored: Scored, isCounted: (row: number) => boolean): Scored {
  return { ...scored, counted: Uint8Array.from(scored.prompt, (_, row) => (isCounted(row) ? 1 : 0)) };
}
