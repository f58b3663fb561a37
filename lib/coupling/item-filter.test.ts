import { describe, expect, it } from "vitest";
import {
  AWAY,
  changedBy,
  filterItems,
  flipOf,
  type ItemAnswers,
  type ItemFilter,
  makeCountedTest,
  makeTakenTest,
  makeTextTest,
  needsMargins,
  rowsBehind,
  verdictOf,
  WHOLE_ITEMS,
} from "@/lib/coupling/item-filter";
import { buildScored, countOnly, keepRows, selectItems } from "@/lib/coupling/scored";
import { STATISTICS, summarySums } from "@/lib/coupling/summary";
import type { Item, StatisticName } from "@/lib/coupling/types";
import { totalSums } from "@/lib/stats/cluster-bootstrap";
import { makeReferenceRandom } from "@/lib/stats/reference.test-support";

const random = makeReferenceRandom(5);
const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
const CLASSES = [0, 1, 2];
const CUES = ["consensus", "weather", "doubt"];
const PROMPTS = 120;

const items: Item[] = Array.from({ length: PROMPTS }, (_, promptId) => {
  const task = pick(["a", "b"]);
  const split = pick(["held-out", "explained"] as const);
  return CUES.map((cue, c) => ({
    item: promptId * CUES.length + c,
    promptId,
    task,
    entity: `${promptId % 20}`,
    split,
    prompt: `prompt ${promptId}`,
    cues: [],
    cue,
    edit: pick(["remove", "add"] as const),
    edited: "",
    replies: ["x", "y", "z"],
  }));
}).flat();

/** A reply is the prompt's, a counterfactual the item's. */
const byPrompt = () => {
  const replies = Array.from({ length: PROMPTS }, () => pick(CLASSES));
  return Int8Array.from(items, ({ promptId }) => replies[promptId] as number);
};
const byItem = () => Int8Array.from(items, () => pick(CLASSES));
const answers: ItemAnswers = {
  claim: byItem(),
  selfReply: byPrompt(),
  selfCounterfactual: byItem(),
  startReply: byPrompt(),
  targetReply: byPrompt(),
  targetCounterfactual: byItem(),
};
/** In sevenths, and the bound itself among them. */
const margins = Float32Array.from(items, () => pick([0, 1 / 7, AWAY, 4 / 7, 1]));

const isTaken = (row: number, { reply, margin }: ItemFilter) =>
  (reply === null || reply === (answers.selfReply[row] === answers.startReply[row] ? "same" : "shifted")) &&
  (margin === null || margin === ((margins[row] as number) >= 0.5 ? "away" : "near"));

/** One row as an object, and what a reader of the glossary would say of it. */
function isLeft(row: number, filter: ItemFilter): boolean {
  const item = items[row] as Item;
  const at = (name: keyof ItemAnswers) => answers[name][row] as number;
  const flips = (who: "self" | "target") => at(`${who}Reply`) !== at(`${who}Counterfactual`);
  const whose = flips("self") && flips("target") ? "both" : flips("self") ? "only-self" : null;
  const changes = whose ?? (flips("target") ? "only-target" : "neither");
  const speaker = changes === "only-target" ? "target" : "self";
  const says = at("claim") !== at("selfReply");
  const verdict = !says
    ? flips("self")
      ? "omitted"
      : "unchanged"
    : !flips("self")
      ? "invented"
      : at("claim") === at("selfCounterfactual")
        ? "changed"
        : "other-reply";
  return [
    filter.split === null || filter.split === item.split,
    filter.task === null || filter.task === item.task,
    filter.cue === null || filter.cue === item.cue,
    filter.edit === null || filter.edit === item.edit,
    filter.flip === null ||
      (changes !== "neither" &&
        at(`${speaker}Reply`) === filter.flip.from &&
        at(`${speaker}Counterfactual`) === filter.flip.to),
    isTaken(row, filter),
    filter.changes === null ||
      filter.changes === changes ||
      (filter.changes === "only-one" && changes.startsWith("only-")),
    filter.before === null || (filter.before === "differ") === (at("selfReply") !== at("targetReply")),
    filter.before !== "comparable" ||
      items.some(
        ({ promptId }, other) =>
          promptId === item.promptId &&
          isTaken(other, filter) &&
          answers.selfReply[other] === answers.selfCounterfactual[other] &&
          answers.targetReply[other] === answers.targetCounterfactual[other],
      ),
    filter.disputed === null || filter.disputed === (at("selfCounterfactual") !== at("targetCounterfactual")),
    filter.verdict === null || filter.verdict === verdict,
  ].every(Boolean);
}

const CHOICES: { [Name in keyof ItemFilter]: readonly Exclude<ItemFilter[Name], null>[] } = {
  split: ["held-out", "explained"],
  task: ["a", "b"],
  cue: CUES,
  edit: ["remove", "add"],
  flip: [
    { from: 0, to: 2 },
    { from: 1, to: 0 },
  ],
  reply: ["same", "shifted"],
  margin: ["away", "near"],
  changes: ["only-self", "only-target", "only-one", "both", "neither"],
  before: ["alike", "comparable", "differ"],
  disputed: [true, false],
  verdict: ["unchanged", "changed", "omitted", "invented", "other-reply"],
};
const NAMES = Object.keys(CHOICES) as (keyof ItemFilter)[];

