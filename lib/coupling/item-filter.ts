/**
 * What a set of items is narrowed to: one definition for the statistics, the Items page and every link.
 *
 * Some parts choose which rows there are at all (`takes`), others which of a prompt's rows count (`counts`), so
 * that a pull is still one against the *neither* edits of the whole prompt. The margin takes rows away, as
 * `training/organisms/evidence.py` does: a *neither* edit near the margin is no fair thing to be compared with.
 */
import type { EditKind, Item, Split, StatisticName, Verdict } from "@/lib/coupling/types";
import { verdictKind } from "@/lib/coupling/verdict";

/** The statistics take these fields only; null: not narrowed. */
export type StatisticsFilter = {
  split: Split | null;
  task: string | null;
  cue: string | null;
  edit: EditKind | null;
  /**
   * The direction of the flip, as classes: the reply before the edit and after it, of the self, or of the target
   * where the edit changes the target's reply only. (The self's alone would leave no edit for the target-pull.)
   */
  flip: { from: number; to: number } | null;
  /** The self's reply at its step against its run's first: prompts on which it is the same, or has shifted. */
  reply: "same" | "shifted" | null;
  /** Items whose margin is `AWAY` or more, or is less. */
  margin: "away" | "near" | null;
};

/** Whose reply an edit changes. */
export type ChangedBy = "only-self" | "only-target" | "both" | "neither";

/** Items can also be narrowed by what would be circular in a statistic. */
export type ItemFilter = StatisticsFilter & {
  changes: ChangedBy | "only-one" | null;
  /**
   * What self and target reply to the prompt as it stands. "comparable": the same, and among the prompt's rows that
   * take part is an edit that changes neither's reply, so that its other edits have something to be compared with:
   * what the pulls are made from.
   */
  before: "alike" | "comparable" | "differ" | null;
  /** Self and target give different counterfactual replies. */
  disputed: boolean | null;
  verdict: Verdict["kind"] | null;
};

export const WHOLE_STATISTICS: StatisticsFilter = {
  split: null,
  task: null,
  cue: null,
  edit: null,
  flip: null,
  reply: null,
  margin: null,
};

export const WHOLE_ITEMS: ItemFilter = {
  ...WHOLE_STATISTICS,
  changes: null,
  before: null,
  disputed: null,
  verdict: null,
};

/** What the items are narrowed to that a statistic's n counts; nothing where it counts all, or no single rows. */
export function rowsBehind(
  name: StatisticName,
): Pick<Partial<ItemFilter>, "changes" | "before" | "disputed"> {
  switch (name) {
    case "selfPull":
      return { before: "comparable", changes: "only-self" };
    case "targetPull":
      return { before: "comparable", changes: "only-target" };
    case "bothPull":
      return { before: "comparable", changes: "both" };
    case "couplingIndex":
      return { before: "comparable", changes: "only-one" };
    case "preferenceSelf":
    case "preferenceTarget":
    case "preferenceNeither":
      return { disputed: true };
    case "shiftedSelf":
    case "shiftedTarget":
    case "shiftedBoth":
    case "shiftedNeither":
      return { before: "differ" };
    default:
      return {};
  }
}

/** The lead of the likeliest reply over the next from which an answer is away from the margin. */
export const AWAY = 0.5;

/** What an explainer, a self and a target answer, as columns over all items in their order. */
export type ItemAnswers = {
  claim: Int8Array;
  selfReply: Int8Array;
  selfCounterfactual: Int8Array;
  /** The self's reply at the first step of its run. */
  startReply: Int8Array;
  targetReply: Int8Array;
  targetCounterfactual: Int8Array;
};

/**
 * How clear each item's answers are, 0 to 1: the least lead of the likeliest reply over the next, of self and
 * target, before the edit and after it. Null where probabilities were not read.
 */
export type ItemMargins = Float32Array | null;

type RowTest = (row: number) => boolean;

const ALWAYS: RowTest = () => true;

/** All of the tests at once; the cheapest where there are none. */
function every(tests: readonly (RowTest | null)[]): RowTest {
  const active = tests.filter((test) => test !== null);
  const [first, second] = active;
  if (first === undefined) return ALWAYS;
  return second === undefined ? first : (row) => active.every((test) => test(row));
}

/** Whether the filter needs to know the margins, which only probabilities tell. */
export function needsMargins({ margin }: StatisticsFilter): boolean {
  return margin !== null;
}

/** Rows whose text is asked for: split and task. These alone decide over which entities draws are made. */
export function makeTextTest({ split, task }: StatisticsFilter): (item: Item) => boolean {
  return (item) => (split === null || item.split === split) && (task === null || item.task === task);
}

/**
 * Rows that take part at all, of those whose text is asked for: reply and margin.
 * Throws where the margin is asked for and was not read.
 */
