/** The statistics of the Arms page in words: what a sweep shows, its nulls, what stands beside it. Pure. */
import type { DotNull } from "@/components/charts/dot-grounds";
import { formatCount, formatPercent } from "@/components/ui/number-format";
import type { ResultRow, Results } from "@/lib/bundle/results";
import type { Bundle } from "@/lib/bundle/schema";
import type { ArmsStatistic } from "@/lib/permalink/arms-view";
import type { CompanionName } from "./sweep-companions";

type StatisticWords = {
  title: string;
  nulls: readonly DotNull[];
  /** What is drawn beside each arm, grey; two at most. */
  companions: readonly { name: CompanionName; title: string }[];
  /** What its n counts, for a run. */
  counted: string;
  /** What it leaves out of the items; null: nothing. */
  leavesOut: string | null;
  /** How it is to be read, in a sentence. */
  reading: string;
};

const NOTHING: DotNull = { value: 0, name: "knows nothing" };
const SHUFFLED = { name: "shuffled", title: "shuffled labels" } as const;

/** What all comparisons within a prompt leave out, of pulls and of what is made from them. */
const WITHIN =
  "prompts that the model and its target answer differently, and prompts without an edit that leaves both replies alone";
const OF_ONE = "edits that change the reply of the model only or of its target only";

export const STATISTIC_WORDS: Record<ArmsStatistic, StatisticWords> = {
  couplingIndex: {
    title: "coupling index",
    nulls: [{ value: 0.5, name: "½ tells none apart" }],
    companions: [
      { name: "outside", title: "external explainer" },
      { name: "matched", title: "as many edits, by cue words" },
    ],
    counted: OF_ONE,
    leavesOut: WITHIN,
    reading:
      "The coupling index is 1 for claims copied from the model itself, 0 for claims copied from its target, and ½ for claims that do not tell a prompt’s edits apart. Above ½ is not yet knowledge of one’s own edits: claims that name more edits wherever the model is near its margin get there, too. So beside each arm stands the index of claims that name as many edits of every prompt, picked by the cue words alone; what an arm has over that is its placing.",
  },
  selfPull: {
    title: "self-pull",
    nulls: [NOTHING],
    companions: [],
    counted: "edits that change the reply of the model only",
    leavesOut: WITHIN,
    reading:
      "Self-pull is how much more often the claims name the edits that change the model’s own reply only than the edits of the same prompt that change nobody’s.",
  },
  targetPull: {
    title: "target-pull",
    nulls: [NOTHING],
    companions: [],
    counted: "edits that change the reply of its target only",
    leavesOut: WITHIN,
    reading:
      "Target-pull is how much more often the claims name the edits that change the target’s reply only than the edits of the same prompt that change nobody’s.",
  },
  bothPull: {
    title: "both-pull",
    nulls: [NOTHING],
    companions: [],
    counted: "edits that change both replies",
    leavesOut: WITHIN,
    reading:
      "Both-pull is how much more often the claims name the edits that change both replies than the edits of the same prompt that change nobody’s.",
  },
  cueKnowledge: {
    title: "cue knowledge",
    nulls: [NOTHING],
    companions: [],
    counted: "edits that change the model’s reply",
    leavesOut: "prompts whose edits all change the reply, or none does",
    reading:
      "Cue knowledge is how much more often the claims name the edits that change the model’s reply than the other edits of the same prompt.",
  },
  balancedAccuracy: {
    title: "balanced accuracy",
    nulls: [{ value: 0.5, name: "½ chance" }],
    companions: [],
    counted: "edits",
    leavesOut: null,
    reading:
      "Balanced accuracy is the mean of the shares of influential and of uninfluential edits that the claims get right.",
  },
  placing: {
    title: "placing",
    nulls: [{ value: 0, name: "the cue words alone" }],
    companions: [],
    counted: OF_ONE,
    leavesOut: WITHIN,
    reading:
      "Placing is the coupling index less that of claims which name as many edits of every prompt, picked by the cue words alone: whether the claims name the model’s own edits rather than the target’s once their number is left out. It is 0 for claims that know neither’s edits, and for those that know both’s alike.",
  },
  recovery: {
    title: "recovery",
    nulls: [
      { value: 0, name: "external explainer" },
      { value: 1, name: "online labels" },
    ],
    companions: [SHUFFLED],
    counted: OF_ONE,
    leavesOut: WITHIN,
    reading:
      "Recovery is how much of the way the coupling index has gone from an external explainer’s to online labels’. It is not 0 for claims that know nothing: their index is ½, which is part of the way already, about half of it. So it stands beside what shuffled labels get.",
  },
  aboveExternal: {
    title: "above the external explainer",
    nulls: [{ value: 0, name: "external explainer" }],
    companions: [{ name: "unknowing", title: "claims that know nothing" }, SHUFFLED],
    counted: OF_ONE,
    leavesOut: WITHIN,
    reading:
      "This is the coupling index less that of the external explainer about the same behaviour. It is not 0 for claims that know nothing: their index is ½, and ½ less the external explainer’s stands beside each arm, with what shuffled labels get where they were tried on the same shift.",
  },
  gap: {
    title: "gap: true of itself less true of its target",
    nulls: [{ value: 0, name: "no gap" }],
    companions: [{ name: "unchanged", title: "“nothing would change”" }],
    counted: "edits",
    leavesOut: null,
    reading:
      "The gap is not 0 for claims that know nothing: read it beside that of saying that nothing would change, drawn grey.",
  },
};

/** An arm's row by name: what it is about is said where that is not the arm's own matter. */
export function rowTitle({ title, isAboutItself }: ResultRow): string {
  return isAboutItself && !/itself/.test(title) ? `${title}, about itself` : title;
}

/** A part of the items, e.g. "never explained, sycophancy". */
export function sliceTitle(bundle: Bundle, { split, task, margin }: Results["slices"][number]): string {
  return [
    split === "held-out" ? "never explained" : "explained",
    task && (bundle.tasks.find(({ id }) => id === task)?.title ?? task).toLowerCase(),
    margin === "away" && "away from the margin",
  ]
    .filter(Boolean)
    .join(", ");
}

/** The words of an interval over entities, as the results were made. */
export function methodWords({ level, draws, unit, seed }: Results["method"]): string {
  return `${formatPercent(level)}; over ${unit}: percentile bootstrap of the seeds’ mean with the tails of Student’s t, ${formatCount(draws)} draws, seed ${seed}; over seeds: Student’s t`;
}