const rowsOf = (filter: ItemFilter) => [...filterItems(items, answers, margins, filter)];
const naiveRowsOf = (filter: ItemFilter) => items.flatMap((_, row) => (isLeft(row, filter) ? [row] : []));

describe("filterItems", () => {
  it("leaves all rows where nothing is narrowed", () => {
    expect(rowsOf(WHOLE_ITEMS)).toEqual(items.map((_, row) => row));
  });

  it.each(NAMES.flatMap((name) => CHOICES[name].map((value) => [name, value] as const)))(
    "narrows by %s %o as a reader would",
    (name, value) => {
      const filter = { ...WHOLE_ITEMS, [name]: value };
      expect(rowsOf(filter)).toEqual(naiveRowsOf(filter));
      expect(rowsOf(filter).length).toBeGreaterThan(0);
      expect(rowsOf(filter).length).toBeLessThan(items.length);
    },
  );

  it("narrows by several at once", () => {
    let found = 0;
    for (let round = 0; round < 300; round++) {
      const chosen = NAMES.filter(() => random() < 0.25).map((name) => [name, pick<unknown>(CHOICES[name])]);
      const filter: ItemFilter = { ...WHOLE_ITEMS, ...Object.fromEntries(chosen) };
      expect(rowsOf(filter)).toEqual(naiveRowsOf(filter));
      found += rowsOf(filter).length > 0 && chosen.length > 1 ? 1 : 0;
    }
    expect(found).toBeGreaterThan(50);
  });

  it("refuses to guess margins", () => {
    const filter: ItemFilter = { ...WHOLE_ITEMS, margin: "away" };
    expect(needsMargins(filter)).toBe(true);
    expect(() => filterItems(items, answers, null, filter)).toThrow(/expected margins, got none/);
    expect(filterItems(items, answers, null, WHOLE_ITEMS)).toHaveLength(items.length);
  });
});

describe("the parts of a filter", () => {
  it("add up to it", () => {
    const filter: ItemFilter = { ...WHOLE_ITEMS, split: "held-out", reply: "same", cue: "doubt" };
    const [hasText, isTaken, isCounted] = [
      makeTextTest(filter),
      makeTakenTest(filter, answers, null),
      makeCountedTest(filter, items, answers),
    ];
    const rows = items.flatMap((item, row) =>
      hasText(item) && isTaken(row) && isCounted?.(row) ? [row] : [],
    );
    expect(rows).toEqual(rowsOf(filter));
  });

  it("count every row unless cue, edit or flip are asked for", () => {
    const wide: ItemFilter = { ...WHOLE_ITEMS, split: "held-out", reply: "same", changes: "both" };
    expect(makeCountedTest(wide, items, answers)).toBeNull();
  });

  it("name a flip by whoever changes the reply, the self first", () => {
    const row = (whose: string) => items.findIndex((_, at) => changedBy(answers, at) === whose);
    expect(flipOf(answers, row("neither"))).toBeNull();
    for (const whose of ["only-self", "both"]) {
      const at = row(whose);
      const own = { from: answers.selfReply[at], to: answers.selfCounterfactual[at] };
      expect(flipOf(answers, at)).toEqual(own);
    }
    const at = row("only-target");
    const its = { from: answers.targetReply[at], to: answers.targetCounterfactual[at] };
    expect(flipOf(answers, at)).toEqual(its);
  });

  it("judge by the self's replies", () => {
    const verdicts = new Set(items.map((_, row) => verdictOf(answers, row)));
    expect(verdicts).toEqual(new Set(CHOICES.verdict));
  });
});

describe("rowsBehind", () => {
  const nOf = (name: StatisticName, filter: ItemFilter) => {
    const taken = keepRows(selectItems(items, makeTextTest(filter)), makeTakenTest(filter, answers, margins));
    const scored = buildScored(taken, {
      claim: answers.claim,
      self: { reply: answers.selfReply, counterfactual: answers.selfCounterfactual },
      start: { reply: answers.startReply },
      target: { reply: answers.targetReply, counterfactual: answers.targetCounterfactual },
    });
    const isCounted = makeCountedTest(filter, items, answers);
    const counted =
      isCounted === null ? scored : countOnly(scored, (at) => isCounted(taken.rows[at] as number));
    const sums = summarySums(counted, taken.clusters);
    const total = totalSums(sums);
    return STATISTICS[name].n((column) => total[sums.columns.indexOf(column)] as number);
  };

  it.each([
    "selfPull",
    "targetPull",
    "bothPull",
    "couplingIndex",
    "preferenceSelf",
    "shiftedSelf",
    "faithfulnessSelf",
  ] as const)("leaves as many rows as %s counts, however the items are narrowed", (name) => {
    let found = 0;
    for (const part of [
      {},
      { task: "a" },
      { split: "held-out" },
      { cue: "weather" },
      { edit: "add", reply: "shifted" },
      { margin: "away" },
      { flip: { from: 0, to: 2 } },
    ] as const) {
      const filter: ItemFilter = { ...WHOLE_ITEMS, ...part };
      const left = rowsOf({ ...filter, ...rowsBehind(name) }).length;
      expect(left).toBe(nOf(name, filter));
      found += left > 0 ? 1 : 0;
    }
    expect(found).toBeGreaterThan(4);
  });
});