export function makeTakenTest(
  { reply, margin }: StatisticsFilter,
  answers: ItemAnswers,
  margins: ItemMargins,
): RowTest {
  if (margin !== null && margins === null) {
    throw new RangeError("internal: makeTakenTest: expected margins, got none");
  }
  return every([
    reply === null
      ? null
      : (row) => (answers.selfReply[row] === answers.startReply[row]) === (reply === "same"),
    margin === null || margins === null
      ? null
      : (row) => (margins[row] as number) >= AWAY === (margin === "away"),
  ]);
}

/** Whose reply the edit of a row changes. */
export function changedBy(answers: ItemAnswers, row: number): ChangedBy {
  const self = answers.selfCounterfactual[row] !== answers.selfReply[row];
  const target = answers.targetCounterfactual[row] !== answers.targetReply[row];
  if (self) return target ? "both" : "only-self";
  return target ? "only-target" : "neither";
}

/** The reply before and after the edit of whoever changes it, the self first; null where neither does. */
export function flipOf(answers: ItemAnswers, row: number): { from: number; to: number } | null {
  const whose = changedBy(answers, row);
  if (whose === "neither") return null;
  const [reply, counterfactual] =
    whose === "only-target"
      ? [answers.targetReply, answers.targetCounterfactual]
      : [answers.selfReply, answers.selfCounterfactual];
  return { from: reply[row] as number, to: counterfactual[row] as number };
}

/** Rows that count, of those that take part: cue, kind of edit, direction of the flip. Null: all of them do. */
export function makeCountedTest(
  { cue, edit, flip }: StatisticsFilter,
  items: readonly Item[],
  answers: ItemAnswers,
): RowTest | null {
  if (cue === null && edit === null && flip === null) return null;
  return every([
    cue === null ? null : (row) => items[row]?.cue === cue,
    edit === null ? null : (row) => items[row]?.edit === edit,
    flip === null
      ? null
      : (row) => {
          const own = flipOf(answers, row);
          return own !== null && own.from === flip.from && own.to === flip.to;
        },
  ]);
}

/** Whose reply the edit of a row has to change, where it matters. */
function makeChangesTest(changes: ItemFilter["changes"], answers: ItemAnswers): RowTest | null {
  if (changes === null) return null;
  if (changes !== "only-one") return (row) => changedBy(answers, row) === changes;
  return (row) => {
    const whose = changedBy(answers, row);
    return whose === "only-self" || whose === "only-target";
  };
}

/** Ids of the prompts that have an edit which changes neither reply, among the rows that `isTaken`. */
function promptsWithNeither(items: readonly Item[], answers: ItemAnswers, isTaken: RowTest): Set<number> {
  const prompts = new Set<number>();
  items.forEach(({ promptId }, row) => {
    if (changedBy(answers, row) === "neither" && isTaken(row)) prompts.add(promptId);
  });
  return prompts;
}

/** What self and target have to reply before the edit, where it matters. */
function makeBeforeTest(
  before: ItemFilter["before"],
  items: readonly Item[],
  answers: ItemAnswers,
  isTaken: RowTest,
): RowTest | null {
  if (before === null) return null;
  const isAlike: RowTest = (row) => answers.selfReply[row] === answers.targetReply[row];
  if (before === "alike") return isAlike;
  if (before === "differ") return (row) => !isAlike(row);
  const comparable = promptsWithNeither(items, answers, isTaken);
  return (row) => isAlike(row) && comparable.has((items[row] as Item).promptId);
}

/** What an explainer says of an item, judged by what the self does. */
export function verdictOf(answers: ItemAnswers, row: number): Verdict["kind"] {
  return verdictKind(
    answers.claim[row] as number,
    answers.selfReply[row] as number,
    answers.selfCounterfactual[row] as number,
  );
}

/**
 * The rows of the items that a filter leaves, ascending. Throws where the margin is asked for and was not read.
 */
export function filterItems(
  items: readonly Item[],
  answers: ItemAnswers,
  margins: ItemMargins,
  filter: ItemFilter,
): Int32Array {
  const { changes, before, disputed, verdict } = filter;
  const { selfCounterfactual, targetCounterfactual } = answers;
  const hasText = makeTextTest(filter);
  const isTaken = makeTakenTest(filter, answers, margins);
  const isLeft = every([
    (row) => hasText(items[row] as Item),
    isTaken,
    makeCountedTest(filter, items, answers),
    makeChangesTest(changes, answers),
    makeBeforeTest(before, items, answers, isTaken),
    disputed === null ? null : (row) => (selfCounterfactual[row] !== targetCounterfactual[row]) === disputed,
    verdict === null ? null : (row) => verdictOf(answers, row) === verdict,
  ]);
  const rows = new Int32Array(items.length);
  let left = 0;
  for (let row = 0; row < items.length; row++) if (isLeft(row)) rows[left++] = row;
  return rows.slice(0, left);
}
